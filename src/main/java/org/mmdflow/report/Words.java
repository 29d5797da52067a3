package org.mmdflow.report;

import org.mmdflow.expression.Location;

/** Texts of unknown origin made fit for one line. */
final class Words {
  private Words() {}

  static String oneLine(Throwable e) {
    String quoted = Location.quote(e.getMessage() == null ? e.toString() : e.getMessage());
    return quoted.substring(1, quoted.length() - 1);
  }
}
