package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written into a page. */
final class Numbers {
  /** Curves are drawn on a few hundred pixels; more digits would only make the page larger. */
  private static final MathContext DIGITS = new MathContext(8);

  private Numbers() {}

  /** A JSON number with 8 digits; whole numbers in full; null for what is not finite. */
  static void write(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
    }
  }

  /** 20,000. */
  static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
