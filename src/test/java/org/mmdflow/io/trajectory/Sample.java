package org.mmdflow.io.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.io.ElementType;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** Small trajectories. */
final class Sample {
  /** Three frames at these moments. */
  static final List<Moment> MOMENTS =
      List.of(new Moment(0, 0), new Moment(5, 0.1 + 0.2), new Moment(1_000_000_000, 1e-5 + 7));

  private Sample() {}

  /** Coordinates of all sizes, rounded to the type. */
  static Points frame(int i, int n, int d, ElementType type) {
    Points points = Distributions.gaussian(new double[d], 3).sample(n, 7 + i);
    double[] data = points.data();
    for (int k = 0; k < data.length; k++) {
      double value = data[k] * Math.pow(10, k % 7 - 3);
      data[k] = type == ElementType.FLOAT32 ? (float) value : value;
    }
    return points;
  }

  static Trajectory of(int n, int d, ElementType type, boolean weighted) {
    List<String> names = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      names.add("a<\"&" + j);
    }
    return new Trajectory(
        MOMENTS,
        n,
        d,
        type,
        names,
        weighted ? Optional.of(weights(n)) : Optional.empty(),
        i -> frame(i, n, d, type));
  }

  static Weights weights(int n) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = 2 * (i + 1.0) / n / (n + 1.0);
    }
    return Weights.of(weights);
  }
}
