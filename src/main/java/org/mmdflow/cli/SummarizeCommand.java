package org.mmdflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.Masses;
import org.mmdflow.io.NamedPoints;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Purpose;
import org.mmdflow.report.SummaryPicture;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.summary.Method;
import org.mmdflow.statistic.summary.RandomSubsets;
import org.mmdflow.statistic.summary.ScaleRule;
import org.mmdflow.statistic.summary.ScaledSample;
import org.mmdflow.statistic.summary.Summarizer;
import org.mmdflow.statistic.summary.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a few points that stand for many. */
@Command(
    name = "summarize",
    header = "Writes M points that stand for a data set, on request with optimal weights.",
    description = {
      "DATA is a points file (.npy, .npz:name, .csv:columns) or a distribution. The points make the"
          + " MMD to DATA small; it is told beside that of 20 random subsets of M points. It bounds"
          + " the error of any mean: for every function g of the kernel's space,"
          + " |E g - sum w g| <= norm(g) MMD, with E the mean over DATA and the sum over the"
          + " summary.",
      "The kernel sees scaled coordinates (--scale), its lengths are in units of them. Errors of mean"
          + " and covariance are relative to DATA's spread. The MMD is summed in double where the"
          + " device has it; --precision is that of the flow. All pairs of DATA are summed once."
    },
    footer = {
      "  mmdflow summarize data.csv:x,y --points 200 -o summary.csv --weights weights.csv",
      "  mmdflow summarize c.npz:points --data-weights c.npz:population --points 99 -o few.npy"
    })
final class SummarizeCommand extends BaseCommand {
  @Parameters(paramLabel = "DATA", description = "A points file or a distribution.")
  private String data;

