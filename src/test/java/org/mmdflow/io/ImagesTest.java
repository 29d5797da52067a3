package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

class ImagesTest {
  @TempDir private Path folder;

  private Path save(BufferedImage image, String name) throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(name.indexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  /** 16 x 8, white but for the top left quarter of the left half. */
  private static BufferedImage oneDarkPixel(int type) {
    BufferedImage image = new BufferedImage(16, 8, type);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 16; x++) {
        image.setRGB(x, y, x < 4 && y < 4 ? 0xff000000 : 0xffffffff);
      }
    }
    return image;
  }

  @ParameterizedTest
  @CsvSource({
    "png, 1", "png, 2", "png, 10", "png, 11", "png, 12", "gif, 12",
  })
  void putsTheTopLeftAtTheTopLeft(String format, int type) throws IOException {
    Path file = save(oneDarkPixel(type), "a." + format);
    Points points = Images.read(file, "a").sample(1000, 7);
    // The longer side spans [0, 1], so the dark square has side 1/4 and rows span [1/4, 3/4].
    for (int i = 0; i < points.n(); i++) {
      assertThat(points.get(i, 0)).isBetween(0.0, 0.25);
      assertThat(points.get(i, 1)).isBetween(0.5, 0.75);
    }
    double mean = 0;
    for (int i = 0; i < points.n(); i++) {
      mean += points.get(i, 0) / points.n();
    }
    assertThat(mean).isCloseTo(0.125, within(5 * 0.25 / Math.sqrt(12 * 1000)));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void weighsPixelsByStoredDarkness(int type) throws IOException {
    // Left black (mass 1), right stored as 0.5 (mass 0.5): two thirds lie left.
    BufferedImage image = new BufferedImage(2, 1, type);
    int bands = image.getRaster().getNumBands();
    double largest = type == BufferedImage.TYPE_USHORT_GRAY ? 65535 : 255;
    for (int band = 0; band < bands; band++) {
      image.getRaster().setSample(1, 0, band, largest / 2);
    }
    Points points = Images.read(save(image, "a.png"), "a").sample(30_000, 3);
    double left = 0;
    for (int i = 0; i < points.n(); i++) {
      left += points.get(i, 0) < 0.5 ? 1.0 / points.n() : 0;
    }
    assertThat(left).isCloseTo(2.0 / 3, within(5 * Math.sqrt(2.0 / 9 / 30_000)));
  }

  @Test
  void takesTransparentForEmpty() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 1, 0xff000000);
    Points points = Images.read(save(image, "a.png"), "a").sample(100, 1);
    for (int i = 0; i < points.n(); i++) {
      assertThat(points.get(i, 0)).isBetween(0.5, 1.0);
      assertThat(points.get(i, 1)).isBetween(0.0, 0.5);
    }
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    assertThat(Images.read(save(image, "a.jpg"), "a").sample(10, 1).d()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoDensity() throws IOException {
    Path white = save(oneDarkPixel(BufferedImage.TYPE_INT_RGB).getSubimage(4, 0, 12, 8), "w.png");
    assertThatThrownBy(() -> Images.read(white, "w"))
        .isInstanceOf(UserError.class)
        .hasMessage("no dark pixel, " + white + "; give a picture that is not all white");
    Path text = folder.resolve("a.png");
    Files.writeString(text, "no picture");
    assertThatThrownBy(() -> Images.read(text, "a"))
        .isInstanceOf(UserError.class)
        .hasMessage("not a picture, " + text + "; give a PNG, JPEG or GIF file");
  }
}
