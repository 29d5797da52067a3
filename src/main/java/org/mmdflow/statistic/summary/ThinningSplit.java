package org.mmdflow.statistic.summary;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.mmdflow.statistic.Watch;

/**
 * The halving of kernel thinning, KT-SPLIT (Dwivedi and Mackey 2021, Algorithm 1a, with the kernel
 * itself for the split as in their generalized kernel thinning): n rows become 2^m coresets of n /
 * 2^m rows each. Of every two rows that reach a coreset, one goes to each of its two children;
 * which one is drawn so that the difference of the children's embeddings is kept short. About 2 n^2
 * kernel values, on the host, and n d numbers for each halving: the coordinates of each coreset lie
 * side by side, without which the sums over them would take several times as long.
 */
final class ThinningSplit {
  /** Their delta: the bound on the error fails with this probability at most. */
  private static final double FAILURE = 0.5;

  /** A coreset that grows. */
  private static final class Coreset {
    final int[] rows;
    final double[][] axes;
    int size;

    /** The scale of the swaps between its children. */
    double sigma;

    Coreset(int most, int d) {
      rows = new int[most];
      axes = new double[d][most];
    }

    void add(int row, HostKernel kernel) {
      kernel.copy(row, axes, size);
      rows[size++] = row;
    }
  }

  private final HostKernel kernel;
  private final IntToDoubleFunction uniforms;
  private final int halvings;
  private final double failure;
  private final Coreset[][] levels;
  private int draws;

  private ThinningSplit(HostKernel kernel, int n, int halvings, IntToDoubleFunction uniforms) {
    this.kernel = kernel;
    this.uniforms = uniforms;
    this.halvings = halvings;
    this.failure = FAILURE / n;
    levels = new Coreset[halvings + 1][];
    for (int j = 0; j <= halvings; j++) {
      levels[j] = new Coreset[1 << j];
      for (int l = 0; l < levels[j].length; l++) {
        // Nobody sums over the input itself.
        levels[j][l] = new Coreset(n >> j, j == 0 ? 0 : kernel.d());
      }
    }
  }

  /**
   * Splits {@code input}.
   *
   * @param input n rows in random order, n a multiple of 2^halvings
   * @param uniforms independent numbers in (0, 1) by index
   * @return 2^halvings arrays of n / 2^halvings rows, which together hold each of the input once
   */
  static int[][] coresets(
      HostKernel kernel, int[] input, int halvings, IntToDoubleFunction uniforms, Watch watch) {
    if (input.length % (1 << halvings) != 0) {
      throw new IllegalArgumentException(
          input.length + " rows cannot be halved " + halvings + " times");
    }
    if (halvings == 0) {
      return new int[][] {input.clone()};
    }
    ThinningSplit split = new ThinningSplit(kernel, input.length, halvings, uniforms);
    for (int i = 1; i <= input.length / 2; i++) {
      if (i % 256 == 1) {
        // The work goes with the square of what is there.
        watch.progress("kernel thinning", (long) i * i, (long) input.length * input.length / 4);
      }
      split.levels[0][0].add(input[2 * i - 2], kernel);
      split.levels[0][0].add(input[2 * i - 1], kernel);
      for (int j = 1; j <= halvings && i % (1 << (j - 1)) == 0; j++) {
        for (int l = 0; l < 1 << (j - 1); l++) {
          split.share(j, l);
        }
      }
    }
    return Arrays.stream(split.levels[halvings]).map(c -> c.rows).toArray(int[][]::new);
  }

  /** Gives the last two rows of coreset {@code l} of level {@code j - 1} to its children. */
  private void share(int j, int l) {
    Coreset parent = levels[j - 1][l];
    Coreset first = levels[j][2 * l];
    Coreset second = levels[j][2 * l + 1];
    int x = parent.rows[parent.size - 2];
    int y = parent.rows[parent.size - 1];
    double b2 = Math.max(0, kernel.value(x, x) + kernel.value(y, y) - 2 * kernel.value(x, y));
    double threshold = threshold(first, b2, failure * (1 << (j - 1)) / halvings);
    // <second - first, k_x - k_y>: what is in the parent but not in the first child is in the
    // other.
    double alpha =
        kernel.sum(x, second.axes, second.size)
            - kernel.sum(y, second.axes, second.size)
            - kernel.sum(x, first.axes, first.size)
            + kernel.sum(y, first.axes, first.size);
    double chance = threshold > 0 ? Math.min(1, 0.5 * Math.max(0, 1 - alpha / threshold)) : 0.5;
    boolean swap = uniforms.applyAsDouble(draws++) < chance;
    first.add(swap ? y : x, kernel);
    second.add(swap ? x : y, kernel);
  }

  /** Their get_swap_params: the threshold, and the scale for the next time. */
  private static double threshold(Coreset coreset, double b2, double failure) {
    if (b2 == 0) {
      return 0; // The two rows coincide for the kernel.
    }
    double variance = coreset.sigma * coreset.sigma;
    double a = Math.max(Math.sqrt(b2 * variance * 2 * Math.log(2 / failure)), b2);
    double growth = Math.max(0, 1 + (b2 - 2 * a) * variance / (a * a));
    coreset.sigma = Math.sqrt(variance + b2 * growth);
    return a;
  }
}
