package org.mmdflow.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.measure.Points;

/** A reproduction with known numbers: two methods, y = 1 / x and its double. */
final class SampleReproductions {
  static final long[] TIMES = {0, 1, 10, 100, 1000};

  private SampleReproductions() {}

  static Provenance provenance() {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("mmdflow", "0.1.0");
    origin.put("engine", "reference");
    origin.put("seconds", 1.5);
    return new Provenance(origin, "mmdflow reproduce sample --seeds 2", true);
  }

  static Reproduction sample(String title) {
    return new Reproduction(
        "sample",
        title,
        List.of("What it is.", "What to see."),
        Map.of("steps", "1,000"),
        List.of(loss(), share()),
        rows(),
        List.of(film()),
        List.of("A note."));
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "slow: y at 10", OptionalDouble.of(0.1), 0.1, 0.05, 0.15, "within 10 %", Verdict.PASS),
        new Row(
            "slow: y at 100", OptionalDouble.of(0.1), 0.01, 0.01, 0.01, "within 1 %", Verdict.FAIL),
        new Row(
            "fast: y at 10",
            OptionalDouble.of(1),
            Optional.of("1–2"),
            3,
            3,
            3,
            "for comparison",
            Verdict.SHOWN),
        new Row(
            "fast: y at 1e6",
            OptionalDouble.empty(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            "at most 1",
            Verdict.NOT_REACHED));
  }

  private static Panel loss() {
    double[] x = {0, 1, 10, 100, 1000};
    double[] slow = {2, 1, 0.1, 0.01, 1e-3};
    double[] fast = {2, 2, 0.2, -0.02, 2e-3};
    Curve.Band band =
        new Curve.Band(new double[] {1, 0.5, -0.05, 5e-3, 5e-4}, new double[] {3, 2, 1, 0.1, 0.01});
    return new Panel(
        "Loss",
        Axis.log("step"),
        Axis.log("y"),
        List.of(
            Curve.of("published", Origin.PUBLISHED, new double[] {1, 500}, new double[] {1, 2e-3}),
            new Curve("slow", Origin.OURS, x, slow, Optional.of(band)),
            Curve.of("fast", Origin.OURS, x, fast),
            Curve.of("bound", Origin.BOUND, new double[] {1, 1000}, new double[] {3, 3})));
  }

  private static Panel share() {
    return new Panel(
        "Share",
        Axis.linear("noise level"),
        Axis.linear("share"),
        List.of(Curve.of("s", Origin.OURS, new double[] {0, 1, 2}, new double[] {-1, 0, 1})));
  }

  static Film film() {
    List<Points> slow = new ArrayList<>();
    List<Points> fast = new ArrayList<>();
    for (int k = 0; k < TIMES.length; k++) {
      slow.add(SampleRuns.cloud(60, 2, 0.25 * k, 1));
      fast.add(SampleRuns.cloud(60, 2, 1, 2));
    }
    return new Film(
        "Side by side",
        "step",
        TIMES,
        SampleRuns.cloud(60, 2, 1, 7),
        List.of(new Film.Method("slow", slow), new Film.Method("fast", fast)));
  }
}
