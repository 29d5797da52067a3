package org.mmdflow.experiment;

import java.math.BigDecimal;

/** Reads plain numbers of settings. Pure functions. */
final class Numerals {
  private static final int LONGEST = 40;

  private Numerals() {}

  /** A whole number from {@code least} to {@code most}; {@code 1e4} is one. */
  static long whole(Setting setting, String key, long least, long most) {
    String wanted =
        "a whole number" + (most == Long.MAX_VALUE ? "" : " from " + least + " to " + most);
    try {
      long value = decimal(setting).longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw setting.mustBe(key, wanted, "write for example " + key + ": " + Math.max(least, 100));
    }
    throw setting.mustBe(key, wanted, "change the number");
  }

  /** A finite number. */
  static double real(Setting setting, String key, String example) {
    try {
      double value = decimal(setting).doubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as of what is too large.
    }
    throw setting.mustBe(key, "a finite number", "write for example " + key + ": " + example);
  }

  private static BigDecimal decimal(Setting setting) {
    if (setting.text().length() > LONGEST) {
      throw new NumberFormatException("too long");
    }
    BigDecimal value = new BigDecimal(setting.text());
    if (Math.abs((long) value.precision() - value.scale()) > 400 && value.signum() != 0) {
      throw new NumberFormatException("out of range");
    }
    return value;
  }
}
