package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatePictureTest {
  @TempDir Path folder;

  @Test
  void showsTheStartUpRightAndTheEndOnTheRing() throws Exception {
    Path png = folder.resolve("states.png");
    StatePicture.writeFirstAndLast(SampleRuns.swirl("S", 500, 2, 5, 0, 1), png);
    BufferedImage image = ImageIO.read(png.toFile());
    int half = image.getWidth() / 2;
    int middle = 58 + 760 / 2;
    assertThat(blue(image, half / 2, 58, half, middle)).isGreaterThan(2_000);
    assertThat(blue(image, 0, middle, half / 2, image.getHeight())).isZero();
    assertThat(blue(image, half, middle, half + half / 2, image.getHeight())).isGreaterThan(800);
    assertThat(blue(image, image.getWidth() - half / 3, 58, image.getWidth(), middle)).isZero();
    assertThat(grey(image, 0, middle, half / 2, image.getHeight())).isGreaterThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theSameRunGivesTheSameBytes(int d) throws Exception {
    Path a = folder.resolve("a.png");
    Path b = folder.resolve("b.png");
    StatePicture.writeFirstAndLast(SampleRuns.swirl("S", 100, d, 3, 0, 1), a);
    StatePicture.writeFirstAndLast(SampleRuns.swirl("S", 100, d, 3, 0, 1), b);
    assertThat(Files.readAllBytes(a)).isEqualTo(Files.readAllBytes(b));
  }

  @Test
  void needsASnapshot() {
    RunReport bare =
        new RunReport(
            "B",
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            "",
            List.of());
    assertThatThrownBy(() -> StatePicture.writeFirstAndLast(bare, folder.resolve("x.png")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one snapshot");
  }

  private static int blue(BufferedImage image, int x0, int y0, int x1, int y1) {
    return count(image, x0, y0, x1, y1, true);
  }

  private static int grey(BufferedImage image, int x0, int y0, int x1, int y1) {
    return count(image, x0, y0, x1, y1, false);
  }

  private static int count(BufferedImage image, int x0, int y0, int x1, int y1, boolean blue) {
    int count = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        int rgb = image.getRGB(x, y);
        int excess = (rgb & 255) - (rgb >> 16 & 255);
        boolean dark = (rgb >> 8 & 255) < 210;
        count += blue ? (excess > 60 ? 1 : 0) : (dark && excess < 30 ? 1 : 0);
      }
    }
    return count;
  }
}
