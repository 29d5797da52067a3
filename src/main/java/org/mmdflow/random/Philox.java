package org.mmdflow.random;

/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3" (SC 2011). A block is a pure function of a 128-bit counter and a
 * 64-bit key; integers only, so the bits are the same everywhere. Allocates nothing; safe for any
 * thread as long as the output arrays are not shared.
 *
 * <p>The recipe: ten times, {@code (c0, c1, c2, c3)} becomes {@code (hi(M1 c2) ^ c1 ^ k0, lo(M1
 * c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0))}, where {@code hi} and {@code lo} are the halves of the
 * unsigned 64-bit product, {@code M0 = 0xD2511F53}, {@code M1 = 0xCD9E8D57}; between rounds {@code
 * k0} grows by {@code 0x9E3779B9} and {@code k1} by {@code 0xBB67AE85}, modulo 2^32.
 */
public final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private Philox() {}

  /**
   * Writes one block.
   *
   * @param c0 counter, bits 31 to 0
   * @param c1 counter, bits 63 to 32
   * @param c2 counter, bits 95 to 64
   * @param c3 counter, bits 127 to 96
   * @param k0 key, bits 31 to 0
   * @param k1 key, bits 63 to 32
   * @param out4 receives the four words; the rest of it is left alone
   */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out4) {
    block(c0, c1, c2, c3, k0, k1, out4, 0);
  }

  /**
   * Writes one block at {@code offset} to {@code offset + 3} of {@code out}.
   *
   * @param c0 counter, bits 31 to 0
   * @param c1 counter, bits 63 to 32
   * @param c2 counter, bits 95 to 64
   * @param c3 counter, bits 127 to 96
   * @param k0 key, bits 31 to 0
   * @param k1 key, bits 63 to 32
   * @param out receives the four words; the rest of it is left alone
   * @param offset where in {@code out}
   * @throws IndexOutOfBoundsException if they do not all lie in {@code out}
   */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out, int offset) {
    for (int round = 0; round < ROUNDS; round++) {
      long a = M0 * (c0 & 0xffffffffL);
      long b = M1 * (c2 & 0xffffffffL);
      c0 = (int) (b >>> 32) ^ c1 ^ k0;
      c1 = (int) b;
      c2 = (int) (a >>> 32) ^ c3 ^ k1;
      c3 = (int) a;
      k0 += W0;
      k1 += W1;
    }
    out[offset] = c0;
    out[offset + 1] = c1;
    out[offset + 2] = c2;
    out[offset + 3] = c3;
  }
}
