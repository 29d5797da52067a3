package org.mmdflow.statistic.twosample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Subsets;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Sample;

/**
 * Tests of whether samples x (n x d) and y (m x d) of independent points come from one law. Under
 * one law every test rejects with probability at most its level, for any n, m, d and kernel,
 * provided that the kernel was chosen without regard to which point stands in which sample: a
 * bandwidth from the pooled points is fine, one from y alone is not.
 *
 * <p>One seed gives the same splits on every engine and with any number of threads; the statistics
 * carry the engine's rounding, and values that rounding alone tells apart count as equal. Runs on
 * the engine's thread. Neither sample is changed. Every method throws {@link UserError} if
 * dimensions differ or a sample is too small.
 */
public final class TwoSampleTest {
  private TwoSampleTest() {}

  /** The pooled points, x first. */
  public static Points pooled(Points x, Points y) {
    Sample.checkOneSpace(x, y);
    double[] data = new double[Math.addExact(x.data().length, y.data().length)];
    System.arraycopy(x.data(), 0, data, 0, x.data().length);
    System.arraycopy(y.data(), 0, data, x.data().length, y.data().length);
    return Points.of(x.n() + y.n(), x.d(), data);
  }

  /** Both samples have two points or more, and one dimension. */
  private static Points checked(Points x, Points y) {
    checkPair("first", x.n());
    checkPair("second", y.n());
    return pooled(x, y);
  }

  private static void checkPair(String which, int n) {
    if (n < 2) {
      throw new UserError(
          "the "
              + which
              + " sample is a single point, in a two-sample test; give two points or more");
    }
  }

  /**
   * MMD_U against the MMD_U of random splits of the pooled sample (Gretton et al. 2012), all from
   * one pass over the Gram matrix.
   *
   * @param precision of the engine's clouds, and of the tables of subset sums
   */
  public static TestResult permutation(
      Engine engine, Precision precision, Kernel kernel, Points x, Points y, TestSettings with) {
    Points pooled = checked(x, y);
    Subsets splits = Splits.permutations(with, with.permutations(), 0, x.n(), y.n());
    try (GramPass pass = new GramPass(engine, precision, kernel, x.d(), with.threads())) {
      GramSums sums = pass.over(pooled, splits, with.watch());
      Statistics found =
          Statistics.ofEstimates(
              sums.mmd2U(splits, x.n(), y.n(), with.watch()),
              sums.tolerance(precision, Math.min(x.n(), y.n())));
      return result(TestMethod.PERMUTATION, kernel, x, y, with, found);
    }
  }

  /**
   * The U-statistic of pairs (x_i, y_i) against the same with random signs (Fromont et al. 2012;
   * Schrab et al. 2023, section 3.2.2), all from one pass over the Gram matrix. Rejects as the
   * permutation test does up to a little; unlike that one it stays valid where x_i and y_i depend
   * on each other but may change places.
   *
   * @throws UserError if n != m
   */
  public static TestResult wildBootstrap(
      Engine engine, Precision precision, Kernel kernel, Points x, Points y, TestSettings with) {
    Points pooled = checked(x, y);
    if (x.n() != y.n()) {
      throw new UserError(
          "sizes differ: "
              + x.n()
              + " != "
              + y.n()
              + ", in a wild bootstrap, which pairs the samples; use the method permutation");
    }
    Subsets swaps = Splits.swaps(with, x.n());
    try (GramPass pass = new GramPass(engine, precision, kernel, x.d(), with.threads())) {
      GramSums sums = pass.over(pooled, swaps, with.watch());
      Statistics found =
          new Statistics(
              sums.pairedU(swaps, x.n(), with.watch()),
              sums.tolerance(precision, x.n()),
              sums.mmd2U(swaps, x.n(), x.n(), with.watch())[0]);
      return result(TestMethod.WILD_BOOTSTRAP, kernel, x, y, with, found);
    }
  }

  /**
   * The mean of k(x, x') + k(y, y') - k(x, y') - k(x', y) over disjoint pairs of rows (Gretton et
   * al. 2012, section 6) against the same with random signs, on the host in double.
   */
  public static TestResult linear(Kernel kernel, Points x, Points y, TestSettings with) {
    checked(x, y);
    Statistics found = LinearSigns.of(kernel, x, y, with);
    return result(TestMethod.LINEAR, kernel, x, y, with, found);
  }

  /**
   * The mean of MMD_U within blocks of consecutive rows (Zaremba et al. 2013) against splits within
   * the blocks: for samples whose Gram matrix takes too long. The larger the blocks, the greater
   * the power.
   *
   * @param size most points of one sample in a block
   * @throws UserError if a block would have fewer than two points of a sample
   */
  public static TestResult block(
      Engine engine,
      Precision precision,
      Kernel kernel,
      Points x,
      Points y,
      TestSettings with,
      int size) {
    checked(x, y);
    Statistics found = new Blocks(x, y, size).statistics(engine, precision, kernel, with);
    return result(TestMethod.BLOCK, kernel, x, y, with, found);
  }

  /** {@code kernel} with its lengths times 2^-octaves, ..., 1/2, 1, 2, ..., 2^octaves. */
  public static List<Kernel> bandwidths(Kernel kernel, int octaves) {
    return IntStream.rangeClosed(-octaves, octaves)
        .mapToObj(power -> Rescaling.of(kernel, Math.scalb(1.0, power)))
        .toList();
  }

  /**
   * Permutations with several kernels at once, of equal weights, after MMDAgg (Schrab et al. 2023):
   * the level is kept, and the power is near that of the best of the kernels. Draws 2 P splits, P
   * for the p-value of each kernel and P for that of all.
   *
   * @param kernels one or more, such as {@link #bandwidths}
   */
  public static TestResult aggregated(
      Engine engine,
      Precision precision,
      List<Kernel> kernels,
      Points x,
      Points y,
      TestSettings with) {
    checked(x, y);
    Aggregation aggregation = new Aggregation(kernels.size(), x.n(), y.n(), with);
    kernels.forEach(kernel -> aggregation.add(engine, precision, kernel, x, y, with.threads()));
    return aggregation.result(x, y, with);
  }

  private static TestResult result(
      TestMethod method, Kernel kernel, Points x, Points y, TestSettings with, Statistics found) {
    double[] values = found.values();
    return new TestResult(
        method,
        found.mmd2U(),
        values[0],
        found.pValue(),
        with.level(),
        kernel,
        Arrays.copyOfRange(values, 1, values.length),
        List.of(),
        x.n(),
        y.n(),
        x.d());
  }
}
