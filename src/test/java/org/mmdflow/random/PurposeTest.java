package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PurposeTest {
  @Test
  void codesNeverChange() {
    assertThat(
            Arrays.stream(Purpose.values())
                .map(p -> p.code() + " " + p)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "1 START, 2 TARGET, 3 EVALUATION_NOISE, 4 DIFFUSION, 5 MINI_BATCH, 6 PERMUTATION,"
                + " 7 SUBSET, 8 NETWORK_WEIGHTS, 9 DATA, 10 DIRECTIONS");
  }
}
