package org.mmdflow.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    synopsisHeading = "Usage: ",
    customSynopsis = "mmdflow COMMAND [OPTIONS]",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Each command has its own --help. Examples:",
      "  mmdflow demo",
      "  mmdflow mmd a.npy b.npy --kernel 'gaussian(h=median)'"
    })
public final class Main implements Runnable {
  private static final int WIDTH = 100;

  private static final List<Class<? extends BaseCommand>> COMMANDS =
      List.of(
          DemoCommand.class,
          RunCommand.class,
          ResumeCommand.class,
          ReportCommand.class,
          EstimateCommand.class,
          ReproduceCommand.class,
          MmdCommand.class,
          TestCommand.class,
          WitnessCommand.class,
          GramCommand.class,
          SummarizeCommand.class,
          CompareCommand.class,
          ExportCommand.class,
          DevicesCommand.class,
          VerifyCommand.class,
          BenchCommand.class);

  @Spec private CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean help;

  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version, the Java in use and the engines present, and exit.")
  @SuppressWarnings("unused") // Likewise.
  private boolean version;

  private final Streams streams;

  private Main(Streams streams) {
    this.streams = streams;
  }

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param arguments the words after {@code mmdflow}
   */
  public static void main(String[] arguments) {
    Signals.install();
    int code =
        execute(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            arguments);
    System.exit(code);
  }

  /** Runs the command line and returns its exit code: 0, 1, 2 or 130. */
  static int execute(OutputStream out, OutputStream err, String... arguments) {
    Streams streams = new Streams(out, err);
    Failures failures = new Failures(arguments, streams);
    int code;
    try {
      code = commandLine(streams, failures, needed(arguments)).execute(parsed(arguments));
    } catch (Throwable e) {
      // Errors of the virtual machine come past picocli.
      code = failures.failed(e);
    }
    return streams.finish(code);
  }

  /** An unknown command is the mistake to tell, even where --help follows it. */
  private static String[] parsed(String[] arguments) {
    boolean unknown =
        arguments.length > 0 && !arguments[0].startsWith("-") && named(arguments[0]).isEmpty();
    return unknown ? new String[] {arguments[0]} : arguments;
  }

  private static Optional<Class<? extends BaseCommand>> named(String name) {
    return COMMANDS.stream()
        .filter(command -> command.getAnnotation(Command.class).name().equals(name))
        .findFirst();
  }

  /** The command that is named, none for the version, or else all: reading each takes its time. */
  private static List<Class<? extends BaseCommand>> needed(String[] arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals("--version") || first.equals("-V")) {
      return List.of();
    }
    return named(first).<List<Class<? extends BaseCommand>>>map(List::of).orElse(COMMANDS);
  }

  /** The parser with all commands. */
  static CommandLine commandLine(Streams streams, Failures failures) {
    return commandLine(streams, failures, COMMANDS);
  }

  private static CommandLine commandLine(
      Streams streams, Failures failures, List<Class<? extends BaseCommand>> commands) {
    CommandLine line = new CommandLine(new Main(streams));
    commands.forEach(line::addSubcommand);
    line.setOut(streams.out());
    line.setErr(streams.err());
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(WIDTH);
    line.setUsageHelpLongOptionsMaxWidth(34);
    Map<String, CommandLine> parsers = line.getSubcommands();
    parsers.forEach(
        (name, command) -> {
          command.getCommandSpec().usageMessage().sortOptions(false).width(WIDTH);
          if (name.equals("run") || name.equals("estimate")) {
            ExperimentFlags.addTo(command.getCommandSpec());
          }
          if (name.equals("reproduce")) {
            ReproduceCommand.describe(command.getCommandSpec());
          }
        });
    line.setParameterExceptionHandler(failures::misused);
    line.setExecutionExceptionHandler((e, command, parsed) -> failures.failed(e));
    return line;
  }

  /** Where a command speaks. */
  static Streams streams(CommandSpec command) {
    return ((Main) command.root().userObject()).streams;
  }

  /** Reached when no command is named, which is the user's mistake. */
  @Override
  public void run() {
    throw new Failures.NoCommand(spec.commandLine());
  }
}
