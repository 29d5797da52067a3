package org.mmdflow.statistic;

import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * The witness f(z) = sum_i a_i k(z, x_i) - sum_j b_j k(z, y_j) of particles x and target y (Arbel
 * et al. 2019, equation 2), and its gradient. Belongs to its engine's thread.
 */
public final class Witness implements AutoCloseable {
  private final Engine engine;
  private final Precision precision;
  private final KernelSum sum;
  private final Part particles;
  private final Part target;

  /**
   * f and its gradient at n points of R^d.
   *
   * @param f n x 1
   * @param gradient n x d, of f itself: particles move against it
   */
  public record Values(Points f, Points gradient) {
    /** f and the gradient side by side, n x (1 + d). */
    public Points table() {
      int d = gradient.d();
      Points table = Points.zeros(f.n(), 1 + d);
      for (int i = 0; i < f.n(); i++) {
        table.data()[i * (d + 1)] = f.get(i, 0);
        System.arraycopy(gradient.data(), i * d, table.data(), i * (d + 1) + 1, d);
      }
      return table;
    }
  }

  /**
   * Puts both clouds on {@code engine}.
   *
   * @throws IllegalArgumentException if dimensions differ, or weights and points in number
   */
  public Witness(
      Engine engine,
      Kernel kernel,
      Precision precision,
      Points particles,
      Weights particleWeights,
      Points target,
      Weights targetWeights) {
    checkDimensions(particles, target);
    this.engine = engine;
    this.precision = precision;
    sum = engine.kernelSum(kernel, particles.d(), precision, Summation.exact());
    this.particles = part(particles, particleWeights, 1);
    this.target = part(target, targetWeights, -1);
  }

  private static void checkDimensions(Points a, Points b) {
    if (a.d() != b.d()) {
      throw new IllegalArgumentException("dimensions differ: " + a.d() + " != " + b.d());
    }
  }

  private Part part(Points points, Weights weights, double sign) {
    if (weights.n() != points.n()) {
      throw new IllegalArgumentException(
          "points and weights differ in number: " + points.n() + " != " + weights.n());
    }
    double[] signed = weights.toArray();
    for (int i = 0; i < signed.length; i++) {
      signed[i] *= sign;
    }
    Cloud cloud = engine.cloud(points.n(), points.d(), precision);
    cloud.write(points.data());
    Cloud column = engine.cloud(points.n(), 1, precision);
    column.write(signed);
    return new Part(cloud, column);
  }

  /**
   * Evaluates at {@code at}, one pass over all pairs.
   *
   * @throws IllegalArgumentException if its dimension is another
   */
  public Values at(Points at) {
    if (at.d() != particles.points().d()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + at.d() + " != " + particles.points().d());
    }
    double[] f = new double[at.n()];
    double[] minus = new double[at.n()];
    Points gradient = Points.zeros(at.n(), at.d());
    try (Cloud z = engine.cloud(at.n(), at.d(), precision);
        Cloud slope = engine.cloud(at.n(), at.d(), precision);
        Cloud pull = engine.cloud(at.n(), 1, precision);
        Cloud push = engine.cloud(at.n(), 1, precision)) {
      z.write(at.data());
      sum.gradient(z, List.of(particles, target), slope, List.of(push, pull));
      slope.read(gradient.data());
      push.read(f);
      pull.read(minus);
    }
    for (int i = 0; i < f.length; i++) {
      f[i] += minus[i];
    }
    return new Values(Points.of(f.length, 1, f), gradient);
  }

  @Override
  public void close() {
    target.weights().close();
    target.points().close();
    particles.weights().close();
    particles.points().close();
    sum.close();
  }
}
