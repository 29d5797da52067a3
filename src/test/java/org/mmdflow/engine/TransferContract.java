package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clouds read and written in pieces of whole points. */
interface TransferContract extends EngineUnderTest {
  @Test
  default void piecesOfACloudMakeTheWhole() {
    // More numbers than an engine copies at a time, in pieces that meet nowhere else.
    int n = 9001;
    int d = 3;
    inEachPrecision(
        (engine, precision) -> {
          double[] written = Problem.normals(new Random(41), n * d);
          double[] wanted = Arrays.stream(written).map(precision::round).toArray();
          try (Cloud cloud = engine.cloud(n, d, precision)) {
            int[] cuts = {0, 1, 2, 700, 6001, 9000, n};
            for (int i = 1; i < cuts.length; i++) {
              cloud.write(cuts[i - 1], Arrays.copyOfRange(written, d * cuts[i - 1], d * cuts[i]));
            }
            assertThat(Computed.read(cloud)).isEqualTo(wanted);
            for (int first : new int[] {0, 1, 5000, 8999}) {
              double[] piece = new double[2 * d];
              cloud.read(first, piece);
              assertThat(piece).isEqualTo(Arrays.copyOfRange(wanted, d * first, d * (first + 2)));
            }
          }
        });
  }

  @Test
  default void aPieceLeavesTheRestAlone() {
    inEachPrecision(
        (engine, precision) -> {
          try (Cloud cloud = engine.cloud(5, 2, precision)) {
            cloud.write(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
            cloud.write(1, new double[] {-3, -4, -5, -6});
            cloud.write(5, new double[0]);
            assertThat(Computed.read(cloud)).containsExactly(1, 2, -3, -4, -5, -6, 7, 8, 9, 10);
          }
        });
  }

  @Test
  default void aPieceThatDoesNotFitIsRefused() {
    try (Engine engine = checked();
        Cloud cloud = engine.cloud(5, 2, Precision.FLOAT)) {
      for (long first : new long[] {-1, 5, 6, Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> cloud.write(first, new double[2]))
            .withMessageContainingAll(Long.toString(first), "5 x 2");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> cloud.read(first, new double[2]))
            .withMessageContainingAll(Long.toString(first), "5 x 2");
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cloud.write(4, new double[4]))
          .withMessageContainingAll("2 points", "4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cloud.read(0, new double[3]))
          .withMessageContainingAll("3", "2");
    }
  }

  @Test
  default void aClosedCloudHasNoPieces() {
    try (Engine engine = open()) {
      Cloud cloud = engine.cloud(5, 2, Precision.FLOAT);
      cloud.close();
      assertThatIllegalStateException().isThrownBy(() -> cloud.write(0, new double[2]));
      assertThatIllegalStateException().isThrownBy(() -> cloud.read(0, new double[2]));
    }
  }
}
