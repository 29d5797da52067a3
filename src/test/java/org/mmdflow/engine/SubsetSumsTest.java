package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subset sums in plain Java against their definition. */
class SubsetSumsTest {
  /** 2^-24 and 2^-53. */
  private static double unit(Precision precision) {
    return precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1, 1, 1", "FLOAT, 3, 5, 2", "FLOAT, 40, 128, 7", "FLOAT, 300, 131, 5",
    "DOUBLE, 1, 1, 1", "DOUBLE, 3, 5, 2", "DOUBLE, 40, 128, 7", "DOUBLE, 300, 131, 5",
  })
  void areTheDefinition(Precision precision, int rows, int columns, int count) {
    int firstRow = 128;
    int firstColumn = 256;
    SplittableRandom random = new SplittableRandom(rows * 1000L + columns);
    Subsets subsets = random(random, count, 700);
    double[] block = random.doubles((long) rows * columns, -1, 3).toArray();
    double[] sums = new double[count];
    try (SubsetSums plain = SubsetSums.plain(precision)) {
      plain.add(subsets, firstRow, rows, firstColumn, columns, block, sums);
      double[] once = sums.clone();
      plain.add(subsets, firstRow, rows, firstColumn, columns, block, sums);
      for (int s = 0; s < count; s++) {
        double exact = 0;
        double magnitude = 0;
        for (int j = 0; j < columns; j++) {
          for (int i = 0; i < rows; i++) {
            if (subsets.contains(s, firstRow + i) && subsets.contains(s, firstColumn + j)) {
              exact += block[j * rows + i];
              magnitude += Math.abs(block[j * rows + i]);
            }
          }
        }
        assertThat(once[s]).isCloseTo(exact, within((23 * unit(precision) + 1e-14) * magnitude));
        assertThat(sums[s]).as("grows by the same").isCloseTo(2 * once[s], within(1e-10));
      }
    }
  }

  private static Subsets random(SplittableRandom random, int count, int n) {
    Subsets subsets = new Subsets(count, n);
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < n; i++) {
        if (random.nextBoolean()) {
          subsets.add(s, i);
        }
      }
    }
    return subsets;
  }

  @Test
  void anEmptyBlockAddsNothing() {
    double[] sums = {3, 4};
    try (SubsetSums plain = SubsetSums.plain(Precision.DOUBLE)) {
      plain.add(new Subsets(2, 10), 0, 0, 0, 5, new double[0], sums);
      plain.add(new Subsets(2, 10), 0, 5, 0, 0, new double[0], sums);
    }
    assertThat(sums).containsExactly(3, 4);
  }

  @Test
  void subsetsKnowTheirPoints() {
    SplittableRandom random = new SplittableRandom(1);
    int n = 333;
    Subsets subsets = new Subsets(3, n);
    boolean[][] in = new boolean[3][n];
    double[] values = random.doubles(n).toArray();
    for (int k = 0; k < 400; k++) {
      int s = random.nextInt(3);
      int i = random.nextInt(n);
      subsets.add(s, i);
      in[s][i] = true;
    }
    for (int s = 0; s < 3; s++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        assertThat(subsets.contains(s, i)).isEqualTo(in[s][i]);
        sum += in[s][i] ? values[i] : 0;
      }
      assertThat(subsets.sum(s, values)).isEqualTo(sum);
    }
    assertThat(subsets.words()).hasSize(3 * 3 * 2);
    assertThat(Subsets.bytes(3, n)).isEqualTo(8 * 18);
  }

  @Test
  void mistakesAreNamed() {
    Subsets subsets = new Subsets(2, 300);
    double[] sums = new double[2];
    double[] block = new double[40];
    SubsetSums plain = SubsetSums.plain(Precision.FLOAT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.add(subsets, 64, 4, 0, 4, block, sums))
        .withMessage("rows must begin at a multiple of 128 but begin at 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.add(subsets, 0, 4, 256, 45, block, sums))
        .withMessage("columns reach too far: 256 + 45 > 300");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.add(subsets, 0, 5, 0, 9, block, sums))
        .withMessage("the block is too short: 40 < 5 x 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.add(subsets, 0, 5, 0, 5, block, new double[1]))
        .withMessage("numbers of sums and subsets differ: 1 < 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Subsets(0, 5))
        .withMessage("subsets and points must be positive: 0 subsets of 5 points");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Subsets(2_000_000_000, 5))
        .withMessageStartingWith("the bits take too many words: 4000000000 > ");
    assertThatThrownBy(() -> subsets.add(2, 0)).hasMessage("subset 2 of 2, point 0 of 300");
    plain.close();
    assertThatThrownBy(() -> plain.add(subsets, 0, 1, 0, 1, block, sums))
        .hasMessage("the subset sums are closed");
  }
}
