package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NormalTableTest {
  private static final Path HEADER = Path.of("kernels", "common", "normal_table.h");

  @Test
  void headerHoldsTheSameNumbersInTheSameOrder() throws IOException {
    String header = Files.readString(HEADER);
    int[] words =
        Pattern.compile("0x([0-9a-f]{8})u")
            .matcher(header)
            .results()
            .mapToInt(match -> Integer.parseUnsignedInt(match.group(1), 16))
            .toArray();
    assertThat(words).hasSize(1024).containsExactly(NormalTable.bits());
    assertThat(header)
        .containsSubsequence(
            "#define MMDFLOW_NORMAL_TABLE_0 ",
            "#define MMDFLOW_NORMAL_TABLE_1 ",
            "#define MMDFLOW_NORMAL_TABLE_2 ",
            "#define MMDFLOW_NORMAL_TABLE_3 ",
            "#define MMDFLOW_NORMAL_TABLE \\\n  MMDFLOW_NORMAL_TABLE_0, MMDFLOW_NORMAL_TABLE_1,"
                + " MMDFLOW_NORMAL_TABLE_2, MMDFLOW_NORMAL_TABLE_3\n");
  }

  @Test
  void handsOutCopies() {
    int first = NormalTable.bits()[0];
    NormalTable.bits()[0] = 0;
    assertThat(NormalTable.bits()[0]).isEqualTo(first).isNotZero();
  }
}
