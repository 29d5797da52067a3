package org.mmdflow.engine.verification;

import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** A sample on a device, with one kernel. */
final class OnDevice implements AutoCloseable {
  private final KernelSum sum;
  private final Part particles;
  private final Part target;
  private final Cloud gradient;
  private final Cloud push;
  private final Cloud pull;

  OnDevice(Engine engine, Kernel kernel, Precision precision, Sample sample) {
    int n = sample.particles().n();
    int d = sample.particles().d();
    sum = engine.kernelSum(kernel, d, precision, Summation.exact());
    particles = part(engine, precision, n, d, sample.particles().data(), sample.positive());
    target =
        part(engine, precision, sample.target().n(), d, sample.target().data(), sample.negative());
    gradient = engine.cloud(n, d, precision);
    push = engine.cloud(n, 1, precision);
    pull = engine.cloud(n, 1, precision);
  }

  private static Part part(
      Engine engine, Precision precision, int n, int d, double[] points, double[] weights) {
    Cloud cloud = engine.cloud(n, d, precision);
    cloud.write(points);
    Cloud column = engine.cloud(n, 1, precision);
    column.write(weights);
    return new Part(cloud, column);
  }

  /** One pass; gradients and values as {@link Sample#expected} has them. */
  double[] evaluate() {
    sum.gradient(particles.points(), List.of(particles, target), gradient, List.of(push, pull));
    int n = Math.toIntExact(gradient.n());
    int d = gradient.d();
    double[] result = new double[n * (d + 2)];
    double[] slopes = new double[n * d];
    gradient.read(slopes);
    System.arraycopy(slopes, 0, result, 0, n * d);
    double[] values = new double[n];
    push.read(values);
    System.arraycopy(values, 0, result, n * d, n);
    pull.read(values);
    System.arraycopy(values, 0, result, n * (d + 1), n);
    return result;
  }

  /** Pairs of one pass. */
  double pairs() {
    return (double) gradient.n() * (particles.points().n() + target.points().n());
  }

  @Override
  public void close() {
    List.of(
            pull,
            push,
            gradient,
            target.weights(),
            target.points(),
            particles.weights(),
            particles.points())
        .forEach(Cloud::close);
    sum.close();
  }
}
