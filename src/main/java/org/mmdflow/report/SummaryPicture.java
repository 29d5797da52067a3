package org.mmdflow.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * A summary beside a random subset as a PNG, each over the density of the data, in the first two
 * coordinates. The same points give the same picture. Stateless, safe for any number of threads;
 * needs no screen.
 */
public final class SummaryPicture {
  private SummaryPicture() {}

  /**
   * Points under a caption.
   *
   * @param weights of the points; the area of a disc goes with its weight
   */
  public record Panel(String caption, Points points, Weights weights) {}

  /**
   * Draws panels from left to right, all at one scale.
   *
   * @param data whose density lies under each
   * @param weights of the data
   * @return the content of a .png file
   * @throws UserError if this machine has no font
   */
  public static byte[] draw(Points data, Weights weights, List<Panel> panels) {
    PictureView view = new PictureView(List.of(data), StatePicture.SIZE);
    List<StatePicture.Panel> drawn =
        panels.stream()
            .map(p -> new StatePicture.Panel(p.caption(), cloud(p.points(), p.weights())))
            .toList();
    try {
      return StatePicture.bytes(
          StatePicture.draw(view, Optional.of(cloud(data, weights)), data.n(), drawn));
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be made: " + e.getMessage(), e);
    }
  }

  private static StatePicture.Cloud cloud(Points points, Weights weights) {
    return new StatePicture.Cloud(
        points, weights.isUniform() ? Optional.empty() : Optional.of(weights));
  }
}
