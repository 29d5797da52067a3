package org.mmdflow.statistic;

import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Weights;

/**
 * Estimates of the squared maximum mean discrepancy between two samples (Gretton et al. 2012).
 *
 * <p>V and U are sums on an engine: relative error of each of the three terms as {@link KernelSum}
 * states, of which the difference may be far smaller than the terms. Where the kernel depends on
 * differences alone, both samples are centred on the second one's mean first, so that data far from
 * the origin lose no digits to a float engine. The linear estimate is made on the host in double.
 */
public final class Mmd {
  /** Below this no second point has a mass of its own. */
  private static final double LEAST_MASS = 1e-12;

  private Mmd() {}

  /**
   * Estimates MMD^2 on {@code engine}, whose thread this must be.
   *
   * @param precision of the engine's clouds
   * @throws UserError if the dimensions differ, a sample is too small for the estimator, or weights
   *     are given to the linear one
   */
  public static MmdResult estimate(
      Engine engine, Precision precision, Kernel kernel, Sample x, Sample y, Estimator estimator) {
    Sample.checkOneSpace(x.points(), y.points());
    double mmd2 =
        switch (estimator) {
          case V -> quadratic(engine, precision, kernel, x, y, Diagonal.INCLUDED);
          case U -> {
            checkPair(x, "first");
            checkPair(y, "second");
            yield quadratic(engine, precision, kernel, x, y, Diagonal.EXCLUDED);
          }
          case LINEAR -> {
            checkUniform(x, "first");
            checkUniform(y, "second");
            yield LinearMmd.estimate(kernel, x.points(), y.points());
          }
        };
    return new MmdResult(mmd2, estimator, kernel, x.n(), y.n(), x.d());
  }

  private static void checkPair(Sample sample, String which) {
    if (othersMass(sample.weights()) <= LEAST_MASS) {
      throw new UserError(
          "the "
              + which
              + " sample has its mass in a single point, in an unbiased estimate;"
              + " use the estimator v, or two points or more");
    }
  }

  private static void checkUniform(Sample sample, String which) {
    if (!sample.weights().isUniform()) {
      throw new UserError(
          "the linear estimator takes no weights but the "
              + which
              + " sample has some, in the estimator; use v or u");
    }
  }

  private static double quadratic(
      Engine engine, Precision precision, Kernel kernel, Sample x, Sample y, Diagonal diagonal) {
    double[] centre = new double[x.d()];
    if (kernel.isRadial()) {
      centre = y.points().mean();
    }
    try (KernelSum sum = engine.kernelSum(kernel, x.d(), precision, Summation.exact());
        Uploaded a = new Uploaded(engine, precision, x, centre);
        Uploaded b = new Uploaded(engine, precision, y, centre)) {
      return a.square(sum, diagonal) - 2 * a.product(sum, b) + b.square(sum, diagonal);
    }
  }

  /** What is left of the squared mass without the pairs of a point with itself. */
  private static double othersMass(Weights weights) {
    double mass = 0;
    for (int i = 0; i < weights.n(); i++) {
      mass += weights.get(i);
    }
    return mass * mass - weights.sumOfSquares();
  }

  /** A sample on the device. Its weights sum to about n there: ones, exact, where uniform. */
  private static final class Uploaded implements AutoCloseable {
    private final Part part;
    private final Weights weights;

    Uploaded(Engine engine, Precision precision, Sample sample, double[] centre) {
      int n = sample.n();
      weights = sample.weights();
      Cloud points = engine.cloud(n, sample.d(), precision);
      points.write(sample.points().from(centre).data());
      Cloud column = engine.cloud(n, 1, precision);
      column.write(weights.timesNumber());
      part = new Part(points, column);
    }

    double square(KernelSum sum, Diagonal diagonal) {
      double n = weights.n();
      double square = sum.quadratic(part, part, diagonal) / (n * n);
      return diagonal == Diagonal.INCLUDED ? square : square / othersMass(weights);
    }

    double product(KernelSum sum, Uploaded other) {
      double pairs = (double) weights.n() * other.weights.n();
      return sum.quadratic(part, other.part, Diagonal.INCLUDED) / pairs;
    }

    @Override
    public void close() {
      part.weights().close();
      part.points().close();
    }
  }
}
