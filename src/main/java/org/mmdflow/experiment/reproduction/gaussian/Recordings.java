package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.measure.Points;

/**
 * All runs of an experiment in one place: curves with a band over seeds, and figures by step. Where
 * a run was cut short, the complete ones of its method count alone, if there are any.
 */
final class Recordings {
  private final List<Recording> all = new ArrayList<>();

  void add(Recording recording) {
    all.add(recording);
  }

  /** The runs that count. */
  private List<Recording> of(String method) {
    List<Recording> runs =
        all.stream().filter(r -> r.method().equals(method) && !r.readings().isEmpty()).toList();
    List<Recording> complete = runs.stream().filter(Recording::complete).toList();
    return complete.isEmpty() ? runs.subList(0, Math.min(1, runs.size())) : complete;
  }

  /** How many runs of a method count. */
  int seeds(String method) {
    return of(method).size();
  }

  /** Whether they ran to their end. */
  boolean complete(String method) {
    return of(method).stream().allMatch(Recording::complete);
  }

  /** A figure of each run at a step; NaN for a run that did not come so far. */
  double[] at(String method, long step, ToDoubleFunction<Reading> figure) {
    return of(method).stream()
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
  double[] greatestFrom(String method, long step, ToDoubleFunction<Reading> figure) {
    return of(method).stream()
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
  Optional<Curve> curve(String method, ToDoubleFunction<Reading> figure) {
    List<Recording> runs = of(method);
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
    return Optional.of(new Curve(method, Curve.Origin.OURS, x, mean, band));
  }

  /** Curves of all methods that have run. */
  List<Curve> curves(List<String> methods, ToDoubleFunction<Reading> figure) {
    return methods.stream().flatMap(method -> curve(method, figure).stream()).toList();
  }

  /** The first seed's clouds side by side, as far as all methods have come. */
  List<Film> film(String title, List<String> methods, long[] times, Points target) {
    List<Recording> shown =
        methods.stream()
            .flatMap(method -> of(method).stream().filter(r -> !r.film().isEmpty()).limit(1))
            .toList();
    int frames = shown.stream().mapToInt(r -> r.film().size()).min().orElse(0);
    if (frames == 0) {
      return List.of();
    }
    List<Film.Method> side =
        shown.stream().map(r -> new Film.Method(r.method(), r.film().subList(0, frames))).toList();
    return List.of(new Film(title, "step", Arrays.copyOf(times, frames), target, side));
  }
}
