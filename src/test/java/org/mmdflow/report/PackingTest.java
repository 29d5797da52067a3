package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.measure.Points;

class PackingTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "7, 2, 1, 1e-12",
    "101, 3, 1, 1e9",
    "101, 5, 4, 0.3",
    "20000, 2, 1, 10"
  })
  void comesBackWithinHalfALevel(int n, int d, int stride, double scale) {
    Random random = new Random(n + d);
    double[] data = random.doubles((long) n * d).map(v -> scale * (v - 0.3)).toArray();
    Points points = Points.of(n, d, data);
    Box box = Box.around(List.of(points));

    short[] levels = unpack(Packing.points(points, box, d, stride));

    int shown = Packing.shown(n, stride);
    assertThat(levels).hasSize(shown * d);
    for (int axis = 0; axis < d; axis++) {
      double width = box.high(axis) - box.low(axis);
      for (int k = 0; k < shown; k++) {
        double back = box.low(axis) + width * (levels[axis * shown + k] & 0xFFFF) / 65_534;
        assertThat(back)
            .isCloseTo(points.get(k * stride, axis), within(width / 131_068 * (1 + 1e-9)));
      }
    }
  }

  @Test
  void isLittleEndianAndKeepsTheEnds() {
    Points points = Points.of(3, 1, new double[] {-1, 1, 0});
    assertThat(
            Base64.getDecoder().decode(Packing.points(points, Box.around(List.of(points)), 1, 1)))
        .containsExactly(0, 0, 0xFE, 0xFF, 0xFF, 0x7F);
  }

  @Test
  void whatIsNotFiniteHasItsOwnLevel() {
    Points points = Points.of(4, 1, new double[] {Double.NaN, 3, Double.NEGATIVE_INFINITY, 4});
    short[] levels = unpack(Packing.points(points, Box.around(List.of(points)), 1, 1));
    assertThat(levels).containsExactly((short) 65_535, (short) 0, (short) 65_535, (short) 65_534);
  }

  @Test
  void anAxisWithoutExtentIsLegal() {
    Points points = Points.of(2, 2, new double[] {5, 1e300, 5, -1e300});
    Box box = Box.around(List.of(points));
    assertThat(box.high(0) - box.low(0)).isEqualTo(1);
    assertThat(unpack(Packing.points(points, box, 2, 1)))
        .containsExactly((short) 32_767, (short) 32_767, (short) 65_534, (short) 0);
    Points none = Points.of(1, 1, new double[] {Double.NaN});
    assertThat(Box.around(List.of(none)).high(0)).isEqualTo(0.5);
  }

  private static short[] unpack(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    short[] out = new short[bytes.remaining() / 2];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(out);
    return out;
  }
}
