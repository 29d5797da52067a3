package org.mmdflow.experiment.reproduction.student;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.AtomicFiles;

/**
 * A learning curve as a CSV file. Its first line says what run it is of, so that no curve of other
 * settings is ever taken for it. Stateless.
 */
final class CurveFile {
  private static final String COLUMNS = "epoch,seconds,training_error,test_error";

  private CurveFile() {}

  /** Writes or replaces a file, whole or not at all. */
  static void write(Path file, String run, LearningCurve curve) throws IOException {
    StringBuilder text = new StringBuilder("# " + run + "\n" + COLUMNS + "\n");
    for (LearningCurve.Point point : curve.points()) {
      text.append(point.epoch())
          .append(',')
          .append(Numbers.format(point.seconds()))
          .append(',')
          .append(Numbers.format(point.training()))
          .append(',')
          .append(Numbers.format(point.test()))
          .append('\n');
    }
    AtomicFiles.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is of another run or damaged
   */
  static LearningCurve read(Path file, String run) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.get(0).equals("# " + run)) {
      throw refused(file, 1, "it is not of the run \"" + run + "\"");
    }
    if (lines.size() < 2 || !lines.get(1).equals(COLUMNS)) {
      throw refused(file, 2, "its columns are not " + COLUMNS);
    }
    LearningCurve curve = new LearningCurve();
    for (int i = 2; i < lines.size(); i++) {
      try {
        curve.add(point(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw refused(file, i + 1, String.valueOf(e.getMessage()));
      }
    }
    return curve;
  }

  private static LearningCurve.Point point(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 4) {
      throw new IllegalArgumentException("there are " + cells.length + " numbers instead of 4");
    }
    LearningCurve.Point point =
        new LearningCurve.Point(
            Long.parseLong(cells[0]),
            Double.parseDouble(cells[1]),
            Double.parseDouble(cells[2]),
            Double.parseDouble(cells[3]));
    if (!(point.seconds() >= 0 && point.training() >= 0 && point.test() >= 0)) {
      throw new IllegalArgumentException("numbers must be at least 0");
    }
    return point;
  }

  private static UserError refused(Path file, int line, String why) {
    return new UserError(
        "the curve cannot be taken: "
            + why
            + ", in "
            + file
            + ", line "
            + line
            + "; move the file away, or choose another folder");
  }
}
