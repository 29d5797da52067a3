package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.measurement.Problem;
import org.mmdflow.engine.measurement.Throughput;
import org.mmdflow.engine.measurement.Workload;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.statistic.MedianHeuristic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast the engines of this machine are. */
@Command(
    name = "bench",
    header = "Measures pairs per second of every engine that runs here.",
    description = {
      "Value and gradient of a kernel sum at N points over M sources of equal weight, both drawn from"
          + " N(0, I): the median pass of as many as make the figure sharp, and in brackets how far"
          + " the middle half of the passes is apart. A pass that would be long takes fewer points.",
      "The ceiling is what the hardware allows: its peak of multiply-adds, measured in the same"
          + " minute, over the least that a pair needs. The error is the relative L2 error of"
          + " gradients and values against double precision."
    },
    footer = {
      "  mmdflow bench",
      "  mmdflow bench --n 5000 --m 5000 --d 2,10 --kernel energy --json"
    })
final class BenchCommand extends BaseCommand {
  private static final String DEFAULT_SIZE = "10000";

  @Option(
      names = "--n",
      order = 1,
      paramLabel = "N",
      description = "Points (default: 10000).",
      defaultValue = DEFAULT_SIZE)
  private int n;

  @Option(
      names = "--m",
      order = 2,
      paramLabel = "M",
      description = "Sources (default: 10000).",
      defaultValue = DEFAULT_SIZE)
  private int m;

  @Option(
      names = "--d",
      order = 3,
      paramLabel = "D",
      split = ",",
      description = "Dimension, or several (default: 2,10,50).",
      defaultValue = "2,10,50")
  private List<Integer> dimensions = List.of();

  @Mixin private KernelOption kernelOption;
  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    if (spec.isOfFeatures()) {
      throw new UserError(
          "bench counts pairs, which a kernel of features has none of, in --kernel; give another");
    }
    Precision precision = common.precision();
    BenchSize.check(n, m, dimensions);
    common.engineOptions();
    List<Device> devices = new ArrayList<>();
    List<BenchResult> results = new ArrayList<>();
    long began = System.nanoTime();
    List<Problem> problems = dimensions.stream().distinct().map(d -> pose(d, spec)).toList();
    for (String name : common.engineNames(console)) {
      try (Engine engine = Engines.open(name, common.engineOptions())) {
        if (!lacks(engine, precision, console)) {
          console.note("measuring " + name + " on " + engine.device().name());
          devices.add(engine.device());
          problems.forEach(problem -> results.add(measure(engine, problem)));
        }
      }
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    Answer answer =
        answer()
            .with("engine", join(devices.stream().map(Device::engine).toList()))
            .with("device", join(devices.stream().map(Device::name).toList()))
            .with("precision", precision.name().toLowerCase(Locale.ROOT))
            .with("compute_seconds", seconds)
            .with("results", results.stream().map(BenchResult::members).toList());
    answer.say(
        Figures.count(n) + " points, " + Figures.count(m) + " sources, kernel " + spec + ":");
    answer.say(BenchResult.table(results));
    results.forEach(result -> result.notes().forEach(answer::say));
    console.answer(answer);
    return results.stream().anyMatch(BenchResult::failed) ? Failures.FAILED : 0;
  }

  private Problem pose(int d, KernelSpec spec) {
    Workload workload = Workload.draw(n, m, d, common.precision(), common.seed());
    Kernel kernel = spec.resolve(() -> MedianHeuristic.median(workload.sources(), common.seed()));
    try (Engine yardstick = Engines.open("reference", common.engineOptions())) {
      return Problem.of(workload, kernel, yardstick);
    }
  }

  /** A device without double is passed over, unless it was asked for. */
  private boolean lacks(Engine engine, Precision precision, Console console) {
    Device device = engine.device();
    if (precision == Precision.FLOAT || device.can(Capability.DOUBLE)) {
      return false;
    }
    String lack = "the device " + device.name() + " has no double precision";
    if (!common.engineName().equals("auto")) {
      throw new UserError(lack + ", in --precision; use float, or another --engine");
    }
    console.note(lack + ": left out");
    return true;
  }

  /** One engine's failure is a result too: the others are still measured. */
  private static BenchResult measure(Engine engine, Problem problem) {
    try {
      return BenchResult.of(new Throughput().measure(engine, problem));
    } catch (RuntimeException e) {
      return BenchResult.failure(engine.device(), problem, String.valueOf(e.getMessage()));
    }
  }

  private static String join(List<String> words) {
    return words.stream().distinct().collect(Collectors.joining(", "));
  }
}
