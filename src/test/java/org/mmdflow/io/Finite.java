package org.mmdflow.io;

import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/** What the fuzz tests demand of an outcome. */
final class Finite {
  private Finite() {}

  /** Points are finite and not more than the bytes can hold, deflate's best ratio included. */
  static void check(Points points, byte[] bytes) {
    for (double value : points.data()) {
      if (!Double.isFinite(value)) {
        throw new AssertionError("not finite: " + value);
      }
    }
    if (points.data().length > 1100L * bytes.length) {
      throw new AssertionError(points + " from " + bytes.length + " bytes");
    }
  }

  /** A message is one line without control characters, not endless. */
  static void check(UserError error) {
    String message = error.getMessage();
    if (message.chars().anyMatch(Character::isISOControl) || message.length() > 1500) {
      throw new AssertionError("not a line: " + message);
    }
  }
}
