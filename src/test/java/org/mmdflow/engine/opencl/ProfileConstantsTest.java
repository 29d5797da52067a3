package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;

class ProfileConstantsTest {
  @Test
  void profilesAreThoseOfTheHeaderInItsOrder() {
    String header = KernelSources.of("common/profiles.h");
    String list = header.substring(header.indexOf("#define MMDFLOW_PROFILES(PROFILE)"));
    list = list.substring(0, list.indexOf("\n\n"));
    List<String> names =
        Pattern.compile("PROFILE\\((\\w+), ").matcher(list).results().map(m -> m.group(1)).toList();
    assertThat(ProfileConstants.PROFILES.subList(0, names.size())).isEqualTo(names);
    assertThat(ProfileConstants.PROFILES).hasSize(names.size() + 1).endsWith("polynomial");
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  void everyComponentHasAProfile(String text) {
    for (Component component : Kernel.parse(text).components()) {
      assertThat(ProfileConstants.PROFILES).contains(ProfileConstants.of(component).profile());
    }
  }

  @Test
  void noIncludeIsLeft() {
    for (String file : List.of("opencl/sums.cl", "opencl/steps.cl", "opencl/finish.cl")) {
      assertThat(KernelSources.of(file)).doesNotContain("#include \"");
    }
  }
}
