package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.report.TestPage;
import org.mmdflow.statistic.MedianHeuristic;
import org.mmdflow.statistic.twosample.BandwidthResult;
import org.mmdflow.statistic.twosample.Differences;
import org.mmdflow.statistic.twosample.TestMethod;
import org.mmdflow.statistic.twosample.TestResult;
import org.mmdflow.statistic.twosample.TestSettings;
import org.mmdflow.statistic.twosample.TwoSampleTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests whether two samples come from one law. */
@Command(
    name = "test",
    header = "Tests whether two samples come from one distribution.",
    description = {
      "A and B are points files (.npy, .npz:name, .csv:columns) or distributions, which are drawn"
          + " independently. The p-value is (1 + number of random splits at least as far apart) /"
          + " (1 + P). The median in a kernel is that of A and B together, as the level requires."
    },
    footer = {
      "  mmdflow test a.npy b.npy --report differences.html",
      "  mmdflow test a.csv b.csv --method aggregated --permutations 499 --level 0.01 --json"
    })
final class TestCommand extends BaseCommand {
  /** The aggregated test has bandwidths from 2^-3 to 2^3 times the kernel's. */
  private static final int OCTAVES = 3;

  private static final int BLOCK_SIZE = 1000;

  /** Places of either sign on the page. */
  private static final int PLACES = 6;

  @Parameters(index = "0", paramLabel = "A", description = "A points file or a distribution.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "A points file or a distribution.")
  private String b;

  @Mixin private KernelOption kernelOption;

  @Option(
      names = "--permutations",
      order = 11,
      paramLabel = "P",
      description = "Random splits, or sign vectors (default: 999).")
  private int permutations = TestSettings.DEFAULT_PERMUTATIONS;

  @Option(
      names = "--level",
      order = 12,
      paramLabel = "L",
      description = "Reject where the p-value is at most this (default: 0.05).")
  private double level = 0.05;

  @Option(
      names = "--method",
      order = 13,
      paramLabel = "M",
      description =
          "permutation: MMD of all pairs (default); wild-bootstrap: as many points in A and B;"
              + " aggregated: seven bandwidths, 1/8 to 8 times the kernel's, the level kept; block:"
              + " within blocks, for very large files; linear: faster still, with less power.")
  private String method = "permutation";

  @Option(
      names = "--block-size",
      order = 14,
      paramLabel = "N",
      description = "Points of one sample in a block, at most (default: 1000).")
  private Optional<Integer> blockSize = Optional.empty();

  @Option(
      names = "--report",
      order = 15,
      paramLabel = "FILE.html",
      description = "Write a page that shows where the samples differ most.")
  private Optional<Path> report = Optional.empty();

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    TestMethod how = TestMethod.parse(method, "--method");
    if (blockSize.isPresent() && how != TestMethod.BLOCK) {
      throw new UserError(
          "the method " + how + " has no blocks, in --block-size; add --method block");
    }
    TestSettings settings =
        new TestSettings(
            permutations, level, common.seed(), common.engineOptions().resolvedThreads());
    report.ifPresent(TestPage::checkTarget);
    new CommandFiles()
        .reads("A", a)
        .reads("B", b)
        .reads("--kernel", kernelOption.text())
        .writes("--report", report)
        .check();
    try (Engine engine = common.open(spec)) {
      return run(console, engine, common.precision(), how, settings);
    }
  }

  private int run(
      Console console, Engine engine, Precision precision, TestMethod how, TestSettings settings) {
    Points x = Clouds.read(a, settings.seed(), Purpose.START, 0);
    Points y = Clouds.read(b, settings.seed(), Purpose.TARGET, 0);
    Clouds.checkDimensions("A", x, "B", y);
    Points pooled = TwoSampleTest.pooled(x, y);
    SampleNotes.say(console, x, y, pooled, how, blockSize.orElse(BLOCK_SIZE), settings);
    Kernel kernel =
        kernelOption.resolve(console, engine, pooled, "A and B together", settings.seed());
    console.engine(engine.device());
    try (Interruption stop =
        Interruption.listen(console, "stopping; nothing is written", Optional.empty())) {
      return test(console, engine, precision, kernel, x, y, how, settings, stop);
    }
  }

