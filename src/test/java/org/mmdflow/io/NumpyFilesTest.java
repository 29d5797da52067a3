package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.measure.Points;

/** Files that numpy wrote (src/test/resources/org/mmdflow/io/numpy/make_fixtures.py). */
class NumpyFilesTest {
  static Path folder() {
    try {
      return Path.of(NumpyFilesTest.class.getResource("numpy").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Points expected(double shift) {
    Points points = Points.zeros(5, 3);
    for (int k = 0; k < 15; k++) {
      points.data()[k] = k - shift;
    }
    return points;
  }

  static List<Path> typed() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().matches("[fiu][0-9]-.*\\.npy"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("typed")
  void readsEveryTypeOrderAndEndianness(Path file) {
    double shift =
        switch (file.getFileName().toString().charAt(0)) {
          case 'f' -> 2.25;
          case 'i' -> 2;
          default -> 0;
        };
    assertThat(PointsFiles.read(file)).isEqualTo(expected(shift));
  }

  @Test
  void hasAllTypes() {
    assertThat(typed()).hasSize(8 * 4 + 2 * 2 + 2);
  }

  @Test
  void readsOneAxisAsOneColumn() {
    assertThat(PointsFiles.read(folder().resolve("vector.npy")))
        .isEqualTo(Points.of(5, 1, new double[] {-2.25, -1.25, -0.25, 0.75, 1.75}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored.npz:a",
        "stored.npz:a.npy",
        "deflated.npz:a",
        "single.npz",
        "single.npz:arr_0",
        "savetxt.csv",
        "savetxt.csv:x,y,z",
        "savetxt.csv:1,2,3"
      })
  void readsArchivesAndText(String location) {
    assertThat(PointsFiles.read(location, folder())).isEqualTo(expected(2.25));
  }
}
