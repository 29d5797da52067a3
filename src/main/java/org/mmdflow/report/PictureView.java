package org.mmdflow.report;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.measure.Points;

/**
 * Where points land on a picture: the first two coordinates at one scale, y upwards, the common box
 * of the target and all snapshots in the middle. The picture is as high as that box asks for, from
 * a third of its width to all of it. A cloud on a line is spread over a strip evenly, particles
 * above, target below.
 */
final class PictureView {
  private static final double MARGIN = 0.06;
  private static final double GOLDEN = 0.6180339887498949;

  private final Box box;
  private final int width;
  private final int height;
  private final double scale;

  PictureView(RunReport run, int width) {
    this(clouds(run), width);
  }

  /** A view of the common box of {@code clouds}. */
  PictureView(List<Points> clouds, int width) {
    this.box = Box.around(clouds);
    this.width = width;
    double across = box.high(0) - box.low(0);
    double up = box.d() > 1 ? box.high(1) - box.low(1) : across;
    this.scale = width * (1 - 2 * MARGIN) / Math.max(across, up);
    int asked = (int) Math.ceil(scale * up + 2 * MARGIN * width);
    this.height = Math.max(width / 3, Math.min(width, asked));
  }

  private static List<Points> clouds(RunReport run) {
    List<Points> clouds = new ArrayList<>();
    run.snapshots().forEach(s -> clouds.add(s.particles()));
    run.target().ifPresent(clouds::add);
    return clouds;
  }

  /** Of the picture, in pixels. */
  int height() {
    return height;
  }

  double x(Points points, int i) {
    return width / 2.0 + scale * (points.get(i, 0) - (box.low(0) + box.high(0)) / 2);
  }

  /** {@code lane} is where the strip of a cloud on a line begins, as a share of the height. */
  double y(Points points, int i, double lane) {
    if (box.d() == 1) {
      return height * (lane + 0.3 * (i * GOLDEN % 1));
    }
    return height / 2.0 - scale * (points.get(i, 1) - (box.low(1) + box.high(1)) / 2);
  }
}
