package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.noise.NoiseTradeOffRun.Moment;
import org.mmdflow.experiment.reproduction.noise.NoiseTradeOffRun.Reading;
import org.mmdflow.theory.NoiseTradeOff.Level;

/**
 * The table of the trade-off of the noise level. Most of its numbers are not in the paper, but this
 * project's own check of the same setting; the tolerance then says so.
 */
final class NoiseTradeOffRows {
  private static final ToyNoise NONE = ToyNoise.constant(0);
  private static final ToyNoise PAPER = ToyNoise.constant(10);

  /** The step at which the paper takes its noise off. */
  private static final long LATE = 5000;

  /** D at the start for the marked levels, in their order. */
  private static final double[] STRENGTHS = {1.26e-3, 2.6e-3, 8.2e-3, 5.8e-3};

  private final List<NoiseTradeOffRun> runs;

  NoiseTradeOffRows(List<NoiseTradeOffRun> runs) {
    this.runs = runs;
  }

  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(own("start: ½ MMD²_V", 0.884, 0.01, start(Moment::loss)));
    for (int i = 0; i < STRENGTHS.length; i++) {
      int at = i;
      rows.add(
          own(
              "start: D at level " + new int[] {0, 1, 3, 10}[i],
              STRENGTHS[i],
              0.08,
              start(m -> m.marked().get(at).squaredGradient().mean())));
    }
    rows.add(own("start: largest compliant level", 0.19, 0.05, start(Moment::compliant)));
    rows.add(
        own(
            "start: likewise as the proposition is printed, without d",
            0.27,
            0.05,
            start(Moment::printed)));
    rows.add(
        new Rule("for comparison", v -> true)
            .row(
                "start: level 10 breaks the condition by a factor of",
                OptionalDouble.empty(),
                start(m -> excess(m.marked().get(3)))));
    rows.add(
        new Rule("at most 0.1, this project's own check", v -> v <= 0.1)
            .row(
                "start: P against its closed form, relative distance over the levels",
                OptionalDouble.empty(),
                start(NoiseTradeOffRows::departure)));
    late(rows);
    return rows;
  }

  private void late(List<Row> rows) {
    String what = String.format(Locale.ROOT, ": ½ MMD²_U at step %,d", LATE);
    rows.add(published(NONE.words() + what, 0.0056, at(NONE, LATE)));
    rows.add(published(PAPER.words() + what, 0.0022, at(PAPER, LATE)));
    rows.add(own(ToyNoise.COMPLIANT.words() + what, 4.9e-3, 0.2, at(ToyNoise.COMPLIANT, LATE)));
    rows.add(
        new Rule("at least 0.8: it changes little, this project's own check", v -> v >= 0.8)
            .row(
                ToyNoise.COMPLIANT.words() + what + ", over that without noise",
                OptionalDouble.empty(),
                mean(at(ToyNoise.COMPLIANT, LATE)) / mean(at(NONE, LATE))));
  }

  private static Row own(String what, double expected, double share, double... ours) {
    String tolerance =
        String.format(
            Locale.ROOT, "within %.0f %% of %.3g, this project's own check", 100 * share, expected);
    return new Rule(tolerance, v -> Math.abs(v / expected - 1) <= share)
        .row(what, OptionalDouble.empty(), ours);
  }

  private static Row published(String what, double figure, double... ours) {
    return new Rule("mean within 20 %", v -> Math.abs(v / figure - 1) <= 0.2)
        .row(what, OptionalDouble.of(figure), ours);
  }

  /** What must hold of a mean over seeds. */
  private record Rule(String words, DoublePredicate holds) {
    Row row(String what, OptionalDouble published, double... overSeeds) {
      DoubleSummaryStatistics all =
          Arrays.stream(overSeeds).filter(v -> !Double.isNaN(v)).summaryStatistics();
      if (all.getCount() == 0) {
        return new Row(
            what, published, Double.NaN, Double.NaN, Double.NaN, words, Verdict.NOT_REACHED);
      }
      double mean = all.getAverage();
      Verdict verdict =
          words.equals("for comparison")
              ? Verdict.SHOWN
              : holds.test(mean) ? Verdict.PASS : Verdict.FAIL;
      return new Row(what, published, mean, all.getMin(), all.getMax(), words, verdict);
    }
  }

  private static double mean(double... values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }

  /** A figure of the start, which all choices share; NaN where no run began. */
  private double start(ToDoubleFunction<Moment> figure) {
    return runs.stream()
        .flatMap(run -> run.moments.stream())
        .filter(moment -> moment.step() == 0)
        .mapToDouble(figure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double excess(Level level) {
    return level.required() / level.squaredGradient().mean();
  }

  /** How far Monte Carlo is from the closed form, in the norm over the levels. */
  private static double departure(Moment moment) {
    double apart = 0;
    double length = 0;
    for (int i = 0; i < moment.descent().length; i++) {
      double exact = moment.descent()[i];
      apart = Math.hypot(apart, moment.curves().get(i).descent().mean() - exact);
      length = Math.hypot(length, exact);
    }
    return apart / length;
  }

  /** The loss of each run at a step; NaN for a run that did not come so far. */
  private double[] at(ToyNoise choice, long step) {
    return runs.stream()
        .filter(run -> run.choice.equals(choice))
        .mapToDouble(
            run ->
                run.readings.stream()
                    .filter(r -> r.step() == step)
                    .mapToDouble(Reading::loss)
                    .findFirst()
                    .orElse(Double.NaN))
        .toArray();
  }
}
