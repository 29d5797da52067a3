package org.mmdflow.kernel;

/**
 * The exponential function of many numbers at once, for arguments that are not above 0.
 *
 * <p>exp(x) = 2^n exp(r) with n the whole number nearest to x / ln 2. The first loop finds r and a
 * polynomial of degree 11 in it, and the just-in-time compiler turns it into vector instructions;
 * the second multiplies by 2^n, an addition to the exponent's bits, one number at a time, because
 * Java 17 does not vectorise moves between doubles and longs. Without a fused multiply-add
 * instruction {@link Math#fma} is correct and very slow.
 */
public final class Exp {
  /** Adding this rounds to a whole number and leaves it in the low bits. */
  private static final double MAGIC = 0x1.8p52;

  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  /** Below this the result would be subnormal. */
  private static final double SMALLEST = -708.396418532264;

  /** MAGIC - 1021: exponents below may leave the normal range. */
  private static final long SMALLEST_ROUNDED = Double.doubleToRawLongBits(MAGIC) - 1021;

  // exp(r) = 1 + r + r^2 (C2 + C3 r + ...): interpolation at the Chebyshev nodes of |r| <= ln(2)/2,
  // relative error 1.7e-17.
  private static final double C2 = 0x1.0000000000001p-1;
  private static final double C3 = 0x1.5555555555556p-3;
  private static final double C4 = 0x1.5555555553d4fp-5;
  private static final double C5 = 0x1.11111111109adp-7;
  private static final double C6 = 0x1.6c16c17893833p-10;
  private static final double C7 = 0x1.a01a01a7c8d47p-13;
  private static final double C8 = 0x1.a019b8ef67c6cp-16;
  private static final double C9 = 0x1.71de0d9c145d0p-19;
  private static final double C10 = 0x1.2891a8c1d838dp-22;
  private static final double C11 = 0x1.af38d53857513p-26;

  private Exp() {}

  /**
   * Sets {@code out[i]} to exp(x[i]) for i below {@code count}.
   *
   * <p>Error below 2 ulp (at most 1 ulp from {@link StrictMath#exp} in 10^6 trials). Results below
   * the smallest normal number, 2.2e-308, are 0; NaN gives NaN. Arguments above 0 are outside the
   * contract.
   *
   * @param x arguments, not above 0; not changed
   * @param out results; another array than {@code x}
   */
  public static void expNegative(double[] x, double[] out, int count) {
    if (x == out) {
      throw new IllegalArgumentException("x and out are the same array");
    }
    for (int i = 0; i < count; i++) {
      double n = Math.fma(x[i], LOG2_E, MAGIC) - MAGIC;
      double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x[i]));
      double p = Math.fma(C11, r, C10);
      p = Math.fma(p, r, C9);
      p = Math.fma(p, r, C8);
      p = Math.fma(p, r, C7);
      p = Math.fma(p, r, C6);
      p = Math.fma(p, r, C5);
      p = Math.fma(p, r, C4);
      p = Math.fma(p, r, C3);
      p = Math.fma(p, r, C2);
      p = Math.fma(p, r, 1);
      out[i] = Math.fma(p, r, 1);
    }
    // The exponent is added to that of the polynomial. A set sign bit tells of one out of range.
    long seen = 0;
    for (int i = 0; i < count; i++) {
      long rounded = Double.doubleToRawLongBits(Math.fma(x[i], LOG2_E, MAGIC));
      seen |= rounded | (rounded - SMALLEST_ROUNDED);
      out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(out[i]) + (rounded << 52));
    }
    if (seen < 0) {
      flush(x, out, count);
    }
  }

  /** Sets results below the smallest normal number to 0. */
  private static void flush(double[] x, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      if (x[i] < SMALLEST) {
        out[i] = 0;
      }
    }
  }
}
