package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSourcesTest {
  @ParameterizedTest
  @ValueSource(strings = {"opencl/sums.cl", "opencl/steps.cl", "opencl/finish.cl"})
  void noIncludeIsLeft(String file) {
    assertThat(KernelSources.of(file)).doesNotContain("#include \"");
  }
}
