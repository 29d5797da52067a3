package org.mmdflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * States of a run as a PNG: the particles over the target's density, in the first two coordinates.
 *
 * <p>The same run gives the same picture. Above 20,000 points a fixed stride is drawn. Stateless,
 * safe for any number of threads; needs no screen.
 */
public final class StatePicture {
  static final int SIZE = 760;
  private static final int GAP = 24;
  private static final int CAPTION = 58;
  private static final Color PAPER = Color.WHITE;
  private static final Color INK = new Color(20, 26, 36);
  private static final Color EDGE = new Color(20, 30, 50, 46);
  private static final Color PARTICLE = new Color(29, 91, 255);
  private static final Color TARGET = new Color(62, 72, 92);
  private static final double PARTICLE_LANE = 0.12;
  private static final double TARGET_LANE = 0.58;

  private StatePicture() {}

  /**
   * Draws the first and the last snapshot side by side, each under its step.
   *
   * @throws IllegalArgumentException if the run has no snapshot
   * @throws IOException if the file cannot be written
   */
  public static void writeFirstAndLast(RunReport run, Path png) throws IOException {
    List<Snapshot> all = run.snapshots();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a picture needs at least one snapshot");
    }
    write(run, List.of(all.get(0), all.get(all.size() - 1)), png);
  }

  /**
   * Draws snapshots of a run from left to right, all at one scale.
   *
   * @param run whose target is drawn and whose extent sets the scale
   * @param snapshots which to draw, at least one
   * @param png the file to write or replace
   * @throws UserError if this machine has no font
   * @throws IOException if the file cannot be written
   */
  public static void write(RunReport run, List<Snapshot> snapshots, Path png) throws IOException {
    write(draw(run, snapshots), png);
  }

  /** Writes or replaces a file. */
  static void write(BufferedImage image, Path png) throws IOException {
    AtomicFiles.write(png, bytes(image));
  }

  /** The content of a .png file. */
  static byte[] bytes(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage draw(RunReport run, List<Snapshot> snapshots) {
    return draw(
        new PictureView(run, SIZE),
        run.target().map(target -> new Cloud(target, run.targetWeights())),
        PackLimits.DEFAULT.points(),
        snapshots.stream()
            .map(
                s ->
                    new Panel(
                        "step " + Numbers.grouped(s.step()),
                        new Cloud(s.particles(), run.particleWeights())))
            .toList());
  }

  /** Points, perhaps with weights. */
  record Cloud(Points points, Optional<Weights> weights) {}

  /** Discs under a caption. */
  record Panel(String caption, Cloud cloud) {}

  /**
   * Panels from left to right, each over the same density.
   *
   * @param most points of the density at most; above, a fixed stride is drawn
   */
  static BufferedImage draw(
      PictureView view, Optional<Cloud> density, int most, List<Panel> panels) {
    int width = panels.size() * SIZE + (panels.size() + 1) * GAP;
    BufferedImage image =
        new BufferedImage(width, view.height() + CAPTION + GAP, BufferedImage.TYPE_INT_RGB);
    Optional<BufferedImage> ground = density.map(t -> ground(t, most, view));
    Graphics2D page = image.createGraphics();
    page.setColor(PAPER);
    page.fillRect(0, 0, width, image.getHeight());
    page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    page.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    for (int k = 0; k < panels.size(); k++) {
      Graphics2D panel = (Graphics2D) page.create();
      panel.translate(GAP + k * (SIZE + GAP), 0);
      caption(panel, panels.get(k).caption());
      panel.translate(0, CAPTION);
      panel.clipRect(0, 0, SIZE, view.height());
      ground.ifPresent(picture -> panel.drawImage(picture, 0, 0, null));
      Cloud cloud = panels.get(k).cloud();
      particles(panel, cloud.points(), cloud.weights(), view);
      panel.setColor(EDGE);
      panel.setStroke(new BasicStroke(2));
      panel.drawRect(1, 1, SIZE - 2, view.height() - 2);
      panel.dispose();
    }
    page.dispose();
    return image;
  }

  private static void caption(Graphics2D panel, String text) {
    panel.setColor(INK);
    panel.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    try {
      panel.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
      panel.drawString(text, 2, 40);
    } catch (RuntimeException | InternalError | NoClassDefFoundError e) {
      // Java finds fonts when the first letter is drawn, and fails in one of these ways.
      throw new UserError(
          "no font found on this machine, needed to write pictures; install one, for example"
              + " apt-get install fontconfig fonts-dejavu-core",
          e);
    }
  }

  private static BufferedImage ground(Cloud cloud, int most, PictureView view) {
    Points target = cloud.points();
    Optional<Weights> weights = cloud.weights();
    SoftDensity density = new SoftDensity(SIZE, view.height());
    int stride = PackLimits.stride(target.n(), most);
    for (int i = 0; i < target.n(); i += stride) {
      double weight = weights.isPresent() ? weights.get().get(i) * target.n() : 1;
      density.add(view.x(target, i), view.y(target, i, TARGET_LANE), weight);
    }
    return density.picture(TARGET, 0.55);
  }

  /** Discs, smaller and fainter the more there are; with weights the area goes with the weight. */
  private static void particles(
      Graphics2D panel, Points points, Optional<Weights> weights, PictureView view) {
    int stride = PackLimits.stride(points.n(), PackLimits.DEFAULT.points());
    double decades = Math.log10(Math.max(10, Packing.shown(points.n(), stride)));
    double radius = 1.5 * Math.min(3.6, Math.max(1.05, 5.3 - 0.98 * decades));
    double alpha = Math.min(0.95, Math.max(0.3, 1.25 - 0.22 * decades));
    panel.setColor(
        new Color(PARTICLE.getRed(), PARTICLE.getGreen(), PARTICLE.getBlue(), (int) (255 * alpha)));
    for (int i = 0; i < points.n(); i += stride) {
      double x = view.x(points, i);
      double y = view.y(points, i, PARTICLE_LANE);
      double r =
          weights.isPresent() ? radius * Math.sqrt(weights.get().get(i) * points.n()) : radius;
      if (Double.isFinite(x) && Double.isFinite(y)) {
        panel.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
      }
    }
  }
}
