package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.verification.Check;
import org.mmdflow.engine.verification.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the numbers of every engine that runs here. */
@Command(
    name = "verify",
    header = "Checks the numbers of every engine that runs here; what to run first.",
    description = {
      "Each engine, in each precision, with every kernel, in 2 and 10 dimensions, against plain"
          + " loops in double precision. Takes seconds; exit code 1 if a bound is broken.",
      "Errors are of gradients: median and largest over the points, in units of the root mean"
          + " square gradient; the bound is for the relative L2 error of gradients and values."
    },
    footer = {"  mmdflow verify", "  mmdflow verify --engine reference --precision double --json"})
final class VerifyCommand extends BaseCommand {
  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    List<Precision> precisions =
        common.hasPrecision() ? List.of(common.precision()) : List.of(Precision.values());
    List<Check> checks = new ArrayList<>();
    List<Device> devices = new ArrayList<>();
    Verification verification = new Verification();
    long began = System.nanoTime();
    for (String name : common.engineNames(console)) {
      try (Engine engine = Engines.open(name, common.engineOptions())) {
        console.note("checking " + name + " on " + engine.device().name());
        devices.add(engine.device());
        verification.check(engine, precisions, checks::add);
      }
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    long broken = checks.stream().filter(c -> !c.passed()).count();
    Answer answer =
        answer()
            .with("engine", join(devices, Device::engine))
            .with("device", join(devices, Device::name))
            .with("precision", join(precisions, p -> p.name().toLowerCase(Locale.ROOT)))
            .with("pass", broken == 0)
            .with("compute_seconds", seconds)
            .with("checks", checks.stream().map(VerifyCommand::describe).toList());
    answer.say(table(checks));
    answer.say(
        broken == 0
            ? "all " + checks.size() + " checks passed"
            : broken + " of " + checks.size() + " checks failed");
    console.answer(answer);
    return broken == 0 ? 0 : Failures.FAILED;
  }

  private static <T> String join(List<T> items, java.util.function.Function<T, String> toText) {
    return items.stream().map(toText).distinct().collect(Collectors.joining(", "));
  }

  private static Map<String, Object> describe(Check check) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("engine", check.engine());
    entry.put("device", check.device());
    entry.put("precision", check.precision().name().toLowerCase(Locale.ROOT));
    entry.put("kernel", check.kernel());
    entry.put("d", check.d());
    entry.put("median_error", check.medianError());
    entry.put("largest_error", check.largestError());
    entry.put("error", check.error());
    entry.put("bound", check.bound());
    entry.put("pairs_per_second", check.pairsPerSecond());
    entry.put("pass", check.passed());
    if (!check.fault().isEmpty()) {
      entry.put("fault", check.fault());
    }
    return entry;
  }

  private static Table table(List<Check> checks) {
    Table table = new Table();
    table.row(
        "engine", "precision", "d", "kernel", "median", "largest", "L2", "bound", "speed", "");
    for (Check c : checks) {
      table.row(
          c.engine(),
          c.precision().name().toLowerCase(Locale.ROOT),
          Integer.toString(c.d()),
          c.kernel(),
          error(c.medianError()),
          error(c.largestError()),
          error(c.error()),
          error(c.bound()),
          c.fault().isEmpty() ? Figures.pairRate(c.pairsPerSecond()) : "-",
          c.passed() ? "ok" : c.fault().isEmpty() ? "FAILED" : "FAILED: " + c.fault());
    }
    return table;
  }

  private static String error(double error) {
    return Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.1e", error);
  }
}
