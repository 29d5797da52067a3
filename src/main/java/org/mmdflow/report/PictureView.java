package org.mmdflow.report;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.measure.Points;

/**
 * Where points land on a square picture: the first two coordinates at one scale, y upwards, the
 * common box of the target and all snapshots in the middle. A cloud on a line is spread over a
 * strip evenly, particles above, target below.
 */
final class PictureView {
  private static final double MARGIN = 0.06;
  private static final double GOLDEN = 0.6180339887498949;

  private final Box box;
  private final int size;
  private final double scale;

  PictureView(RunReport run, int size) {
    List<Points> clouds = new ArrayList<>();
    run.snapshots().forEach(s -> clouds.add(s.particles()));
    run.target().ifPresent(clouds::add);
    this.box = Box.around(clouds);
    this.size = size;
    double width = box.high(0) - box.low(0);
    double height = box.d() > 1 ? box.high(1) - box.low(1) : width;
    this.scale = size * (1 - 2 * MARGIN) / Math.max(width, height);
  }

  double x(Points points, int i) {
    return size / 2.0 + scale * (points.get(i, 0) - (box.low(0) + box.high(0)) / 2);
  }

  /** {@code lane} is where the strip of a cloud on a line begins, as a share of the height. */
  double y(Points points, int i, double lane) {
    if (box.d() == 1) {
      return size * (lane + 0.3 * (i * GOLDEN % 1));
    }
    return size / 2.0 - scale * (points.get(i, 1) - (box.low(1) + box.high(1)) / 2);
  }
}
