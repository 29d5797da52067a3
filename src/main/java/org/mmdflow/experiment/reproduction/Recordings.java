package org.mmdflow.experiment.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.mmdflow.experiment.reproduction.GaussianToy.Recording;
import org.mmdflow.experiment.reproduction.GaussianToy.Way;
import org.mmdflow.measure.Points;

/**
 * All runs of the Gaussian toy in one place: curves with a band over seeds, and figures by step.
 * Where a run was cut short, the complete ones of its way count alone, if there are any.
 */
final class Recordings {
  private final List<Recording> all = new ArrayList<>();

  void add(Recording recording) {
    all.add(recording);
  }

  /** The runs that count. */
  private List<Recording> of(Way way) {
    List<Recording> runs =
        all.stream().filter(r -> r.way() == way && !r.readings().isEmpty()).toList();
    List<Recording> complete = runs.stream().filter(Recording::complete).toList();
    return complete.isEmpty() ? runs.subList(0, Math.min(1, runs.size())) : complete;
  }

  /** How many runs of a way count. */
  int seeds(Way way) {
    return of(way).size();
  }

  /** Whether they ran to their end. */
  boolean complete(Way way) {
    return of(way).stream().allMatch(Recording::complete);
  }

  /** A figure of each run at a step; NaN for a run that did not come so far. */
  double[] at(Way way, long step, ToDoubleFunction<Reading> figure) {
    return of(way).stream()
        .mapToDouble(
            run ->
                run.readings().stream()
                    .filter(r -> r.step() == step)
                    .mapToDouble(figure)
                    .findFirst()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** The greatest figure of each run from a step on; NaN for a run that did not come so far. */
  double[] greatestFrom(Way way, long step, ToDoubleFunction<Reading> figure) {
    return of(way).stream()
        .mapToDouble(
            run ->
                run.readings().stream()
                    .filter(r -> r.step() >= step)
                    .mapToDouble(figure)
                    .max()
                    .orElse(Double.NaN))
        .toArray();
  }

  /** A figure by step: the mean over seeds, and the band where there are several. */
  Optional<Curve> curve(Way way, ToDoubleFunction<Reading> figure) {
    List<Recording> runs = of(way);
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    List<Reading> first = runs.get(0).readings();
    double[] x = first.stream().mapToDouble(Reading::step).toArray();
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int at = i;
      DoubleSummaryStatistics over =
          runs.stream()
              .mapToDouble(run -> figure.applyAsDouble(run.readings().get(at)))
              .summaryStatistics();
      mean[i] = over.getAverage();
      low[i] = over.getMin();
      high[i] = over.getMax();
    }
    Optional<Curve.Band> band =
        runs.size() > 1 ? Optional.of(new Curve.Band(low, high)) : Optional.empty();
    return Optional.of(new Curve(way.words(), Curve.Origin.OURS, x, mean, band));
  }

  /** Curves of all ways that have run. */
  List<Curve> curves(List<Way> ways, ToDoubleFunction<Reading> figure) {
    return ways.stream().flatMap(way -> curve(way, figure).stream()).toList();
  }

  /** The first seed's clouds side by side, as far as all ways have come. */
  List<Film> film(String title, List<Way> ways, long[] times, Points target) {
    List<Recording> shown =
        ways.stream()
            .flatMap(way -> of(way).stream().filter(r -> !r.film().isEmpty()).limit(1))
            .toList();
    int frames = shown.stream().mapToInt(r -> r.film().size()).min().orElse(0);
    if (frames == 0) {
      return List.of();
    }
    List<Film.Method> methods =
        shown.stream()
            .map(r -> new Film.Method(r.way().words(), r.film().subList(0, frames)))
            .toList();
    return List.of(new Film(title, "step", Arrays.copyOf(times, frames), target, methods));
  }
}
