package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy;
import org.mmdflow.experiment.reproduction.noise.NoiseTradeOffRun.Moment;
import org.mmdflow.experiment.reproduction.noise.NoiseTradeOffRun.Reading;
import org.mmdflow.measure.Points;
import org.mmdflow.theory.NoiseTradeOff;

/** The panels and films of the trade-off of the noise level. */
final class NoiseTradeOffFigures {
  /** Whose states the trade-off is shown at. */
  private static final List<ToyNoise> STATES = List.of(ToyNoise.constant(0), ToyNoise.constant(10));

  private static final List<ToyNoise> FILMED =
      List.of(ToyNoise.constant(0), ToyNoise.constant(10), ToyNoise.COMPLIANT);

  /** Panels show what lies between these multiples of the largest D. */
  private static final double BELOW = 1e-4;

  private static final double ABOVE = 10;

  private final List<ToyNoise> choices;
  private final List<NoiseTradeOffRun> runs;
  private final double[] steps;

  NoiseTradeOffFigures(List<ToyNoise> choices, List<NoiseTradeOffRun> runs, long last) {
    this.choices = choices;
    this.runs = runs;
    this.steps = NoiseTradeOffRun.steps(last).stream().mapToDouble(Long::doubleValue).toArray();
  }

  List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    List<Curve> losses = new ArrayList<>();
    choices.forEach(
        choice -> losses.add(curve(choice, Origin.OURS, choice.words(), Reading::loss)));
    losses.add(
        curve(
            ToyNoise.COMPLIANT,
            Origin.BOUND,
            "bound of Proposition 8 for the largest compliant level",
            Reading::bound));
    panels.add(
        new Panel("Loss by noise level", Axis.log("step"), Axis.log("½ MMD², unbiased"), losses));
    for (ToyNoise state : STATES) {
      first(state).moments.stream()
          .filter(moment -> moment.step() > 0 || state.equals(STATES.get(0)))
          .forEach(moment -> panels.add(tradeOff(state, moment)));
    }
    panels.add(
        new Panel(
            "The largest compliant level",
            Axis.log("step"),
            Axis.log("noise level"),
            List.of(
                curve(
                    ToyNoise.COMPLIANT, Origin.OURS, ToyNoise.COMPLIANT.words(), Reading::level))));
    panels.add(ratios());
    return panels;
  }

  /** P / D of the next step along the runs, and what is sure to be enough. */
  private Panel ratios() {
    List<Curve> curves = new ArrayList<>();
    for (ToyNoise choice : choices) {
      if (!choice.equals(ToyNoise.constant(0))) {
        curves.add(curve(choice, Origin.OURS, choice.words(), Reading::ratio));
      }
    }
    double[] enough = new double[steps.length];
    Arrays.fill(enough, 1.5 * GaussianToy.STEP_SIZE / GaussianToy.SQUARED_BANDWIDTH);
    curves.add(Curve.of("surely enough, 3/2 gamma L", Origin.BOUND, steps, enough));
    return new Panel(
        "Descent to first order over strength, P / D",
        Axis.log("step"),
        Axis.linear("P / D"),
        curves);
  }

  private static Panel tradeOff(ToyNoise state, Moment moment) {
    double[] levels = moment.curves().stream().mapToDouble(NoiseTradeOff.Level::beta).toArray();
    double[] required =
        moment.curves().stream().mapToDouble(NoiseTradeOff.Level::required).toArray();
    double strongest =
        moment.curves().stream().mapToDouble(c -> c.squaredGradient().mean()).max().orElseThrow();
    UnaryOperator<double[]> seen =
        values ->
            Arrays.stream(values)
                .map(v -> v > BELOW * strongest && v < ABOVE * strongest ? v : Double.NaN)
                .toArray();
    return new Panel(
        String.format(Locale.ROOT, "Trade-off at step %,d, %s", moment.step(), state.words()),
        Axis.log("noise level β"),
        Axis.log("squared gradient"),
        List.of(
            estimates("D, strength", moment, NoiseTradeOff.Level::squaredGradient, seen),
            estimates("P, descent to first order", moment, NoiseTradeOff.Level::descent, seen),
            Curve.of("P in closed form", Origin.OURS, levels, seen.apply(moment.descent())),
            Curve.of("what Proposition 8 asks of D", Origin.BOUND, levels, seen.apply(required))));
  }

  private static Curve estimates(
      String name,
      Moment moment,
      Function<NoiseTradeOff.Level, NoiseTradeOff.Estimate> which,
      UnaryOperator<double[]> seen) {
    List<NoiseTradeOff.Estimate> all = moment.curves().stream().map(which).toList();
    return new Curve(
        name,
        Origin.OURS,
        moment.curves().stream().mapToDouble(NoiseTradeOff.Level::beta).toArray(),
        seen.apply(all.stream().mapToDouble(NoiseTradeOff.Estimate::mean).toArray()),
        Optional.of(
            new Curve.Band(
                seen.apply(all.stream().mapToDouble(NoiseTradeOff.Estimate::lowest).toArray()),
                seen.apply(all.stream().mapToDouble(NoiseTradeOff.Estimate::highest).toArray()))));
  }

  /** A figure by step: the mean over seeds that came so far, and the band where several did. */
  private Curve curve(
      ToyNoise choice, Origin origin, String name, ToDoubleFunction<Reading> figure) {
    double[] mean = new double[steps.length];
    double[] low = new double[steps.length];
    double[] high = new double[steps.length];
    long most = 0;
    for (int i = 0; i < steps.length; i++) {
      int at = i;
      DoubleSummaryStatistics over =
          runs.stream()
              .filter(run -> run.choice.equals(choice) && at < run.readings.size())
              .mapToDouble(run -> figure.applyAsDouble(run.readings.get(at)))
              .summaryStatistics();
      boolean any = over.getCount() > 0;
      mean[i] = any ? over.getAverage() : Double.NaN;
      low[i] = any ? over.getMin() : Double.NaN;
      high[i] = any ? over.getMax() : Double.NaN;
      most = Math.max(most, over.getCount());
    }
    return new Curve(
        name,
        origin,
        steps,
        mean,
        most > 1 ? Optional.of(new Curve.Band(low, high)) : Optional.empty());
  }

  private NoiseTradeOffRun first(ToyNoise choice) {
    return runs.stream().filter(run -> run.choice.equals(choice)).findFirst().orElseThrow();
  }

  /** The first seed's clouds, as far as all three have come. */
  List<Film> films(Points target) {
    int frames = FILMED.stream().mapToInt(c -> first(c).frames.size()).min().orElse(0);
    if (frames == 0) {
      return List.of();
    }
    long[] times = new long[frames];
    for (int k = 0; k < frames; k++) {
      times[k] = (long) steps[k];
    }
    return List.of(
        new Film(
            "Without noise, with the paper's level and with what Proposition 8 allows",
            "step",
            times,
            target,
            FILMED.stream()
                .map(c -> new Film.Method(c.words(), first(c).frames.subList(0, frames)))
                .toList()));
  }
}
