package org.mmdflow.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.mmdflow.experiment.RecordedState;
import org.mmdflow.experiment.RunRecord;

/**
 * The first step at which two runs differ, bit for bit, among the steps that both recorded.
 *
 * @param metrics the first row of metrics.csv that differs, seconds apart; empty if none does
 * @param columns which columns differ there
 * @param states the first snapshot or last state that differs; empty if none does
 * @param rows how many rows both have
 * @param clouds how many states both have
 */
public record FirstDifference(
    OptionalLong metrics, List<String> columns, OptionalLong states, int rows, int clouds) {
  private static final String STEP = "step";

  /** Reads the states of both, as far as they are equal. */
  public static FirstDifference between(
      RunRecord a, MetricsTable metricsA, RunRecord b, MetricsTable metricsB) {
    OptionalLong metrics = OptionalLong.empty();
    List<String> columns = List.of();
    List<int[]> rows = commonRows(metricsA, metricsB);
    for (int[] row : rows) {
      columns = differing(metricsA, row[0], metricsB, row[1]);
      if (!columns.isEmpty()) {
        metrics = OptionalLong.of((long) steps(metricsA)[row[0]]);
        break;
      }
    }
    List<RecordedState[]> clouds = commonStates(a, b);
    OptionalLong states = OptionalLong.empty();
    for (RecordedState[] pair : clouds) {
      if (!pair[0].particles().equals(pair[1].particles())) {
        states = OptionalLong.of(pair[0].step());
        break;
      }
    }
    return new FirstDifference(metrics, columns, states, rows.size(), clouds.size());
  }

  /** The earlier of both; empty if the runs agree wherever both recorded something. */
  public OptionalLong step() {
    if (metrics.isEmpty() || states.isEmpty()) {
      return metrics.isPresent() ? metrics : states;
    }
    return OptionalLong.of(Math.min(metrics.getAsLong(), states.getAsLong()));
  }

  /** Rows of the same step: the index in a, the index in b. */
  static List<int[]> commonRows(MetricsTable a, MetricsTable b) {
    double[] stepsA = steps(a);
    double[] stepsB = steps(b);
    Map<Double, Integer> inB = new HashMap<>();
    for (int j = 0; j < stepsB.length; j++) {
      inB.put(stepsB[j], j);
    }
    List<int[]> common = new ArrayList<>();
    for (int i = 0; i < stepsA.length; i++) {
      Integer j = inB.get(stepsA[i]);
      if (j != null) {
        common.add(new int[] {i, j});
      }
    }
    return common;
  }

  private static double[] steps(MetricsTable table) {
    return table.columns().getOrDefault(STEP, new double[0]);
  }

  private static List<String> differing(MetricsTable a, int rowA, MetricsTable b, int rowB) {
    List<String> differing = new ArrayList<>();
    for (Map.Entry<String, double[]> column : a.columns().entrySet()) {
      double[] other = b.columns().get(column.getKey());
      // The clock never agrees. By compare, undefined equals undefined, and 0 is not -0.
      if (other != null
          && !column.getKey().equals("seconds")
          && Double.compare(column.getValue()[rowA], other[rowB]) != 0) {
        differing.add(column.getKey());
      }
    }
    return differing;
  }

  private static List<RecordedState[]> commonStates(RunRecord a, RunRecord b) {
    Map<Long, RecordedState> inB = new HashMap<>();
    b.states().forEach(state -> inB.put(state.step(), state));
    List<RecordedState[]> common = new ArrayList<>();
    for (RecordedState state : a.states()) {
      RecordedState other = inB.get(state.step());
      if (other != null) {
        common.add(new RecordedState[] {state, other});
      }
    }
    return common;
  }
}
