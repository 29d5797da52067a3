package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Parameters ENTRY =
      Parameters.of("weighted_leaves_finish_float", "finish_float");

  @Test
  void areReadFromTheImage() {
    assertThat(ENTRY.types())
        .containsExactly(".u64", ".u64", ".u64", ".u64", ".u64", ".u64", ".u64");
    assertThat(Parameters.of("rows_of_sums_finish_float", "finish_float").types())
        .contains(".u32", ".f64");
  }

  @Test
  void tooFewAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ENTRY.check(new Object[] {1L, 2L}))
        .withMessage("weighted_leaves_finish_float takes 7 arguments and was given 2");
  }

  @Test
  void anotherSizeOrKindIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ENTRY.check(new Object[] {1L, 2L, 3, 4L, 5L, 6L, 7L}))
        .withMessage("weighted_leaves_finish_float takes .u64 as argument 3 and was given .u32");
    assertThatIllegalStateException()
        .isThrownBy(() -> ENTRY.check(new Object[] {1.0, 2L, 3L, 4L, 5L, 6L, 7L}))
        .withMessageEndingWith("takes .u64 as argument 1 and was given .f64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ENTRY.check(new Object[] {"1", 2L, 3L, 4L, 5L, 6L, 7L}));
  }

  @Test
  void aKernelThatIsNotThereIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Parameters.of("nothing_finish_float", "finish_float"))
        .withMessage("the image finish_float has no kernel nothing_finish_float");
  }
}
