package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.measure.Points;

class NpyRowsTest {
  private static final int ROWS = 97;

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"3, FLOAT64, 10", "211, FLOAT32, 1", "211, FLOAT64, 97"})
  void theFileIsThatOfTheWholeMatrix(int columns, ElementType type, int atOnce) throws IOException {
    Points whole = Points.zeros(ROWS, columns);
    for (int i = 0; i < whole.data().length; i++) {
      whole.data()[i] = (float) Math.sin(i);
    }
    Path pieces = dir.resolve("pieces.npy");
    NpyRows.write(
        pieces,
        ROWS,
        columns,
        type,
        sink -> {
          for (int row = 0; row < ROWS; row += atOnce) {
            int count = Math.min(atOnce, ROWS - row);
            double[] piece =
                Arrays.copyOfRange(whole.data(), row * columns, (row + count) * columns);
            sink.append(piece, count);
          }
        });
    Path one = dir.resolve("one.npy");
    PointsFiles.write(whole, one, type);
    assertThat(pieces).hasSameBinaryContentAs(one);
    assertThat(Files.size(pieces)).isEqualTo(NpyRows.size(ROWS, columns, type));
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void anotherNumberOfRowsLeavesNothing(int given) throws IOException {
    Path file = dir.resolve("k.npy");
    assertThatThrownBy(
            () ->
                NpyRows.write(
                    file, 2, 1, ElementType.FLOAT64, sink -> sink.append(new double[3], given)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(given + " rows given, not 2");
    try (var left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }
}
