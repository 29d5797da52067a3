package org.mmdflow.experiment.reproduction.noise;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mmdflow.experiment.reproduction.Curve;

/** Curves over seeds. Pure functions. */
final class CourseCurves {
  private CourseCurves() {}

  /** The mean of one or more courses by step, with the lowest and highest where there are more. */
  static Curve curve(
      String name, List<NoisyToy.Course> courses, Function<NoisyToy.Course, double[]> figure) {
    double[] x = courses.get(0).step();
    double[] mean = new double[x.length];
    double[] low = figure.apply(courses.get(0)).clone();
    double[] high = low.clone();
    for (NoisyToy.Course course : courses) {
      double[] y = figure.apply(course);
      for (int i = 0; i < x.length; i++) {
        mean[i] += y[i] / courses.size();
        low[i] = Math.min(low[i], y[i]);
        high[i] = Math.max(high[i], y[i]);
      }
    }
    Optional<Curve.Band> band =
        courses.size() > 1 ? Optional.of(new Curve.Band(low, high)) : Optional.empty();
    return new Curve(name, Curve.Origin.OURS, x, mean, band);
  }
}
