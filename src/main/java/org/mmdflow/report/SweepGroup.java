package org.mmdflow.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.experiment.reproduction.Curve;

/**
 * The complete runs of one setting of a sweep, which differ in the seed alone.
 *
 * @param setting the swept values
 * @param rows its complete runs; may be none
 */
record SweepGroup(Map<String, String> setting, List<SweepRow> rows) {
  private static final int POINTS = 400;
  private static final String LOSS = "half_mmd2_v";

  /** All settings of a sweep, in its order. */
  static List<SweepGroup> of(SweepTable table) {
    Map<Map<String, String>, List<SweepRow>> groups = new LinkedHashMap<>();
    for (SweepRow row : table.rows()) {
      List<SweepRow> rows = groups.computeIfAbsent(row.run().setting(), s -> new ArrayList<>());
      if (row.status() == SweepRow.Status.COMPLETE && row.halfMmd2V().isPresent()) {
        rows.add(row);
      }
    }
    List<SweepGroup> all = new ArrayList<>();
    groups.forEach((setting, rows) -> all.add(new SweepGroup(setting, rows)));
    return all;
  }

  /** The loss at the end of each run. */
  double[] losses() {
    return rows.stream().flatMapToDouble(row -> row.halfMmd2V().stream()).toArray();
  }

  /** The loss by step, at the steps that all runs have in their tables. */
  Curve curve(SweepTable table, String name) {
    List<MetricsTable> metrics = new ArrayList<>();
    for (SweepRow row : rows) {
      Path file = table.folder(row.run()).resolve("metrics.csv");
      metrics.add(MetricsTable.read(file));
    }
    double[] steps = commonSteps(metrics);
    double[][] values = new double[steps.length][metrics.size()];
    for (int seed = 0; seed < metrics.size(); seed++) {
      double[] own = column(metrics.get(seed), RunReport.STEP);
      double[] losses = column(metrics.get(seed), LOSS);
      for (int i = 0; i < steps.length; i++) {
        values[i][seed] = losses[Arrays.binarySearch(own, steps[i])];
      }
    }
    return curve(name, steps, values);
  }

  private static double[] commonSteps(List<MetricsTable> metrics) {
    double[] common = column(metrics.get(0), RunReport.STEP);
    for (MetricsTable other : metrics) {
      double[] steps = column(other, RunReport.STEP);
      common = Arrays.stream(common).filter(s -> Arrays.binarySearch(steps, s) >= 0).toArray();
    }
    double[] all = common;
    return Arrays.stream(Thinning.keepEnds(all.length, POINTS)).mapToDouble(i -> all[i]).toArray();
  }

  private static double[] column(MetricsTable table, String name) {
    return table.columns().getOrDefault(name, new double[0]);
  }

  /** Mean and band of {@code values}, a row for each abscissa. */
  static Curve curve(String name, double[] x, double[][] values) {
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    boolean several = false;
    for (int i = 0; i < x.length; i++) {
      several |= values[i].length > 1;
      mean[i] = Arrays.stream(values[i]).average().orElse(Double.NaN);
      low[i] = Arrays.stream(values[i]).min().orElse(Double.NaN);
      high[i] = Arrays.stream(values[i]).max().orElse(Double.NaN);
    }
    Optional<Curve.Band> band = several ? Optional.of(new Curve.Band(low, high)) : Optional.empty();
    return new Curve(name, Curve.Origin.OURS, x, mean, band);
  }
}
