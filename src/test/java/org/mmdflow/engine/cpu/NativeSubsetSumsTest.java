package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.SubsetSums;
import org.mmdflow.engine.Subsets;

/** Subset sums by the library of the engine cpu, in every instruction set of this machine. */
class NativeSubsetSumsTest {
  @BeforeEach
  void needsTheLibrary() {
    NativeBuild.assumeThere();
  }

  @Test
  void areTheFastest() {
    try (SubsetSums sums = SubsetSums.fastest(Precision.FLOAT, 1)) {
      assertThat(sums.getClass().getName()).startsWith(NativeSubsetSums.class.getName());
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void haveTheBitsOfJavaOnAnyThreads(Precision precision) {
    for (String set : Native.instructionSets()) {
      SplittableRandom random = new SplittableRandom(7);
      for (int k = 0; k < 12; k++) {
        int rows = 1 + random.nextInt(k % 4 == 0 ? 700 : 40);
        int columns = 1 + random.nextInt(k % 3 == 0 ? 300 : 20);
        Subsets subsets = new Subsets(1 + random.nextInt(20), 1100);
        for (int s = 0; s < subsets.count(); s++) {
          for (int i = 0; i < subsets.n(); i++) {
            if (random.nextInt(3) > 0) {
              subsets.add(s, i);
            }
          }
        }
        int firstRow = 128 * random.nextInt(4);
        int firstColumn = 128 * random.nextInt(7);
        double[] block = random.doubles((long) rows * columns, -1, 1).toArray();
        double[] expected = random.doubles(subsets.count()).toArray();
        double[] found = expected.clone();
        try (SubsetSums plain = SubsetSums.plain(precision);
            SubsetSums cpu = NativeSubsetSums.open(set, precision, 1 + k % 3).orElseThrow()) {
          plain.add(subsets, firstRow, rows, firstColumn, columns, block, expected);
          cpu.add(subsets, firstRow, rows, firstColumn, columns, block, found);
        }
        assertThat(found).as("%s, %d x %d", set, rows, columns).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anEmptyBlockAddsNothing(Precision precision) {
    double[] sums = {3, 4};
    try (SubsetSums cpu = new NativeSubsetSums().open(precision, 2).orElseThrow()) {
      cpu.add(new Subsets(2, 10), 0, 0, 0, 5, new double[0], sums);
      cpu.add(new Subsets(2, 10), 0, 5, 0, 0, new double[0], sums);
    }
    assertThat(sums).containsExactly(3, 4);
  }

  @Test
  void checkTheirArguments() {
    Subsets subsets = new Subsets(2, 10);
    SubsetSums cpu = new NativeSubsetSums().open(Precision.FLOAT, 2).orElseThrow();
    assertThatThrownBy(() -> cpu.add(subsets, 0, 11, 0, 1, new double[11], new double[2]))
        .hasMessage("rows reach too far: 0 + 11 > 10");
    assertThatThrownBy(() -> cpu.add(subsets, 0, 3, 0, 1, new double[2], new double[2]))
        .hasMessage("the block is too short: 2 < 3 x 1");
    cpu.close();
    cpu.close();
    assertThatThrownBy(() -> cpu.add(subsets, 0, 1, 0, 1, new double[1], new double[2]))
        .hasMessage("the subset sums are closed");
  }
}
