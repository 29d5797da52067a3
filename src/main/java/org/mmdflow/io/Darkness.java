package org.mmdflow.io;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** How dark each pixel is, as {@link Images} defines it. */
final class Darkness {
  private Darkness() {}

  /**
   * Writes the masses, row-major, the top row first.
   *
   * @return whether any is above 0
   */
  static boolean fill(BufferedImage image, double[] masses) {
    ColorModel model = image.getColorModel();
    boolean gray =
        model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && !(model instanceof IndexColorModel);
    int width = image.getWidth();
    boolean any = false;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        double mass = gray ? ofGray(image.getRaster(), model, x, y) : ofColour(image.getRGB(x, y));
        masses[y * width + x] = mass;
        any |= mass > 0;
      }
    }
    return any;
  }

  /** From the stored samples: Java would take gray for linear light and brighten it. */
  private static double ofGray(Raster raster, ColorModel model, int x, int y) {
    double luma = raster.getSample(x, y, 0) / largest(model, 0);
    double opacity = model.hasAlpha() ? raster.getSample(x, y, 1) / largest(model, 1) : 1;
    return opacity * (1 - luma);
  }

  private static double largest(ColorModel model, int band) {
    return (1L << model.getComponentSize(band)) - 1;
  }

  /** In whole steps of 1 / 255^2 10^4, so that white is exactly 0. */
  private static double ofColour(int argb) {
    int luma = 2126 * (argb >> 16 & 255) + 7152 * (argb >> 8 & 255) + 722 * (argb & 255);
    return (argb >>> 24) * (10_000L * 255 - luma) / (10_000.0 * 255 * 255);
  }
}
