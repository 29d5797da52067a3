package org.mmdflow.random;

/**
 * One 32-bit word to one standard normal float, by the inverse normal distribution function in
 * integer operations and float fused multiply-adds alone, so that the bits are the same in Java, C,
 * OpenCL C and CUDA. Stateless; safe for any thread.
 *
 * <p>The recipe, for a word {@code w}:
 *
 * <ol>
 *   <li>{@code v = (w << 1) | 1}, unsigned and odd; {@code p = v 2^-33} lies in (0, 1/2).
 *   <li>{@code o} = the number of leading zeros of {@code v}, 0 to 31; {@code m = v << o}, so that
 *       bit 31 of {@code m} is set.
 *   <li>Row {@code r = 8 o + s}, where {@code s} is bits 30 to 28 of {@code m}; {@code c0, c1, c2,
 *       c3} are words {@code 4 r} to {@code 4 r + 3} of the table ({@code
 *       kernels/common/normal_table.h}), read as float bits.
 *   <li>{@code t = (float) b * 2^-24}, where {@code b} is bits 27 to 4 of {@code m}, as an integer
 *       below 2^24; both operations are exact.
 *   <li>{@code x = fma(fma(fma(c3, t, c2), t, c1), t, c0)}, each fma rounded once to float (to
 *       nearest, ties to even); {@code x > 0} always.
 *   <li>The result is {@code x} with bit 31 of {@code w} as its sign: its bits are {@code bits(x) ^
 *       (w & 0x80000000)}.
 * </ol>
 *
 * <p>So words that differ in the top bit alone give opposite values, and the largest value, from
 * the word 0, is 6.34. The absolute error against {@code -InvPhi(p)}, found over all words, is at
 * most 2.7e-7 where {@code |x| < 4} and 4.9e-7 beyond, where floats lie 4.8e-7 apart. The values of
 * all 2^32 words together have mean 0, variance 1 and fourth moment 3 within 2e-8. Table: {@code
 * kernels/tables/normal_table.py}.
 */
public final class NormalTransform {
  private static final float[] TABLE = table();
  private static final int LAST_ROW = TABLE.length - 4;

  private NormalTransform() {}

  /**
   * {@return the normal of one word}
   *
   * @param word any 32 bits
   */
  public static float normal(int word) {
    int v = (word << 1) | 1;
    int octave = Integer.numberOfLeadingZeros(v);
    int m = v << octave;
    // The mask changes nothing (octave <= 31); it frees the loop of bounds checks.
    int row = ((octave << 5) | ((m >>> 26) & 0x1c)) & LAST_ROW;
    float t = ((m >>> 4) & 0xffffff) * 0x1p-24f;
    float x = Math.fma(TABLE[row + 3], t, TABLE[row + 2]);
    x = Math.fma(x, t, TABLE[row + 1]);
    x = Math.fma(x, t, TABLE[row]);
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ (word & 0x80000000));
  }

  private static float[] table() {
    int[] bits = NormalTable.bits();
    float[] table = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      table[i] = Float.intBitsToFloat(bits[i]);
    }
    return table;
  }
}
