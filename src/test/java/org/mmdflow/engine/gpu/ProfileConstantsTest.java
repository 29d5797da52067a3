package org.mmdflow.engine.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;

class ProfileConstantsTest {
  @Test
  void profilesAreThoseOfTheHeaderInItsOrder() throws IOException {
    String header;
    try (InputStream in =
        Objects.requireNonNull(
            ProfileConstants.class.getResourceAsStream("/org/mmdflow/kernels/common/profiles.h"))) {
      header = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
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
}
