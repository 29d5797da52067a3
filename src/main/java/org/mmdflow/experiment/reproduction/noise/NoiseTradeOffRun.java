package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Stoppable;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.theory.Monitor;
import org.mmdflow.theory.Monitors;
import org.mmdflow.theory.NoiseTradeOff;

/** One run of the Gaussian toy as it goes: readings, trade-offs at some moments, clouds. */
final class NoiseTradeOffRun {
  /** Steps at which the trade-off is measured. */
  static final List<Long> MOMENTS = List.of(0L, 100L, 1000L, 5000L);

  /** Levels whose numbers the table has. */
  private static final double[] MARKED = {0, 1, 3, 10};

  private static final int READINGS = 60;

  final ToyNoise choice;
  final List<Reading> readings = new ArrayList<>();
  final List<Moment> moments = new ArrayList<>();
  final List<Points> frames = new ArrayList<>();
  private final Grid grid;
  private final Monitor condition = Monitors.parse(List.of("noise-condition"), "monitors").get(0);
  private final Monitor tradeOff = Monitors.parse(List.of("noise-trade-off"), "monitors").get(0);

  /**
   * Where the trade-off is measured.
   *
   * @param levels increasing
   * @param draws of the noise for each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Grid(double[] levels, int draws) {}

  /**
   * A row of the run.
   *
   * @param step steps taken
   * @param loss half the squared MMD, unbiased
   * @param level noise level of the next step
   * @param bound of Proposition 8 on the loss, promised where its condition held in every step
   * @param ratio P / D of the next step
   */
  record Reading(long step, double loss, double level, double bound, double ratio) {}

  /**
   * The trade-off at one state.
   *
   * @param step steps taken
   * @param loss half the squared MMD, the V-statistic of the condition
   * @param curves by level
   * @param descent P in closed form, by level
   * @param marked the trade-off at {@link #MARKED}
   * @param compliant the largest level that satisfies the condition of Proposition 8
   * @param printed the largest that satisfies it as printed, without the factor d
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Moment(
      long step,
      double loss,
      List<NoiseTradeOff.Level> curves,
      double[] descent,
      List<NoiseTradeOff.Level> marked,
      double compliant,
      double printed) {}

  NoiseTradeOffRun(ToyNoise choice, Grid grid) {
    this.choice = choice;
    this.grid = grid;
  }

  /** The steps at which runs are read, the same for all. */
  static NavigableSet<Long> steps(long steps) {
    Cadence cadence = Cadence.logarithmic(READINGS, steps, steps);
    NavigableSet<Long> all = new TreeSet<>();
    for (long at = 0; at <= steps; at = cadence.atOrAfter(at + 1)) {
      all.add(at);
    }
    MOMENTS.stream().filter(moment -> moment <= steps).forEach(all::add);
    return all;
  }

  /**
   * Runs; false where it was stopped before its end.
   *
   * @param whole whether to measure trade-offs and keep clouds too
   * @param progress is told the steps taken
   */
  boolean run(
      Engine engine,
      Precision precision,
      long seed,
      long steps,
      boolean whole,
      LongConsumer progress,
      BooleanSupplier stop) {
    NavigableSet<Long> at = steps(steps);
    FlowBuilder flow =
        choice
            .flow(seed)
            .precision(precision)
            .listenToSteps(condition::taken)
            .listen(
                step -> {
                  Long next = at.ceiling(step);
                  return next == null ? Long.MAX_VALUE : next;
                },
                view -> read(view, engine, whole));
    try (Flow running = flow.on(engine)) {
      return Stoppable.run(running, steps, progress, stop);
    }
  }

  private void read(FlowView view, Engine engine, boolean whole) {
    readings.add(
        new Reading(
            view.step(),
            view.metrics().halfMmd2U(),
            view.noiseLevel(),
            column(condition, "noise_bound", view),
            column(tradeOff, "noise_descent_ratio", view)));
    if (whole) {
      frames.add(view.particles());
      if (MOMENTS.contains(view.step())) {
        NoiseTradeOff here = new NoiseTradeOff(view);
        moments.add(
            new Moment(
                view.step(),
                view.metrics().halfMmd2V(),
                here.curves(grid.levels(), grid.draws()),
                here.descentInClosedForm(engine, grid.levels()).orElseThrow(),
                here.curves(MARKED, grid.draws()),
                here.largestCompliantLevel(),
                here.largestLevelAsPrinted()));
      }
    }
  }

  private static double column(Monitor monitor, String name, FlowView view) {
    return monitor.at(view)[monitor.columns().indexOf(name)];
  }
}
