package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.function.Function;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;

/**
 * The value of one key as the user wrote it, and where.
 *
 * @param text the value, without YAML's quotes
 * @param where such as {@code in --kernel} or {@code in run.yaml line 3, column 9 (kernel)}
 * @param base the folder of relative file names: that of the experiment file, or the working folder
 *     for a flag
 */
record Setting(String text, String where, Path base) {
  /** The error {@code WHAT, in --KEY; MEND}. */
  UserError error(String what, String mend) {
    return new UserError(what + ", " + where + "; " + mend);
  }

  /** The error for a value that is not {@code wanted}. */
  UserError mustBe(String key, String wanted, String mend) {
    return error(key + " must be " + wanted + " but is " + Location.quote(text), mend);
  }

  /** Reads the value; an error of the reader says where the value stands. */
  <T> T read(Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (UserError e) {
      throw e.in(where);
    }
  }
}
