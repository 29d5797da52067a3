package org.mmdflow.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  @TempDir Path shared;

  @Test
  void isForThisUserAloneAndNewEachTime() throws Exception {
    try (PrivateFolder first = PrivateFolder.in(shared);
        PrivateFolder second = PrivateFolder.in(shared)) {
      assertThat(first.path()).isNotEqualTo(second.path()).hasParent(shared);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void goesWithAllThatIsInIt() throws Exception {
    try (PrivateFolder folder = PrivateFolder.in(shared)) {
      Files.writeString(folder.path().resolve("lib.so"), "some");
    }
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void aParentThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> PrivateFolder.in(shared.resolve("nowhere")).close())
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void standsInForTheSharedFolderMeanwhileAlone() throws Exception {
    String before = System.getProperty("java.io.tmpdir");
    List<String> seen = new ArrayList<>();
    try (PrivateFolder folder = PrivateFolder.in(shared)) {
      folder.inPlaceOfTemporary(() -> seen.add(System.getProperty("java.io.tmpdir")));
      assertThat(seen).containsExactly(folder.path().toString());
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  folder.inPlaceOfTemporary(
                      () -> {
                        throw new IllegalStateException("failed");
                      }));
    }
    assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(before);
  }
}
