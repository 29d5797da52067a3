package org.mmdflow.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Law;

/**
 * Pictures as densities: dark pixels of a PNG, JPEG or GIF (its first frame). The mass of a pixel
 * is its opacity times 1 - luma, luma = 0.2126 R + 0.7152 G + 0.0722 B of the stored
 * (gamma-encoded) values in [0, 1]; so white and transparent are empty. Needs no screen and writes
 * no temporary file. Stateless, any thread.
 */
public final class Images {
  /** The most pixels that are read; checked before any is decoded. */
  public static final long MOST_PIXELS = 1 << 25;

  /** Per pixel: the mass, and what a decoder holds (up to four samples of 16 bits). */
  private static final double BYTES_PER_PIXEL = 16;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

  private Images() {}

  /**
   * The density of a picture in the unit square; see {@link Distributions#grid} for its place
   * there.
   *
   * @param source the argument that names the picture in the expression
   * @throws UserError if it is missing, no such picture, too large, or has no dark pixel
   */
  public static Law read(Path file, String source) {
    return read(file, Shown.file(file.toString()), source);
  }

  /** Likewise, called {@code where} in messages. */
  static Law read(Path file, String where, String source) {
    DataFile.size(file, where);
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, where, source);
    } catch (IOException e) {
      throw damaged(where, e);
    }
  }

  static Law read(InputStream in, String where, String source) throws IOException {
    // Made here rather than by ImageIO, whose default keeps a temporary file.
    try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      ImageReader reader = reader(stream, where);
      try {
        return decode(reader, stream, where, source);
      } catch (RuntimeException e) {
        // Decoders answer damage with all kinds of exceptions.
        throw e instanceof UserError ? e : damaged(where, e);
      } finally {
        reader.dispose();
      }
    }
  }

  private static ImageReader reader(ImageInputStream stream, String where) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new UserError("not a picture, " + where + "; give a PNG, JPEG or GIF file");
  }

  private static Law decode(
      ImageReader reader, ImageInputStream stream, String where, String source) throws IOException {
    reader.setInput(stream, true, true);
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > MOST_PIXELS) {
      throw new UserError(
          width
              + " x "
              + height
              + " pixels are too many, "
              + where
              + "; at most "
              + MOST_PIXELS
              + " are read, make it smaller");
    }
    Heap.require(BYTES_PER_PIXEL * width * height, where);
    BufferedImage image = reader.read(0);
    double[] masses = Heap.doubles((long) image.getWidth() * image.getHeight(), where);
    if (!Darkness.fill(image, masses)) {
      throw new UserError("no dark pixel, " + where + "; give a picture that is not all white");
    }
    return Distributions.grid(image.getHeight(), image.getWidth(), masses, source);
  }

  private static UserError damaged(String where, Exception e) {
    return new UserError(
        "picture cannot be read ("
            + Shown.text(String.valueOf(e.getMessage()))
            + "), "
            + where
            + "; save it again as PNG",
        e);
  }
}
