package org.mmdflow.objective;

import java.util.SplittableRandom;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** Seeded clouds, weights and a one-thread reference engine for tests. */
public final class RandomClouds {
  private RandomClouds() {}

  public static Engine engine() {
    return Engines.open("reference", new EngineOptions(1));
  }

  /** Independent normals of one standard deviation about {@code centre} on every axis. */
  public static Points gaussian(long seed, int n, int d, double centre, double sd) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] data = new double[n * d];
    for (int i = 0; i < data.length; i++) {
      data[i] = centre + sd * random.nextGaussian();
    }
    return Points.of(n, d, data);
  }

  public static Points gaussian(long seed, int n, int d) {
    return gaussian(seed, n, d, 0, 1);
  }

  public static Weights weights(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      w[i] = 0.1 + random.nextDouble();
      sum += w[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] /= sum;
    }
    return Weights.of(w);
  }
}
