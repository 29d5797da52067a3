package org.mmdflow.statistic.twosample;

import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Subsets;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/**
 * Two samples cut into as many blocks of consecutive rows, of sizes that differ by one at most, and
 * the mean of MMD_U within the blocks. Splits of block b are drawn at steps b (1 + P) + p.
 */
final class Blocks {
  private final Points x;
  private final Points y;
  private final int count;

  /**
   * As few blocks as have at most {@code size} points of each sample.
   *
   * @throws UserError if some block has fewer than two points of a sample
   */
  Blocks(Points x, Points y, int size) {
    this.x = x;
    this.y = y;
    if (size < 2) {
      throw new UserError(
          "blocks must have at least 2 points but have "
              + size
              + ", in a two-sample test by blocks; use 1000");
    }
    int more = Math.max(x.n(), y.n());
    int fewer = Math.min(x.n(), y.n());
    count = (more - 1) / size + 1;
    if (fewer / count < 2) {
      throw new UserError(
          "a sample of "
              + fewer
              + " points has fewer than 2 in each of "
              + count
              + " blocks, in a two-sample test by blocks; use larger blocks");
    }
  }

  Statistics statistics(Engine engine, Precision precision, Kernel kernel, TestSettings with) {
    double[] mean = new double[1 + with.permutations()];
    double tolerance = 0;
    try (GramPass pass = new GramPass(engine, precision, kernel, x.d(), with.threads())) {
      for (int b = 0; b < count; b++) {
        int done = b;
        Watch part = (what, now, total) -> with.watch().progress("blocks", done, count);
        Points first = rows(x, b);
        Points second = rows(y, b);
        Points pooled = TwoSampleTest.pooled(first, second);
        long step = b * (1L + with.permutations());
        Subsets splits =
            Splits.permutations(with, with.permutations(), step, first.n(), second.n());
        GramSums sums = pass.over(pooled, splits, part);
        double[] mmd2 = sums.mmd2U(splits, first.n(), second.n(), part);
        for (int s = 0; s < mean.length; s++) {
          mean[s] += mmd2[s] / count;
        }
        tolerance += sums.tolerance(precision, Math.min(first.n(), second.n())) / count;
      }
    }
    return Statistics.ofEstimates(mean, tolerance);
  }

  /** Rows of a block of a sample of n. */
  static int size(int n, int block, int count) {
    return (int) ((long) n * (block + 1) / count - (long) n * block / count);
  }

  private Points rows(Points sample, int block) {
    int from = (int) ((long) sample.n() * block / count);
    int to = from + size(sample.n(), block, count);
    return sample.rows(IntStream.range(from, to).toArray());
  }
}
