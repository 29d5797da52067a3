package org.mmdflow.experiment.reproduction.student;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The errors of one run, measured now and then. Grows at its end; one thread. */
final class LearningCurve {
  /**
   * One measurement; errors are half mean squares.
   *
   * @param epoch after so many
   * @param seconds of training, without the measurements
   * @param training error on the points learnt from
   * @param test error on other points
   */
  record Point(long epoch, double seconds, double training, double test) {}

  private final List<Point> points = new ArrayList<>();

  void add(Point point) {
    if (!points.isEmpty() && point.epoch() <= last().epoch()) {
      throw new IllegalArgumentException(
          "epoch " + point.epoch() + " after epoch " + last().epoch());
    }
    points.add(point);
  }

  List<Point> points() {
    return Collections.unmodifiableList(points);
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  /** The part up to an epoch. */
  LearningCurve until(long epoch) {
    LearningCurve part = new LearningCurve();
    points.stream().filter(point -> point.epoch() <= epoch).forEach(part::add);
    return part;
  }

  /** The test error at an epoch; NaN where it was not measured. */
  double testAt(long epoch) {
    return points.stream()
        .filter(point -> point.epoch() == epoch)
        .mapToDouble(Point::test)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Whether a run measures after an epoch: often at first, then every 20. */
  static boolean measuresAt(long epoch) {
    return epoch <= 5 || epoch == 10 || epoch % 20 == 0;
  }
}
