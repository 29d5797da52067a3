package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.io.JsonTree;

/**
 * The exact line that each mistake gets. The table is {@code mistakes.txt}: a command, then the
 * line on standard error, {@code DIR} standing for a folder of {@link HostileFiles}.
 */
class UserMistakesTest {
  @TempDir static Path dir;

  record Mistake(String command, String line) {
    @Override
    public String toString() {
      return command;
    }
  }

  @BeforeAll
  static void fill() throws IOException {
    HostileFiles.fill(dir);
  }

  static List<Mistake> mistakes() throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    try (InputStream in = UserMistakesTest.class.getResourceAsStream("mistakes.txt")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
      for (int i = 0; i + 1 < lines.length; i += 2) {
        mistakes.add(new Mistake(lines[i], lines[i + 1]));
      }
    }
    return mistakes;
  }

  private static String[] arguments(Mistake mistake) {
    String command = mistake.command().replace("DIR", dir.toString());
    List<String> words = Invocation.words(command);
    return words.subList(1, words.size()).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void getsOneLine(Mistake mistake) {
    Invocation result = Invocation.of(arguments(mistake));
    assertThat(result.err().replace(dir.toString(), "DIR")).isEqualTo(mistake.line() + "\n");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aJsonErrorIsOneObjectWithTheSameLine() {
    Invocation result = Invocation.of("mmd", dir + "/a.npy", dir + "/nothing.npy", "--json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out().trim())
        .isEqualTo(
            JsonTree.line(
                java.util.Map.of("error", result.err().trim().substring("mmdflow: ".length()))));
  }

  @Test
  void theTableIsLongAndEachLineSaysWhatToDo() throws IOException {
    List<Mistake> mistakes = mistakes();
    assertThat(mistakes).hasSizeGreaterThanOrEqualTo(60);
    assertThat(mistakes).allSatisfy(m -> assertThat(m.line()).matches("mmdflow: [^;]+; .+"));
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Path fresh = Files.createDirectory(dir.resolve("fresh"));
    Invocation.of("gram", dir + "/a.npy", dir + "/d3.npy", "-o", fresh.resolve("k.npy").toString());
    Invocation.of("run", dir + "/unknown-key.yaml", "--out", fresh.resolve("run").toString());
    try (Stream<Path> left = Files.list(fresh)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theStackTraceComesWithDebugOnly() {
    String[] command = {"mmd", dir + "/a.npy", dir + "/nothing.npy"};
    assertThat(Invocation.of(command).err()).doesNotContain("\tat ");
    String[] debug = {"mmd", dir + "/a.npy", dir + "/nothing.npy", "--debug"};
    assertThat(Invocation.of(debug).err().toLowerCase(Locale.ROOT)).contains("\tat org.mmdflow");
  }
}
