package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.experiment.reproduction.Reproductions;
import picocli.CommandLine;

/** What a user sees who asks. */
class HelpTest {
  private static final Set<String> COMMANDS =
      Set.of(
          "demo",
          "run",
          "resume",
          "report",
          "estimate",
          "reproduce",
          "mmd",
          "test",
          "witness",
          "gram",
          "summarize",
          "compare",
          "export",
          "devices",
          "verify",
          "bench");

  private static CommandLine parser() {
    Streams streams = new Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return Main.commandLine(streams, new Failures(new String[0], streams));
  }

  @Test
  void theCommandsAreThoseOfThisVersion() {
    assertThat(parser().getSubcommands().keySet()).containsExactlyInAnyOrderElementsOf(COMMANDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "resume",
        "report",
        "estimate",
        "reproduce",
        "mmd",
        "test",
        "witness",
        "gram",
        "summarize",
        "compare",
        "export",
        "devices",
        "verify",
        "bench"
      })
  void helpEndsWithTwoExamplesThatParse(String command) {
    Invocation help = Invocation.of(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    List<String> lines = help.out().stripTrailing().lines().toList();
    List<String> examples = lines.subList(lines.size() - 2, lines.size());
    for (String example : examples) {
      assertThat(example).startsWith("  mmdflow " + command);
      List<String> words = Invocation.words(example.strip());
      CommandLine.ParseResult parsed =
          parser().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
    }
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void everyKeyOfAnExperimentIsAFlagOfRunAndEstimate() {
    for (String command : List.of("run", "estimate")) {
      Set<String> flags =
          parser().getSubcommands().get(command).getCommandSpec().optionsMap().keySet();
      org.mmdflow.experiment.ExperimentKeys.NAMES.forEach(
          key -> assertThat(flags).contains("--" + key));
    }
  }

  @Test
  void theHelpOfReproduceListsItsExperimentsAndTheirCosts() {
    String help = Invocation.of("reproduce", "--help").out();
    Reproductions.ALL.forEach(
        experiment -> {
          assertThat(help).contains("  " + experiment.name() + ": " + experiment.summary());
          assertThat(experiment.costs()).hasSizeGreaterThanOrEqualTo(2);
          experiment.costs().forEach(cost -> assertThat(help).contains("      " + cost));
        });
  }

  @Test
  void theMainHelpEndsWithExamples() {
    Invocation help = Invocation.of("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out().stripTrailing().lines().toList())
        .endsWith("  mmdflow demo", "  mmdflow mmd a.npy b.npy --kernel 'gaussian(h=median)'");
  }

  @Test
  void withoutACommandTheUsageIsAnError() {
    Invocation bare = Invocation.of();
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.out()).isEmpty();
    assertThat(bare.err()).startsWith("Usage: mmdflow COMMAND [OPTIONS]");
  }

  @Test
  void theVersionNamesVersionJavaAndEngines() {
    Invocation version = Invocation.of("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out())
        .startsWith("mmdflow ")
        .contains("Java " + Runtime.version())
        .contains("engines: ")
        .contains("reference (");
  }
}
