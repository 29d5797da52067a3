package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFilesTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @Test
  void namesAreReadBackWhereDigitsAreOthers() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(String.format("%d", 7)).isNotEqualTo("7");
    Files.createFile(folder.resolve(NumberedFiles.name(10, "npy")));
    assertThat(NumberedFiles.list(folder, Pattern.compile("(\\d{9,18})\\.npy")))
        .containsOnlyKeys(10L);
  }
}
