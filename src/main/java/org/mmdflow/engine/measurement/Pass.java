package org.mmdflow.engine.measurement;

import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;

/** The first points of a workload, and all its sources, on a device with one kernel. */
final class Pass implements AutoCloseable {
  private final KernelSum sum;
  private final Cloud at;
  private final Part sources;
  private final Cloud gradient;
  private final Cloud values;
  private final double[] readValues;

  Pass(Engine engine, Kernel kernel, Precision precision, Workload workload, int n) {
    int d = workload.points().d();
    sum = engine.kernelSum(kernel, d, precision, Summation.exact());
    at = cloud(engine, precision, workload.head(n));
    Cloud weights = engine.cloud(workload.sources().n(), 1, precision);
    weights.write(workload.weights());
    sources = new Part(cloud(engine, precision, workload.sources()), weights);
    gradient = engine.cloud(n, d, precision);
    values = engine.cloud(n, 1, precision);
    readValues = new double[n];
  }

  private static Cloud cloud(Engine engine, Precision precision, Points points) {
    Cloud cloud = engine.cloud(points.n(), points.d(), precision);
    cloud.write(points.data());
    return cloud;
  }

  /**
   * Values and gradients once. Reads the values, so that a device that works apart is waited for.
   */
  void run() {
    sum.gradient(at, List.of(sources), gradient, List.of(values));
    values.read(readValues);
  }

  /** The last gradients, n x d. */
  double[] gradients() {
    double[] data = new double[Math.toIntExact(gradient.n() * gradient.d())];
    gradient.read(data);
    return data;
  }

  /** The last values, n. */
  double[] values() {
    return readValues.clone();
  }

  double pairs() {
    return (double) at.n() * sources.points().n();
  }

  @Override
  public void close() {
    List.of(values, gradient, sources.points(), sources.weights(), at).forEach(Cloud::close);
    sum.close();
  }
}
