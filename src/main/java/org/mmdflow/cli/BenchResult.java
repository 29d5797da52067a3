package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.measurement.Measurement;
import org.mmdflow.engine.measurement.Problem;
import org.mmdflow.engine.measurement.Workload;

/**
 * One line of {@code bench}.
 *
 * @param device what ran
 * @param problem what was asked
 * @param found the figures, or nothing where the engine failed
 * @param fault why it failed; empty where it did not
 */
record BenchResult(Device device, Problem problem, Optional<Measurement> found, String fault) {
  static BenchResult of(Measurement found) {
    return new BenchResult(found.device(), found.problem(), Optional.of(found), "");
  }

  static BenchResult failure(Device device, Problem problem, String fault) {
    return new BenchResult(device, problem, Optional.empty(), fault);
  }

  boolean failed() {
    return found.isEmpty();
  }

  private int d() {
    return problem.workload().points().d();
  }

  private String precision() {
    return problem.workload().precision().name().toLowerCase(Locale.ROOT);
  }

  /** For programs: what is not known is null. */
  Map<String, Object> members() {
    Workload workload = problem.workload();
    Optional<Ceiling> ceiling = found.flatMap(Measurement::ceiling);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("engine", device.engine());
    entry.put("device", device.name());
    entry.put("precision", precision());
    entry.put("kernel", problem.kernel().toString());
    entry.put("n", workload.points().n());
    entry.put("m", workload.sources().n());
    entry.put("d", d());
    entry.put("measured_n", found.map(Measurement::points));
    entry.put("pairs_per_second", found.map(Measurement::pairsPerSecond));
    entry.put("spread", found.map(f -> f.timing().spread()));
    entry.put("passes", found.map(f -> f.timing().passes()));
    entry.put("ceiling_pairs_per_second", ceiling.map(Ceiling::pairsPerSecond));
    entry.put("ceiling_basis", ceiling.map(Ceiling::basis));
    entry.put("share", found.map(Measurement::share).orElseGet(OptionalDouble::empty));
    entry.put("error", found.map(Measurement::error).orElseGet(OptionalDouble::empty));
    if (failed()) {
      entry.put("fault", fault);
    }
    return entry;
  }

  static Table table(List<BenchResult> results) {
    Table table = new Table();
    table.row("engine", "precision", "d", "speed", "spread", "ceiling", "share", "error");
    for (BenchResult r : results) {
      String d = Integer.toString(r.d());
      r.found.ifPresentOrElse(
          f ->
              table.row(
                  r.device.engine(),
                  r.precision(),
                  d,
                  Figures.pairRate(f.pairsPerSecond()),
                  percent(f.timing().spread(), "(%.1f %%)"),
                  f.ceiling().map(c -> Figures.pairRate(c.pairsPerSecond())).orElse("-"),
                  f.share().isPresent() ? percent(f.share().getAsDouble(), "%.0f %%") : "-",
                  f.error().isPresent()
                      ? String.format(Locale.ROOT, "%.1e", f.error().getAsDouble())
                      : "-"),
          () -> table.row(r.device.engine(), r.precision(), d, "FAILED: " + r.fault));
    }
    return table;
  }

  private static String percent(double part, String format) {
    return String.format(Locale.ROOT, format, 100 * part);
  }

  /** What a reader of the table must know beside it. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    String where = device.engine() + ", d = " + d() + ": ";
    found.ifPresent(
        f -> {
          if (f.points() < problem.workload().points().n()) {
            notes.add(where + "measured on the first " + Figures.count(f.points()) + " points");
          }
          f.ceiling().ifPresent(c -> notes.add(where + "ceiling from " + c.basis()));
          if (f.error().isEmpty()) {
            notes.add(where + "no error, it is the yardstick of the others");
          }
        });
    return notes;
  }
}
