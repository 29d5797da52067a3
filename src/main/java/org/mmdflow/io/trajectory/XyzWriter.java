package org.mmdflow.io.trajectory;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.mmdflow.measure.Points;

/**
 * Extended XYZ, one file for all frames: per frame a line with the number of particles, a line of
 * {@code key=value}, and a line for each particle. Read by OVITO and by ASE.
 *
 * <p>The columns are species, three coordinates (0 where d is less), the particle's number from 1,
 * further coordinates {@code x4}, ..., the weight. Further coordinates keep these names whatever
 * the data call them: OVITO takes names such as {@code color} or {@code radius} for its own.
 *
 * <p>The lattice is zero, which both programs take for no box: OVITO then draws the bounding box of
 * each frame. Without the key it would not read {@code Step} and {@code Time}; with a real box it
 * would take coordinates that all lie between 0 and 1 for fractions of it.
 */
final class XyzWriter {
  private static final String SETTINGS = "Lattice=\"0 0 0 0 0 0 0 0 0\" pbc=\"F F F\"";

  private XyzWriter() {}

  /**
   * Writes all frames; leaves the stream open.
   *
   * @param species the name of the kind of particle
   */
  static void write(Trajectory t, String species, Runnable beforeFrame, OutputStream out)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
    String properties = properties(t);
    for (int i = 0; i < t.size(); i++) {
      beforeFrame.run();
      Moment moment = t.moments().get(i);
      text.write(t.n() + "\n" + SETTINGS + " Properties=" + properties);
      text.write(" Step=" + moment.step() + " Time=" + moment.time() + "\n");
      particles(t, t.frame(i), species, text);
    }
    text.flush();
  }

  private static String properties(Trajectory t) {
    StringBuilder properties = new StringBuilder("species:S:1:pos:R:3:id:I:1");
    for (int axis = 3; axis < t.d(); axis++) {
      properties.append(":x").append(axis + 1).append(":R:1");
    }
    return properties + (t.weights().isPresent() ? ":weight:R:1" : "");
  }

  private static void particles(Trajectory t, Points points, String species, Writer text)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int p = 0; p < points.n(); p++) {
      line.setLength(0);
      line.append(species);
      for (int axis = 0; axis < 3; axis++) {
        line.append(' ').append(axis < points.d() ? t.number(points.get(p, axis)) : "0");
      }
      line.append(' ').append(p + 1);
      for (int axis = 3; axis < points.d(); axis++) {
        line.append(' ').append(t.number(points.get(p, axis)));
      }
      if (t.weights().isPresent()) {
        line.append(' ').append(t.weights().get().get(p));
      }
      text.append(line.append('\n'));
    }
  }
}
