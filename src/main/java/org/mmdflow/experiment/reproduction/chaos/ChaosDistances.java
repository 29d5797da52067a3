package org.mmdflow.experiment.reproduction.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.measure.Points;

/** How far interacting particles are from their copies of the limit: by size, reading and run. */
final class ChaosDistances {
  private final String name;
  private final ChaosSetting setting;
  private final List<List<double[]>> bySize = new ArrayList<>();
  private final List<Points> shown = new ArrayList<>();
  private final LimitCopies copies;

  private ChaosDistances(String name, ChaosSetting setting, LimitCopies copies) {
    this.name = name;
    this.setting = setting;
    this.copies = copies;
  }

  /** The limit, then all runs; sizes for which there was no time are missing. */
  static ChaosDistances of(String name, ChaosSetting setting, Engine engine, Ticker ticker) {
    ticker.begin(name, setting.steps());
    LimitCopies copies = LimitCopies.of(setting, 1, setting.runs(), engine, ticker);
    ChaosDistances found = new ChaosDistances(name, setting, copies);
    double pairs = 0;
    for (int size : setting.sizes()) {
      List<double[]> runs = new ArrayList<>();
      for (int r = 1; r <= setting.repeats(size) && copies.complete(); r++) {
        if (ticker.stopRequested()) {
          return found;
        }
        runs.add(found.run(size, r, engine));
        pairs += pairs(size) * setting.steps();
        ticker.runsAt(pairs);
      }
      if (runs.isEmpty()) {
        return found;
      }
      found.bySize.add(runs);
    }
    return found;
  }

  private static double pairs(double size) {
    return size * (size + ChaosSetting.TARGET_POINTS);
  }

  /** Pairs of all runs of a setting. */
  static double runPairs(ChaosSetting setting) {
    return setting.steps()
        * setting.sizes().stream().mapToDouble(n -> setting.repeats(n) * pairs(n)).sum();
  }

  /** Pairs of the limit and its copies. */
  static double limitPairs(ChaosSetting setting) {
    double copies = 0;
    for (int r = 1; r <= setting.runs(); r++) {
      copies += setting.largest(r);
    }
    double sources = (double) setting.limit() + ChaosSetting.TARGET_POINTS;
    return setting.steps() * (setting.limit() + copies) * sources;
  }

  private double[] run(int size, int r, Engine engine) {
    double[] distance = new double[setting.readings()];
    boolean film = r == 1 && size == setting.sizes().get(Math.min(2, setting.sizes().size() - 1));
    try (Flow flow =
        setting
            .flow(size, r)
            .listen(
                Cadence.every(setting.every()),
                view -> {
                  int reading = (int) (view.step() / setting.every());
                  Points particles = view.particles();
                  distance[reading] = copies.distance(reading, r - 1, particles);
                  if (film) {
                    shown.add(particles);
                  }
                })
            .on(engine)) {
      flow.run(setting.steps());
    }
    return distance;
  }

  /** As a legend shows it. */
  String name() {
    return name;
  }

  ChaosSetting setting() {
    return setting;
  }

  /** Sizes of which all runs were made. */
  int sizes() {
    return bySize.size();
  }

  /** Mean over runs. */
  double mean(int sizeIndex, int reading) {
    return bySize.get(sizeIndex).stream().mapToDouble(run -> run[reading]).average().orElseThrow();
  }

  /** Least-squares slope of log mean distance against log N at a reading. */
  double slope(int reading) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    int n = sizes();
    for (int k = 0; k < n; k++) {
      double u = Math.log(setting.sizes().get(k));
      double v = Math.log(mean(k, reading));
      x += u / n;
      y += v / n;
      xx += u * u / n;
      xy += u * v / n;
    }
    return (xy - x * y) / (xx - x * x);
  }

  /** The largest quotient of mean distance and Theorem 9's bound, over sizes and times above 0. */
  double worstShareOfBound() {
    double worst = 0;
    for (int k = 0; k < sizes(); k++) {
      for (int reading = 1; reading < setting.readings(); reading++) {
        double bound = setting.bound(setting.sizes().get(k), setting.time(reading));
        worst = Math.max(worst, mean(k, reading) / bound);
      }
    }
    return worst;
  }

  /** Mean distance by N at a reading, with the spread over runs. */
  Curve bySize(int reading) {
    double[] x = new double[sizes()];
    double[] y = new double[sizes()];
    double[] low = new double[sizes()];
    double[] high = new double[sizes()];
    for (int k = 0; k < x.length; k++) {
      x[k] = setting.sizes().get(k);
      y[k] = mean(k, reading);
      double[] all = bySize.get(k).stream().mapToDouble(run -> run[reading]).toArray();
      low[k] = Arrays.stream(all).min().orElseThrow();
      high[k] = Arrays.stream(all).max().orElseThrow();
    }
    return new Curve(name, Origin.OURS, x, y, Optional.of(new Curve.Band(low, high)));
  }

  /** Mean distance by flow time for a size. */
  Curve byTime(int sizeIndex) {
    double[] x = new double[setting.readings()];
    double[] y = new double[x.length];
    for (int reading = 0; reading < x.length; reading++) {
      x[reading] = setting.time(reading);
      y[reading] = mean(sizeIndex, reading);
    }
    return Curve.of(name + ", N = " + setting.sizes().get(sizeIndex), Origin.OURS, x, y);
  }

  /** Particles of the first run and their copies side by side. */
  Optional<Film> film(String title) {
    if (shown.size() < setting.readings()) {
      return Optional.empty();
    }
    int n = shown.get(0).n();
    long[] times = new long[shown.size()];
    List<Points> beside = new ArrayList<>();
    for (int reading = 0; reading < times.length; reading++) {
      times[reading] = reading * setting.every();
      beside.add(copies.cloud(reading, 0, n));
    }
    return Optional.of(
        new Film(
            title,
            "step",
            times,
            setting.target(),
            List.of(
                new Film.Method(n + " interacting particles", shown),
                new Film.Method("their copies in the limit", beside))));
  }
}
