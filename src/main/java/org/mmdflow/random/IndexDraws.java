package org.mmdflow.random;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Draws of indices for one purpose and step; {@link Noise} documents the algorithms and checks the
 * arguments. Holds a scratch block: one thread.
 */
final class IndexDraws {
  private final Noise noise;
  private final Purpose purpose;
  private final long step;
  private final int[] block = new int[4];

  IndexDraws(Noise noise, Purpose purpose, long step) {
    this.noise = noise;
    this.purpose = purpose;
    this.step = step;
  }

  /** An index in 0 to {@code bound - 1}. */
  long bounded(long index, long bound) {
    for (int c0 = 0; ; c0++) {
      noise.block(purpose, step, index, c0, block, 0);
      for (int k = 0; k < 4; k += 2) {
        long r = ((long) block[k] << 32) | Integer.toUnsignedLong(block[k + 1]);
        long low = r * bound;
        // The first test spares the division: 2^64 mod bound lies below bound.
        if (Long.compareUnsigned(low, bound) >= 0
            || Long.compareUnsigned(low, Long.remainderUnsigned(-bound, bound)) >= 0) {
          return unsignedMultiplyHigh(r, bound);
        }
      }
    }
  }

  int[] subset(long first, int n, int m) {
    BitSet taken = new BitSet(n);
    for (int j = n - m; j < n; j++) {
      int t = (int) bounded(first + j, j + 1L);
      taken.set(taken.get(t) ? j : t);
    }
    return taken.stream().toArray();
  }

  int[] permutation(int n) {
    int[] result = new int[n];
    Arrays.setAll(result, i -> i);
    for (int i = n - 1; i >= 1; i--) {
      int j = (int) bounded(i, i + 1L);
      int swapped = result[i];
      result[i] = result[j];
      result[j] = swapped;
    }
    return result;
  }

  /** The high 64 bits of {@code a b}, {@code a} unsigned, {@code b >= 0}. */
  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b);
  }
}
