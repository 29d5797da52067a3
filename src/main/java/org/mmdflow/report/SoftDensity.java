package org.mmdflow.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Points as a soft density: counted on pixels, then blurred over a little more than their spacing.
 * The page's script does the same.
 */
final class SoftDensity {
  private static final int CELL = 8;
  private static final int ROUNDS = 3;

  private final int width;
  private final int height;
  private final float[] values;
  private int points;

  SoftDensity(int width, int height) {
    this.width = width;
    this.height = height;
    this.values = new float[width * height];
  }

  /** Counts a point at a place in pixels; one outside is ignored. */
  void add(double x, double y, double weight) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    if (column >= 0 && row >= 0 && column < width && row < height) {
      values[row * width + column] += (float) weight;
      points++;
    }
  }

  /** The picture in one colour: opacity {@code strength} where dense, none where empty. */
  BufferedImage picture(Color colour, double strength) {
    float[] soft = blurred();
    float[] some = new float[soft.length];
    int n = 0;
    for (float value : soft) {
      if (value > 0) {
        some[n++] = value;
      }
    }
    Arrays.sort(some, 0, n);
    double full = n == 0 ? 1 : some[(int) (0.97 * (n - 1))];
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int rgb = colour.getRGB() & 0xFFFFFF;
    for (int i = 0; i < soft.length; i++) {
      double share = Math.min(1, soft[i] / full);
      int alpha = (int) (255 * strength * Math.pow(share, 0.75));
      image.setRGB(i % width, i / width, alpha << 24 | rgb);
    }
    return image;
  }

  /** Three box filters each way: close to a Gaussian. */
  private float[] blurred() {
    int radius = (int) Math.min(24, Math.max(1, Math.round(0.8 * spacing())));
    float[] soft = values.clone();
    float[] line = new float[Math.max(width, height)];
    for (int round = 0; round < ROUNDS; round++) {
      for (int y = 0; y < height; y++) {
        blurLine(soft, y * width, 1, width, radius, line);
      }
      for (int x = 0; x < width; x++) {
        blurLine(soft, x, width, height, radius, line);
      }
    }
    return soft;
  }

  private static void blurLine(
      float[] values, int start, int stride, int count, int radius, float[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = values[start + i * stride];
    }
    float scale = 1f / (2 * radius + 1);
    float sum = 0;
    for (int i = -radius; i < count; i++) {
      sum += i + radius < count ? line[i + radius] : 0;
      sum -= i - radius - 1 >= 0 ? line[i - radius - 1] : 0;
      if (i >= 0) {
        values[start + i * stride] = Math.max(0, sum * scale);
      }
    }
  }

  /** About how far apart the points lie, from the number of cells that hold any. */
  private double spacing() {
    int across = width / CELL + 1;
    boolean[] seen = new boolean[across * (height / CELL + 1)];
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        seen[i / width / CELL * across + i % width / CELL] = true;
      }
    }
    int cells = 0;
    for (boolean cell : seen) {
      cells += cell ? 1 : 0;
    }
    return Math.sqrt((double) cells * CELL * CELL / Math.max(1, points));
  }
}
