package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.RunRecord;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.report.CloudComparison;
import org.mmdflow.report.FirstDifference;
import org.mmdflow.report.MetricsSideBySide;
import org.mmdflow.report.MetricsTable;
import org.mmdflow.statistic.twosample.TestSettings;
import org.mmdflow.statistic.twosample.TwoSampleTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds two runs side by side. */
@Command(
    name = "compare",
    header = "Compares two runs: settings, metrics, bits, and their final clouds.",
    description = {
      "Settings that differ, metrics at common steps, the first step at which the metrics or the"
          + " states differ in any bit, and the unbiased MMD between the last states, with the"
          + " p-value of a permutation test. Equal state hashes: the last states are equal bit for"
          + " bit.",
      "Particles of a flow are no independent draws, so the p-value is a yardstick rather than a"
          + " test: how often a random division of all particles into two is as far apart.",
      "The runs need not be complete."
    },
    footer = {"  mmdflow compare run1 run2", "  mmdflow compare run1 run2 --kernel energy --json"})
final class CompareCommand extends BaseCommand {
  private static final int ROWS = 10;

  @Parameters(index = "0", paramLabel = "DIR1", description = "The folder of a run.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR2", description = "The folder of another.")
  private Path second;

  @Option(
      names = "--kernel",
      order = 10,
      paramLabel = "K",
      description =
          "Kernel of the MMD (default: that of DIR1); its median is that of both last states.")
  private Optional<String> kernelText = Optional.empty();

  @Option(
      names = "--permutations",
      order = 11,
      paramLabel = "P",
      description = "Permutations of the test (default: 999).")
  private int permutations = 999;

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    // Before any file is read.
    TestSettings unwatched =
        TestSettings.withoutLevel(
            permutations, common.seed(), common.engineOptions().resolvedThreads());
    RunRecord a = RunRecord.open(first);
    RunRecord b = RunRecord.open(second);
    LastState x = LastState.of(a, console);
    LastState y = LastState.of(b, console);
    if (x.points().d() != y.points().d()) {
      throw new UserError(
          "dimensions differ: "
              + x.points().d()
              + " != "
              + y.points().d()
              + ", in "
              + first
              + " and "
              + second
              + "; compare runs in one space");
    }
    String text = kernelText.orElseGet(() -> a.settings().getOrDefault("kernel", "energy"));
    KernelOption option = KernelOption.of(text);
    KernelSpec spec = option.spec(common.seed());
    try (Engine engine = common.open(spec)) {
      Kernel kernel =
          option.resolve(
              console,
              engine,
              TwoSampleTest.pooled(x.points(), y.points()),
              "both last states",
              common.seed());
      console.engine(engine.device());
      try (Interruption stop =
          Interruption.listen(console, "stopping; nothing is written", Optional.empty())) {
        TestSettings with =
            unwatched.watchedBy(new WatchLines(console, stop, "the runs are not compared"));
        return compare(console, engine, kernel, new RunRecord[] {a, b}, x, y, with);
      }
    }
  }

  private int compare(
      Console console,
      Engine engine,
      Kernel kernel,
      RunRecord[] runs,
      LastState x,
      LastState y,
      TestSettings with) {
    Precision precision = common.precision();
    MetricsTable metricsA = MetricsTable.read(first.resolve("metrics.csv"));
    MetricsTable metricsB = MetricsTable.read(second.resolve("metrics.csv"));
    FirstDifference difference = FirstDifference.between(runs[0], metricsA, runs[1], metricsB);
    List<MetricsSideBySide> rows = MetricsSideBySide.of(metricsA, metricsB, ROWS);
    Map<String, List<Object>> settings = settings(runs[0], runs[1]);
    long began = System.nanoTime();
    CloudComparison clouds =
        x.sample().isPresent() && y.sample().isPresent()
            ? CloudComparison.of(
                engine, precision, kernel, x.sample().get(), y.sample().get(), with, console::note)
            : CloudComparison.unknown();
    double seconds = (System.nanoTime() - began) * 1e-9;
    Answer answer =
        answer()
            .ranOn(engine.device(), precision)
            .with("mmd2_u", clouds.mmd2U())
            .with("p_value", clouds.pValue())
            .with("permutations", permutations)
            .with("kernel", kernel.toString())
            .with("first_difference", boxed(difference.step()))
            .with("first_difference_in_metrics", boxed(difference.metrics()))
            .with("first_difference_in_states", boxed(difference.states()))
            .with("different_columns", difference.columns())
            .with("common_rows", difference.rows())
            .with("common_states", difference.clouds())
            .with("same_state", sameState(runs))
            .with("state_sha256", List.of(runs[0].stateHash(), runs[1].stateHash()))
            .with("status", List.of(runs[0].status(), runs[1].status()))
            .with("steps", List.of(runs[0].step(), runs[1].step()))
            .with("n", List.of(x.points().n(), y.points().n()))
            .with("settings", settings)
            .with("metrics", rows.stream().map(CompareCommand::members).toList())
            .with("compute_seconds", seconds);
    new ComparisonText(answer).say(runs, settings, rows, difference, clouds);
    console.answer(answer);
    return 0;
  }

  private static Optional<Object> boxed(OptionalLong step) {
    return step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty();
  }

  /** Empty where a hash is not known. */
  static Optional<Object> sameState(RunRecord[] runs) {
    return runs[0].stateHash().flatMap(a -> runs[1].stateHash().map(b -> (Object) a.equals(b)));
  }

  /** The settings that differ, the first run's and the second's; empty where one has none. */
  private static Map<String, List<Object>> settings(RunRecord a, RunRecord b) {
    Map<String, String> ofA = a.settings();
    Map<String, String> ofB = b.settings();
    Set<String> keys = new LinkedHashSet<>(ofA.keySet());
    keys.addAll(ofB.keySet());
    Map<String, List<Object>> different = new LinkedHashMap<>();
    for (String key : keys) {
      Optional<String> inA = Optional.ofNullable(ofA.get(key));
      Optional<String> inB = Optional.ofNullable(ofB.get(key));
      if (!inA.equals(inB)) {
        different.put(key, new ArrayList<>(List.of(inA, inB)));
      }
    }
    return different;
  }

  private static Map<String, Object> members(MetricsSideBySide row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("step", row.step());
    members.put("half_mmd2_v", List.of(row.lossA(), row.lossB()));
    members.put("mean_squared_gradient", List.of(row.gradientA(), row.gradientB()));
    return members;
  }
}
