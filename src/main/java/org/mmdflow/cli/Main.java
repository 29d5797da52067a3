package org.mmdflow.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code mmdflow} command. */
@Command(
    name = "mmdflow",
    description = {
      "Moves a cloud of particles onto a target distribution by the Wasserstein gradient flow of"
          + " the maximum mean discrepancy (MMD)."
    },
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ResumeCommand.class,
      ReportCommand.class,
      EstimateCommand.class,
      MmdCommand.class,
      WitnessCommand.class,
      GramCommand.class,
      DevicesCommand.class,
      VerifyCommand.class
    },
    footer = {
      "",
      "Each command has its own --help. Examples:",
      "  mmdflow demo",
      "  mmdflow mmd a.npy b.npy --kernel 'gaussian(h=median)'"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version, the Java in use and the engines present, and exit.")
  private boolean version;

  private Main() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param arguments the words after {@code mmdflow}
   */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs the command line and returns its exit code: 0, 1, 2 or 130. */
  static int execute(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExpandAtFiles(false);
    line.setUsageHelpAutoWidth(true);
    Failures failures = new Failures(arguments);
    line.setParameterExceptionHandler(failures::misused);
    line.setExecutionExceptionHandler(failures::failed);
    return line.execute(arguments);
  }

  /** Reached when no command is named, which is the user's mistake. */
  @Override
  public void run() {
    throw new Failures.NoCommand(spec.commandLine());
  }
}
