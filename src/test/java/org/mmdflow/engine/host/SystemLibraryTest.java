package org.mmdflow.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemLibraryTest {
  private static final List<String> NAMES = List.of("libx.so.1", "libx.so");

  @TempDir Path folder;

  private Path library(String place, String name) throws IOException {
    return Files.writeString(
        Files.createDirectories(folder.resolve(place)).resolve(name), "no library");
  }

  /** As the linker keeps them: strings that end in zero bytes, among numbers. */
  private Path cache(Path... paths) throws IOException {
    StringBuilder text = new StringBuilder("glibc-ld.so.cache1.1\1\0\0\0/\2\0");
    for (Path path : paths) {
      text.append(path.getFileName()).append('\0').append(path).append('\0');
    }
    return Files.writeString(
        folder.resolve("cache"), text.append("/lib/liby.so.1\0"), StandardCharsets.ISO_8859_1);
  }

  @Test
  void filesComeInTheLinkersOrder() throws Exception {
    Path named = library("named", "libx.so.1");
    Path cached = library("cached", "libx.so.1");
    Path usual = library("usual", "libx.so.1");
    Path development = library("usual", "libx.so");
    library("named", "libxx.so.1");
    Path cache = cache(library("cached", "mylibx.so.1"), cached, folder.resolve("gone/libx.so.1"));
    String path = folder.resolve("nowhere") + ":" + named.getParent();
    assertThat(SystemLibrary.candidates(NAMES, path, cache, List.of(usual.getParent())))
        .containsExactly(named, cached, usual, development);
  }

  @Test
  void theCurrentFolderIsNeverLookedInto() throws Exception {
    // The tests run in the project's folder, which has this file.
    List<String> here = List.of("pom.xml");
    assertThat(Path.of("pom.xml")).exists();
    Path cache = folder.resolve("no cache");
    for (String path : List.of("", ":", ".", ":/nowhere", "/nowhere:", ";", "./src/..")) {
      assertThat(SystemLibrary.candidates(here, path, cache, List.of())).as(path).isEmpty();
    }
    String absolute = Path.of("").toAbsolutePath().toString();
    assertThat(SystemLibrary.candidates(here, absolute, cache, List.of())).hasSize(1);
  }

  @Test
  void everyFileThatDoesNotLoadIsNamedWithItsReason() throws Exception {
    Path first = library("a", "libx.so.1");
    Path second = library("b", "libx.so.1");
    SystemLibrary.Outcome outcome = SystemLibrary.firstThatLoads(List.of(first, second));
    assertThat(outcome.loaded()).isEmpty();
    assertThat(outcome.failures())
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure).containsPattern("libx\\.so\\.1: \\S"));
    assertThat(outcome.failures().get(0)).startsWith(first.toString());
  }

  @Test
  void aNameThatIsNowhereIsNoFailure() {
    SystemLibrary.Outcome outcome = SystemLibrary.load(List.of("libmmdflow-is-nowhere.so.1"));
    assertThat(outcome.loaded()).isEmpty();
    assertThat(outcome.failures()).isEmpty();
  }
}