  @Mixin private SummaryOptions options;
  @Mixin private KernelOption kernelOption;
  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    Precision precision = common.precision();
    options.check();
    try (Engine engine = common.open(spec);
        Interruption stop =
            Interruption.listen(console, "stopping; nothing is written", Optional.empty())) {
      return run(console, engine, precision, stop);
    }
  }

  private int run(Console console, Engine engine, Precision precision, Interruption stop) {
    NamedPoints named = read();
    Sample all = new Sample(named.points(), masses(console, named.points()));
    ScaledSample sample = ScaledSample.of(all, options.scale());
    noteOddities(console, named, all, sample);
    Summarizer.checkSize(options.points(), sample);
    Kernel kernel =
        kernelOption.resolve(
            console, engine, sample.scaled().points(), "the scaled data", common.seed());
    if (options.scale() == ScaleRule.NONE && !kernel.isRadial()) {
      sample = sample.asItIs();
    }
    console.engine(engine.device());
    long began = System.nanoTime();
    SummaryProgress watch = new SummaryProgress(console, stop, options.out() + " is not written");
    try (Summarizer summarizer =
        new Summarizer(engine, precision, kernel, sample, common.seed(), watch)) {
      if (summarizer.precisionOfMmd() == Precision.FLOAT) {
        console.note("the device has no double precision: an mmd2 below 1e-7 is rounding");
      }
      List<SummaryAnswer.Found> found = found(summarizer);
      RandomSubsets random = summarizer.random(options.points());
      double seconds = (System.nanoTime() - began) * 1e-9;
      write(named, found.get(0), summarizer, all);
      Answer answer =
          answer()
              .ranOn(engine.device(), precision)
              .with("out", options.out().toString())
              .with("kernel", kernel.toString())
              .with("scale", options.scale().toString())
              .with("method", options.method().toString())
              .with("points", options.points())
              .with("n", all.n())
              .with("d", all.d())
              .with("seed", common.seed());
      SummaryAnswer.add(answer, found.get(0), random);
      options.weights().ifPresent(file -> answer.with("weights", file.toString()));
      options.picture().ifPresent(file -> answer.with("picture", file.toString()));
      if (options.compare()) {
        answer.with("compare", SummaryAnswer.members(found));
      }
      console.answer(say(answer, found, random, kernel).with("compute_seconds", seconds));
      return 0;
    }
  }

  private NamedPoints read() {
    boolean file = data.indexOf('(') < 0 && !data.isBlank() && !data.strip().startsWith("\"");
    return file
        ? PointsFiles.readNamed(data)
        : new NamedPoints(Clouds.read(data, common.seed(), Purpose.TARGET, 0), List.of());
  }

  private Weights masses(Console console, Points points) {
    if (options.dataWeights().isEmpty()) {
      return Weights.uniform(points.n());
    }
    Masses masses = WeightsFiles.readMasses(options.dataWeights().get(), points.n());
    if (Math.abs(masses.sum() - 1) > Weights.SUM_TOLERANCE) {
      console.note(
          "weights of the data sum to "
              + Figures.number(masses.sum())
              + ": each is divided by that");
    }
    return masses.weights();
  }

  private static void noteOddities(
      Console console, NamedPoints named, Sample all, ScaledSample sample) {
    int without = all.n() - sample.scaled().n();
    if (without > 0) {
      console.note(
          "rows of weight 0 are left out: "
              + Figures.count(without)
              + " of "
              + Figures.count(all.n()));
    }
    List<Integer> constant = sample.scaling().constantColumns();
    if (!constant.isEmpty()) {
      console.note(
          constant.stream().map(c -> name(named, c)).collect(Collectors.joining(", "))
              + (constant.size() == 1 ? " has" : " have")
              + " one value only: kept as it is");
    }
  }

  private static String name(NamedPoints named, int column) {
    return "column "
        + (column + 1)
        + (named.names().isEmpty() ? "" : " (" + named.names().get(column) + ")");
  }

  /** The result of the method asked for, and then those of the others where they are wanted. */
  private List<SummaryAnswer.Found> found(Summarizer summarizer) {
    List<Method> methods = new ArrayList<>(List.of(options.method()));
    if (options.compare()) {
      for (Method other : Method.values()) {
        if (other != options.method()) {
          methods.add(other);
        }
      }
    }
    List<SummaryAnswer.Found> found = new ArrayList<>();
    for (Method method : methods) {
      Summary equal =
          summarizer.summarize(method, options.points(), options.start(), options.steps());
      found.add(
          new SummaryAnswer.Found(
              equal,
              options.weights().map(f -> summarizer.withOptimalWeights(equal, options.ridge()))));
    }
    return found;
  }

  private void write(
      NamedPoints named, SummaryAnswer.Found found, Summarizer summarizer, Sample all) {
    Points points = found.best().points();
    List<String> names =
        named.names().isEmpty()
            ? IntStream.rangeClosed(1, points.d()).mapToObj(j -> "x" + j).toList()
            : named.names();
    PointsFiles.write(points, options.out(), ElementType.FLOAT64, names);
    options.weights().ifPresent(file -> WeightsFiles.write(found.best().weights(), file));
    options.picture().ifPresent(file -> draw(found, summarizer, all, file));
  }

  private void draw(SummaryAnswer.Found found, Summarizer summarizer, Sample all, Path file) {
    Summary best = found.best();
    int m = options.points();
    Points random = summarizer.randomSubset(m, 0);
    List<SummaryPicture.Panel> panels =
        List.of(
            new SummaryPicture.Panel(
                Figures.count(m) + " points by " + words(best.method()) + mmd2(best.mmd2()),
                best.points(),
                best.weights()),
            new SummaryPicture.Panel(
                "a random subset of " + Figures.count(m) + mmd2(summarizer.randomMmd2(m, 0)),
                random,
                Weights.uniform(m)));
    try {
      SummaryPicture.write(all.points(), all.weights(), panels, file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written to: " + e.getMessage(), e);
    }
  }

  private static String mmd2(double value) {
    return ": MMD² " + Figures.number(value);
  }

  private static String words(Method method) {
    return switch (method) {
      case FLOW -> "the flow";
      case GREEDY -> "greedy choice";
      case HERDING -> "kernel herding";
      case THINNING -> "kernel thinning";
    };
  }

  private Answer say(
      Answer answer, List<SummaryAnswer.Found> found, RandomSubsets random, Kernel kernel) {
    Summary best = found.get(0).best();
    answer.say(
        new Table()
            .row(
                "written",
                options.out()
                    + options.weights().map(f -> ", " + f + zeros(best.weights())).orElse(""))
            .row("method", words(best.method()) + best.course().map(this::course).orElse(""))
            .row("kernel", kernel + ", scale " + options.scale()));
    answer.say("").say(SummaryAnswer.errors(found.get(0), random));
    answer
        .say("")
        .say(
            "for every g of the kernel's space: |E g - sum w g| <= "
                + Figures.number(Math.sqrt(Math.max(0, best.mmd2())))
                + " norm(g)");
    if (options.compare()) {
      answer.say("").say(SummaryAnswer.comparison(found, random));
    }
    return answer;
  }

  private static String zeros(Weights weights) {
    long zeros = IntStream.range(0, weights.n()).filter(i -> weights.get(i) == 0).count();
    return zeros == 0
        ? ""
        : " (" + Figures.count(zeros) + " weights are 0; a larger --ridge leaves fewer)";
  }

  private String course(Summary.Course course) {
    return ", "
        + Figures.count(course.steps())
        + " steps, "
        + (course.stationary() ? "at rest" : "not at rest yet: --steps allows more");
  }
}
