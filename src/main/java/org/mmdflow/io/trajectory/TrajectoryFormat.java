package org.mmdflow.io.trajectory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;

/** What a {@link Trajectory} is written as. */
public enum TrajectoryFormat {
  /** Extended XYZ, for OVITO: one file of all frames. */
  XYZ,
  /** VTK's PolyData, for ParaView: a file for each frame and a .pvd that lists them. */
  VTP,
  /** One table. */
  CSV,
  /** Numpy arrays {@code steps}, {@code flow_time} and {@code points} in one file. */
  NPZ;

  /** The word for it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a word.
   *
   * @param where what the word was given for, such as {@code --format}
   * @throws UserError with the nearest valid word
   */
  public static TrajectoryFormat parse(String word, String where) {
    List<String> words = Arrays.stream(values()).map(TrajectoryFormat::toString).toList();
    int index = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new UserError(
          "unknown format "
              + Location.quote(word)
              + ", in "
              + where
              + "; "
              + Suggestions.mend(word, "formats", words));
    }
    return values()[index];
  }
}
