package org.mmdflow.measure;

import java.util.List;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Uniform on a box. Coordinate j of point i is {@code fma(u, high_j - low_j, low_j)}, u the uniform
 * at particle i, coordinate j.
 *
 * @param low d numbers
 * @param high d numbers, each above its {@code low}
 */
record UniformLaw(List<Double> low, List<Double> high) implements Law {
  UniformLaw {
    low = Values.finite("low", low);
    high = Values.finite("high", high);
    if (low.size() != high.size()) {
      throw new IllegalArgumentException(
          "low and high differ in length: " + low.size() + " != " + high.size());
    }
    for (int j = 0; j < low.size(); j++) {
      if (!(low.get(j) < high.get(j)) || Double.isInfinite(high.get(j) - low.get(j))) {
        throw new IllegalArgumentException(
            "low must be below high, by a finite length, on axis "
                + (j + 1)
                + ": "
                + Values.text(low.get(j))
                + " and "
                + Values.text(high.get(j)));
      }
    }
  }

  @Override
  public int d() {
    return low.size();
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    int d = d();
    Words.checkLength(n, d, out);
    double[] from = Values.toArray(low);
    double[] length = Values.toArray(high);
    for (int j = 0; j < d; j++) {
      length[j] -= from[j];
    }
    Noise.of(seed).uniforms(purpose, step, firstParticle, n, d, out);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        out[i * d + j] = Math.fma(out[i * d + j], length[j], from[j]);
      }
    }
  }

  @Override
  public String expression(int n) {
    return "uniform(n=" + n + ", " + arguments() + ")";
  }

  private String arguments() {
    return "low=" + Values.list(low) + ", high=" + Values.list(high);
  }

  @Override
  public String toString() {
    return "uniform(" + arguments() + ")";
  }
}
