package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.DistributionParser;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.UnionParser;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Sample;

/**
 * Points that a user names on the command line: a file, or a distribution that is drawn from; with
 * weights also a weighted union of them.
 */
final class Clouds {
  private static final Path HERE = Path.of("");

  private Clouds() {}

  /**
   * Reads or draws points.
   *
   * @param purpose two clouds of one command have different ones, so that they are independent
   * @param draw likewise a third cloud
   * @throws UserError also for a weighted union, whose weights would be lost
   */
  static Points read(String text, long seed, Purpose purpose, long draw) {
    if (text.isBlank()) {
      throw new UserError("no points, in \"\"; name a points file or a distribution");
    }
    if (UnionParser.isUnion(text, HERE)) {
      throw new UserError(
          "a weighted union stands where points have no weights, in "
              + Location.quote(text)
              + "; give one points file or one distribution");
    }
    if (isFile(text)) {
      return PointsFiles.read(text);
    }
    return draw(DistributionParser.parse(text, HERE), text, seed, purpose, draw);
  }

  /** Whether the text has the form of a file's name, not of a distribution. */
  static boolean isFile(String text) {
    return !text.isBlank() && text.indexOf('(') < 0 && !text.strip().startsWith("\"");
  }

  /**
   * Reads or draws points with weights: of a weighted union its own, else those of a file, else
   * equal ones.
   *
   * @param weights a file, named by {@code option}
   */
  static Sample sample(
      String text, Optional<String> weights, String option, long seed, Purpose purpose, long draw) {
    if (!UnionParser.isUnion(text, HERE)) {
      Points points = read(text, seed, purpose, draw);
      return new Sample(points, weights(weights, points));
    }
    if (weights.isPresent()) {
      throw new UserError(
          "a weighted union has its weights from its coefficients, in "
              + option
              + "; remove "
              + option);
    }
    Distribution union = UnionParser.parse(text, HERE);
    Points points = draw(union, text, seed, purpose, draw);
    return new Sample(points, union.weights().orElseGet(() -> Weights.uniform(points.n())));
  }

  private static Points draw(Distribution law, String text, long seed, Purpose purpose, long draw) {
    checkFits(law, text);
    Points points = Points.zeros(law.n(), law.d());
    law.draw(seed, purpose, draw, points.data());
    return points;
  }

  private static void checkFits(Distribution law, String text) {
    double bytes = 8.0 * law.n() * law.d();
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > 0.75 * heap || (double) law.n() * law.d() > Integer.MAX_VALUE - 8) {
      throw new UserError(
          law.n()
              + " points in "
              + law.d()
              + " dimensions take "
              + Figures.bytes(bytes)
              + " where the Java heap has "
              + Figures.bytes(heap)
              + ", in "
              + Location.quote(text)
              + "; draw fewer points, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g");
    }
  }

  /** Weights of {@code points}; equal ones where no file is named. */
  static Weights weights(Optional<String> file, Points points) {
    return file.map(name -> WeightsFiles.read(name, points.n()))
        .orElseGet(() -> Weights.uniform(points.n()));
  }

  /** Refuses clouds that do not live in one space. */
  static void checkDimensions(String nameA, Points a, String nameB, Points b) {
    if (a.d() != b.d()) {
      throw new UserError(
          "dimensions differ: "
              + a.d()
              + " != "
              + b.d()
              + ", in "
              + nameA
              + " and "
              + nameB
              + "; give points of one dimension, or pick columns as in points.csv:x,y");
    }
  }
}
