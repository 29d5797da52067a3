package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
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
      "DATA is a points file (.npy, .npz:name, .csv:columns), a distribution, or a weighted union of"
          + " both such as '0.3*a.npy + 0.7*b.npy', whose rows are those of its terms one after the"
          + " other. The points make the MMD to DATA small; it is told beside that of 20 random"
          + " subsets of M points. It bounds the error of any mean: for every function g of the"
          + " kernel's space, |E g - sum w g| <= norm(g) MMD, with E the mean over DATA and the sum"
          + " over the summary.",
      "The kernel sees scaled coordinates (--scale), its lengths are in units of them. Errors of mean"
          + " and covariance are relative to DATA's spread. The MMD is summed in double where the"
          + " device has it; --precision is that of the flow. All pairs of DATA are summed once."
    },
    footer = {
      "  mmdflow summarize data.csv:x,y --points 200 -o summary.csv --weights weights.csv",
      "  mmdflow summarize c.npz:points --data-weights c.npz:population --points 99 -o few.npy"
    })
final class SummarizeCommand extends BaseCommand {
  @Parameters(
      paramLabel = "DATA",
      description = "A points file, a distribution or a weighted union.")
  private String data;

  @Mixin private SummaryOptions options;
  @Mixin private KernelOption kernelOption;
  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    Precision precision = common.precision();
    options.check();
    options
        .addTo(new CommandFiles().reads("DATA", data))
        .reads("--kernel", kernelOption.text())
        .check();
    try (Engine engine = common.open(spec);
        Interruption stop =
            Interruption.listen(console, "stopping; nothing is written", Optional.empty())) {
      return run(console, engine, precision, stop);
    }
  }

  private int run(Console console, Engine engine, Precision precision, Interruption stop) {
    SummaryInput input = SummaryInput.read(console, data, options.dataWeights(), common.seed());
    ScaledSample sample = ScaledSample.of(input.sample(), options.scale());
    input.noteOddities(console, sample);
    Summarizer.checkSize(options.points(), sample);
    Kernel kernel =
        kernelOption.resolve(
            console, engine, sample.scaled().points(), "the scaled data", common.seed());
    if (options.scale() == ScaleRule.NONE && !kernel.isRadial()) {
      sample = sample.asItIs();
    }
    console.engine(engine.device());
    long began = System.nanoTime();
    WatchLines watch = new WatchLines(console, stop, options.out() + " is not written");
    try (Summarizer summarizer =
        new Summarizer(engine, precision, kernel, sample, common.seed(), watch)) {
      if (summarizer.precisionOfMmd() == Precision.FLOAT) {
        console.note("the device has no double precision: an mmd2 below 1e-7 is rounding");
      }
      List<SummaryAnswer.Found> found = found(summarizer);
      RandomSubsets random = summarizer.random(options.points());
      double seconds = (System.nanoTime() - began) * 1e-9;
      SummaryOutput.write(
          options,
          input,
          found.get(0).best(),
          summarizer,
          () -> stop.checkLast(options.out() + " is not written"));
      Answer answer =
          answer()
              .ranOn(engine.device(), precision)
              .with("out", options.out().toString())
              .with("kernel", kernel.toString())
              .with("scale", options.scale().toString())
              .with("method", options.method().toString())
              .with("points", options.points())
              .with("n", input.sample().n())
              .with("d", input.sample().d())
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

  private Answer say(
      Answer answer, List<SummaryAnswer.Found> found, RandomSubsets random, Kernel kernel) {
    Summary best = found.get(0).best();
    answer.say(
        new Table()
            .row(
                "written",
                options.out()
                    + options
                        .weights()
                        .map(f -> ", " + f + SummaryAnswer.zeros(best.weights()))
                        .orElse(""))
            .row("method", SummaryAnswer.method(best))
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
}
