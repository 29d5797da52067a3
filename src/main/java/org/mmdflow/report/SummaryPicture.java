package org.mmdflow.report;

import java.io.IOException;
import java.nio.file.Path;
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
   * @param png the file to write or replace
   * @throws UserError if this machine has no font
   * @throws IOException if the file cannot be written
   */
  public static void write(Points data, Weights weights, List<Panel> panels, Path png)
      throws IOException {
    PictureView view = new PictureView(List.of(data), StatePicture.SIZE);
    List<StatePicture.Panel> drawn =
        panels.stream()
            .map(p -> new StatePicture.Panel(p.caption(), cloud(p.points(), p.weights())))
            .toList();
    StatePicture.write(
        StatePicture.draw(view, Optional.of(cloud(data, weights)), data.n(), drawn), png);
  }

  private static StatePicture.Cloud cloud(Points points, Weights weights) {
    return new StatePicture.Cloud(
        points, weights.isUniform() ? Optional.empty() : Optional.of(weights));
  }
}
