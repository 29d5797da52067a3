package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the library comes from, and what is said where there is none. */
class NativeLibraryTest {
  /** A system for which no build has a library. */
  private static final String ELSEWHERE = "-Dos.arch=pdp11";

  @TempDir Path folder;

  private List<String> run(List<String> options, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:auto");
    command.addAll(options);
    command.add(NativeLibraryRun.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", folder + File.pathSeparator + classPath());
    builder.environment().remove(InstructionSet.VARIABLE);
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(() -> String.join("\n", lines(said))).isZero();
    return lines(said);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  private static String temporary(Path place) {
    return "-Djava.io.tmpdir=" + place;
  }

  @Test
  void aFileThatLayThereIsNeverLoadedAndNothingIsLeft() throws Exception {
    NativeBuild.assumeThere();
    Path place = Files.createDirectory(folder.resolve("shared"));
    String name = Path.of(thisSystem()).getFileName().toString();
    Files.writeString(place.resolve(name), "planted");
    Files.writeString(Files.createDirectory(place.resolve("mmdflow")).resolve(name), "planted");
    assertThat(run(List.of(temporary(place))))
        .contains("ran: cpu")
        .noneMatch(line -> line.startsWith("no: "));
    try (Stream<Path> left = Files.walk(place)) {
      assertThat(left.map(file -> place.relativize(file).toString()).sorted())
          .containsExactly("", name, "mmdflow", "mmdflow/" + name);
    }
  }

  private static String thisSystem() {
    return NativeLibrary.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  @Test
  void aFolderThatIsNotThereIsAReasonAndTheReferenceRuns() throws Exception {
    NativeBuild.assumeThere();
    List<String> said = run(List.of(temporary(folder.resolve("nowhere"))));
    assertThat(said)
        .anyMatch(
            line ->
                line.startsWith("no: its library could not be unpacked (there is no folder ")
                    && line.contains("/nowhere); ")
                    && line.endsWith("java.io.tmpdir=FOLDER name a folder that may hold libraries"))
        .contains("ran: reference");
  }

  @Test
  void aFailureNamesItsFileOnce() {
    String file = "/tmp/mmdflow-1/libmmdflow_cpu.so: ";
    String reason = "failed to map segment from shared object";
    assertThat(NativeLibrary.words(new UnsatisfiedLinkError(file + file + reason)))
        .isEqualTo(file + reason);
    assertThat(NativeLibrary.words(new AccessDeniedException("/mnt/x")))
        .isEqualTo("access to /mnt/x is denied");
    assertThat(NativeLibrary.words(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(NativeLibrary.words(new UnsupportedOperationException("posix")))
        .isEqualTo("UnsupportedOperationException: posix");
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    NativeBuild.assumeThere();
    Path rubbish = Files.writeString(folder.resolve("rubbish.so"), "no library");
    assertThat(run(List.of(), rubbish.toString()))
        .anyMatch(line -> line.startsWith("first: its library could not be loaded ("))
        .contains("ran: cpu");
  }

  @Test
  void whatTheBuildLackedIsSaid() throws Exception {
    String clause = "no C compiler was found when mmdflow was built; install gcc";
    Path text = folder.resolve("org/mmdflow/native/unavailable.txt");
    Files.createDirectories(text.getParent());
    Files.writeString(text, clause + "\n", StandardCharsets.UTF_8);
    assertThat(run(List.of(ELSEWHERE)))
        .contains(
            "no: " + clause,
            "ran: reference",
            "why: the best that runs here: no cuda (no CUDA driver, libcuda.so.1), no opencl (JOCL has no"
                + " library for this system (Linux, pdp11)), no cpu ("
                + clause
                + ")",
            "UserError: engine cpu cannot run here, "
                + clause
                + "; use --engine auto, or see mmdflow devices");
  }

  @Test
  void aSystemWithoutALibraryIsNamed() throws Exception {
    NativeBuild.assumeThere();
    assertThat(run(List.of(ELSEWHERE)))
        .anyMatch(
            line ->
                line.startsWith("no: this build has no native library for")
                    && line.contains("-pdp11"))
        .contains("ran: reference");
  }

  @Test
  void aForcedInstructionSetThatDoesNotRunIsNeverReplacedByAnotherEngine() throws Exception {
    NativeBuild.assumeThere();
    assertThatThrownBy(() -> run(List.of("-D" + InstructionSet.PROPERTY + "=sse")))
        .hasMessageContaining("UserError: this machine does not run the instruction set \"sse\"");
    assertThat(run(List.of("-D" + InstructionSet.PROPERTY + "=plain")))
        .anyMatch(line -> line.startsWith("cpu: ") && line.contains(", plain, "));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64/libmmdflow_cpu.so",
    "Linux, aarch64, linux-aarch64/libmmdflow_cpu.so",
    "Mac OS X, aarch64, macos-aarch64/libmmdflow_cpu.dylib",
    "Mac OS X, x86_64, macos-x86_64/libmmdflow_cpu.dylib",
    "FreeBSD, amd64, freebsd-x86_64/libmmdflow_cpu.so",
    "Windows 11, amd64, windows-11-x86_64/libmmdflow_cpu.so"
  })
  void eachSystemHasAPlace(String system, String machine, String place) {
    assertThat(NativeLibrary.resource(system, machine)).isEqualTo(place);
  }
}