  private int test(
      Console console,
      Engine engine,
      Precision precision,
      Kernel kernel,
      Points x,
      Points y,
      TestMethod how,
      TestSettings unwatched,
      Interruption stop) {
    TestSettings settings =
        unwatched.watchedBy(new WatchLines(console, stop, "the test is not done"));
    long began = System.nanoTime();
    TestResult result = test(engine, precision, kernel, x, y, how, settings);
    double seconds = (System.nanoTime() - began) * 1e-9;
    Answer answer = answer(engine.device(), precision, result);
    if (report.isPresent()) {
      Path file = report.get();
      List<Differences.Place> places =
          Differences.of(
              engine,
              precision,
              result.kernel(),
              x,
              y,
              PLACES,
              0.5 * kernelOption.median().orElseGet(() -> median(x, y, settings.seed())),
              settings.seed(),
              settings.watch());
      stop.checkLast("the test is not done");
      TestPage.write(
          file,
          new TestPage.Content(
              result, a, b, x, y, places, origin(engine.device()), ShellWords.command(spec)));
      answer.with("report", file.toString()).with("differences", places(places));
    }
    answer.with("compute_seconds", seconds);
    console.answer(answer.say(table(result)));
    return 0;
  }

  private static double median(Points x, Points y, long seed) {
    return MedianHeuristic.median(TwoSampleTest.pooled(x, y), seed);
  }

  private TestResult test(
      Engine engine,
      Precision precision,
      Kernel kernel,
      Points x,
      Points y,
      TestMethod how,
      TestSettings with) {
    return switch (how) {
      case PERMUTATION -> TwoSampleTest.permutation(engine, precision, kernel, x, y, with);
      case WILD_BOOTSTRAP -> TwoSampleTest.wildBootstrap(engine, precision, kernel, x, y, with);
      case LINEAR -> TwoSampleTest.linear(kernel, x, y, with);
      case BLOCK ->
          TwoSampleTest.block(engine, precision, kernel, x, y, with, blockSize.orElse(BLOCK_SIZE));
      case AGGREGATED -> {
        Rescaling.unable(kernel)
            .ifPresent(
                why -> {
                  throw new UserError(
                      why + ", in --method aggregated; use gaussian, or the method permutation");
                });
        yield TwoSampleTest.aggregated(
            engine, precision, TwoSampleTest.bandwidths(kernel, OCTAVES), x, y, with);
      }
    };
  }

  private Answer answer(Device device, Precision precision, TestResult result) {
    Answer answer =
        answer()
            .ranOn(device, precision)
            .with("mmd2_u", result.mmd2U())
            .with("p_value", result.pValue())
            .with("reject", result.reject())
            .with("permutations", result.permutations())
            .with("kernel", result.kernel().toString())
            .with("method", result.method().toString())
            .with("level", result.level())
            .with("n", result.n())
            .with("m", result.m())
            .with("d", result.d());
    if (!result.bandwidths().isEmpty()) {
      answer.with("bandwidths", result.bandwidths().stream().map(TestCommand::members).toList());
    }
    return answer;
  }

  private static Map<String, Object> members(BandwidthResult each) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kernel", each.kernel().toString());
    members.put("mmd2_u", each.mmd2U());
    members.put("p_value", each.pValue());
    members.put("adjusted_p_value", each.adjustedPValue());
    return members;
  }

  private static List<Map<String, Object>> places(List<Differences.Place> places) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Differences.Place place : places) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("sample", place.first() ? "A" : "B");
      members.put("row", place.row() + 1);
      members.put("witness", place.witness());
      members.put("point", Arrays.stream(place.point()).boxed().toList());
      all.add(members);
    }
    return all;
  }

  private static Map<String, String> origin(Device device) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("engine", device.engine());
    origin.put("device", device.name());
    return origin;
  }

  private Table table(TestResult result) {
    Table table =
        new Table()
            .row("mmd2_u", Figures.number(result.mmd2U()))
            .row("p_value", Figures.number(result.pValue()))
            .row(
                "reject",
                (result.reject() ? "yes: the samples differ" : "no: no difference was found")
                    + ", at the level "
                    + Numbers.format(result.level()))
            .row("permutations", Figures.count(result.permutations()))
            .row("method", result.method().toString())
            .row("kernel", result.kernel().toString())
            .row(
                "points",
                Figures.count(result.n())
                    + " and "
                    + Figures.count(result.m())
                    + " in "
                    + Figures.dimensions(result.d()));
    for (BandwidthResult each : result.bandwidths()) {
      table.row(
          "p_value with",
          each.kernel()
              + ": "
              + Figures.number(each.pValue())
              + ", adjusted "
              + Figures.number(each.adjustedPValue()));
    }
    report.ifPresent(file -> table.row("report", file.toString()));
    return table;
  }
}
