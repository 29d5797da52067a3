package org.mmdflow.measure;

import java.util.List;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Independent normals. Coordinate j of point i is {@code fma(sd_j, z, mean_j)}, z the normal at
 * particle i, coordinate j.
 *
 * @param mean d numbers
 * @param sd one standard deviation for all axes, or d of them; 0 gives a point mass
 */
record GaussianLaw(List<Double> mean, List<Double> sd) implements Law {
  GaussianLaw {
    mean = Values.finite("mean", mean);
    sd = Values.notNegative("sd", sd);
    if (sd.size() != 1 && sd.size() != mean.size()) {
      throw new IllegalArgumentException(
          "mean and sd differ in length: " + mean.size() + " != " + sd.size());
    }
  }

  @Override
  public int d() {
    return mean.size();
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    int d = d();
    Words.checkLength(n, d, out);
    double[] centre = Values.toArray(mean);
    double[] scale = Values.repeat(sd, d);
    Noise.of(seed).normals(purpose, step, firstParticle, n, d, out);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        out[i * d + j] = Math.fma(scale[j], out[i * d + j], centre[j]);
      }
    }
  }

  @Override
  public String expression(int n) {
    return "gaussian(n=" + n + ", " + arguments() + ")";
  }

  private String arguments() {
    return "mean=" + Values.list(mean) + ", sd=" + Values.scalarOrList(sd);
  }

  @Override
  public String toString() {
    return "gaussian(" + arguments() + ")";
  }
}
