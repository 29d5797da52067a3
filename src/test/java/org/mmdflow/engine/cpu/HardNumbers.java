package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.mmdflow.engine.Precision;

/** Numbers at which roundings, overflow and special values show. */
final class HardNumbers {
  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    1e-50,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.MAX_VALUE,
    -1e300,
    1e300,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private HardNumbers() {}

  /** Not yet rounded to the precision: one in ten is special, many are ordinary. */
  static double next(SplittableRandom random, Precision p) {
    return switch (random.nextInt(10)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1, 2 ->
          p == Precision.FLOAT
              ? Float.intBitsToFloat(random.nextInt())
              : Double.longBitsToDouble(random.nextLong());
      default -> random.nextDouble(-10, 10);
    };
  }

  /** Of the precision. */
  static double[] array(SplittableRandom random, Precision p, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = next(random, p);
      values[i] = p == Precision.FLOAT ? (float) value : value;
    }
    return values;
  }

  /** Ordinary numbers alone, of the precision. */
  static double[] ordinary(SplittableRandom random, Precision p, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = random.nextDouble(-10, 10);
      values[i] = p == Precision.FLOAT ? (float) value : value;
    }
    return values;
  }

  /** Signs of zero count, the payload of NaN does not. */
  static void assertSameBits(double[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(actual[i]) != Double.doubleToLongBits(expected[i])) {
        assertThat(actual[i]).as("%s, number %d", what, i).isEqualTo(expected[i]);
        throw new AssertionError(what + ", number " + i + ": the sign of zero");
      }
    }
  }
}
