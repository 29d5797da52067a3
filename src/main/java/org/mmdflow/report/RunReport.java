package org.mmdflow.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * All that the page of one run shows, as plain values.
 *
 * <p>Every text may be anything: it is escaped wherever it lands. Arrays and points are read, never
 * written, and must not change while a page is being written.
 *
 * @param title the run's name
 * @param metrics the columns of {@code metrics.csv} by name, all of one length, NaN where
 *     undefined; {@code step} is among them and ascends, unless there are no columns at all
 * @param snapshots by ascending step, all of the same size; may be empty
 * @param particleWeights weights of the particles, uniform when absent
 * @param target the target's points, absent where there are none to show
 * @param targetWeights weights of the target, uniform when absent
 * @param settings what the user chose, in the order to show
 * @param origin where the numbers come from, in the order to show: machine, engine, seed, version,
 *     state hash
 * @param command the command that makes the run again
 * @param notes further sentences for the page
 * @param verdicts what the monitors say, a line each
 */
public record RunReport(
    String title,
    Map<String, double[]> metrics,
    List<Snapshot> snapshots,
    Optional<Weights> particleWeights,
    Optional<Points> target,
    Optional<Weights> targetWeights,
    Map<String, String> settings,
    Map<String, String> origin,
    String command,
    List<String> notes,
    List<String> verdicts) {
  /** The column that every other is drawn against. */
  static final String STEP = "step";

  /** Checks that sizes fit each other and copies maps and lists. */
  public RunReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
    snapshots = List.copyOf(snapshots);
    notes = List.copyOf(notes);
    verdicts = List.copyOf(verdicts);
    checkMetrics(metrics);
    checkSnapshots(snapshots, target);
    if (!snapshots.isEmpty()) {
      checkWeights("particles", particleWeights, snapshots.get(0).particles().n());
    }
    target.ifPresent(points -> checkWeights("target", targetWeights, points.n()));
  }

  /** A run without monitors. */
  public RunReport(
      String title,
      Map<String, double[]> metrics,
      List<Snapshot> snapshots,
      Optional<Weights> particleWeights,
      Optional<Points> target,
      Optional<Weights> targetWeights,
      Map<String, String> settings,
      Map<String, String> origin,
      String command,
      List<String> notes) {
    this(
        title,
        metrics,
        snapshots,
        particleWeights,
        target,
        targetWeights,
        settings,
        origin,
        command,
        notes,
        List.of());
  }

  private static void checkMetrics(Map<String, double[]> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    double[] steps = metrics.get(STEP);
    if (steps == null) {
      throw new IllegalArgumentException("metrics have no column \"step\": " + metrics.keySet());
    }
    metrics.forEach(
        (name, column) -> {
          if (column.length != steps.length) {
            throw new IllegalArgumentException(
                "column \"" + name + "\" has " + column.length + " rows, \"step\" " + steps.length);
          }
        });
    for (int i = 1; i < steps.length; i++) {
      if (!(steps[i] > steps[i - 1])) {
        throw new IllegalArgumentException(
            "steps do not ascend at row " + i + ": " + steps[i - 1] + ", " + steps[i]);
      }
    }
  }

  private static void checkSnapshots(List<Snapshot> snapshots, Optional<Points> target) {
    for (int i = 1; i < snapshots.size(); i++) {
      Snapshot before = snapshots.get(i - 1);
      Snapshot here = snapshots.get(i);
      if (here.step() <= before.step()) {
        throw new IllegalArgumentException(
            "snapshots do not ascend: step " + before.step() + ", then " + here.step());
      }
      if (here.particles().n() != before.particles().n()) {
        throw new IllegalArgumentException(
            "snapshots differ in size: "
                + (before.particles().n() + " != " + here.particles().n()));
      }
      checkDimensions(before.particles(), here.particles());
    }
    if (!snapshots.isEmpty()) {
      target.ifPresent(points -> checkDimensions(snapshots.get(0).particles(), points));
    }
  }

  private static void checkDimensions(Points a, Points b) {
    if (a.d() != b.d()) {
      throw new IllegalArgumentException("dimensions differ: " + a.d() + " != " + b.d());
    }
  }

  private static void checkWeights(String whose, Optional<Weights> weights, int n) {
    weights.ifPresent(
        w -> {
          if (w.n() != n) {
            throw new IllegalArgumentException(
                "weights of the " + whose + ": " + w.n() + " for " + n + " points");
          }
        });
  }
}
