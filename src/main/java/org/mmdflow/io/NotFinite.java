package org.mmdflow.io;

import org.mmdflow.expression.UserError;

/** The refusal of NaN and infinities, the same for every format. */
final class NotFinite {
  private NotFinite() {}

  static UserError error(String value, String place) {
    return new UserError(
        value + " is not a finite number, " + place + "; remove or replace the row");
  }
}
