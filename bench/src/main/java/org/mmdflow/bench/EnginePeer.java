package org.mmdflow.bench;

import java.util.List;
import java.util.OptionalDouble;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;

/** An engine of mmdflow. Has nothing to tune. */
final class EnginePeer implements Peer {
  private final Engine engine;
  private final Precision precision;

  EnginePeer(String name, int threads, Precision precision) {
    this.engine = Engines.open(name, new EngineOptions(threads));
    this.precision = precision;
  }

  @Override
  public String version() {
    return "mmdflow " + engine.device().engine() + " (" + engine.device().name() + ")";
  }

  @Override
  public Problem load(Points points, Points sources, Points weights, String family, double length) {
    return new Loaded(points, sources, weights, kernel(family, length));
  }

  private static Kernel kernel(String family, double length) {
    return Kernel.parse(
        switch (family) {
          case "gaussian" -> "gaussian(h=" + length + ")";
          case "energy" -> "energy";
          default -> family + "(l=" + length + ")";
        });
  }

  @Override
  public void close() {
    engine.close();
  }

  private final class Loaded implements Problem {
    private final KernelSum sum;
    private final Kernel kernel;
    private final Cloud at;
    private final List<Part> sources;
    private final Cloud gradient;
    private final Cloud values;

    Loaded(Points points, Points from, Points weights, Kernel kernel) {
      this.kernel = kernel;
      sum = engine.kernelSum(kernel, points.d(), precision, Summation.exact());
      at = cloud(points);
      sources = List.of(new Part(cloud(from), cloud(weights)));
      gradient = engine.cloud(points.n(), points.d(), precision);
      values = engine.cloud(points.n(), 1, precision);
    }

    private Cloud cloud(Points points) {
      Cloud cloud = engine.cloud(points.n(), points.d(), precision);
      cloud.write(points.data());
      return cloud;
    }

    @Override
    public String tune() {
      return "";
    }

    @Override
    public void run() {
      sum.gradient(at, sources, gradient, List.of(values));
    }

    @Override
    public Points result() {
      int n = (int) at.n();
      int d = at.d();
      double[] gradients = new double[n * d];
      double[] ofValues = new double[n];
      gradient.read(gradients);
      values.read(ofValues);
      double[] both = new double[n * (d + 1)];
      for (int i = 0; i < n; i++) {
        System.arraycopy(gradients, i * d, both, i * (d + 1), d);
        both[i * (d + 1) + d] = ofValues[i];
      }
      return Points.of(n, d + 1, both);
    }

    @Override
    public OptionalDouble ceiling() {
      return engine
          .ceiling(kernel, at.d(), precision)
          .map(Ceiling::pairsPerSecond)
          .map(OptionalDouble::of)
          .orElseGet(OptionalDouble::empty);
    }
  }
}
