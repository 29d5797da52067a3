package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Reproductions;
import org.mmdflow.expression.UserError;
import org.mmdflow.report.ReproductionFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats an experiment of the paper. */
@Command(
    name = "reproduce",
    header = "Repeats an experiment of the paper, with the published figures beside ours.",
    description = {
      "Runs the experiment with several seeds and writes a page, results.json and a CSV file for"
          + " each diagram into DIR. The page holds each published figure against ours, with what"
          + " had to hold. Exit code 0 says that it was carried out; whether all figures hold is in"
          + " the answer.",
      "Ctrl-C once: ends with what there is, exit code 130.",
      ""
    },
    footer = {
      "  mmdflow reproduce gaussian --quick",
      "  mmdflow reproduce student-teacher --only plain,noise --keep runs --out figure1"
    })
final class ReproduceCommand extends BaseCommand {
  private static final int MOST_SEEDS = 1000;
  private static final long MOST_STEPS = 1_000_000_000L;

  @Parameters(arity = "1", paramLabel = "EXPERIMENT", description = "One of the above.")
  private String name = "";

  @Option(
      names = "--quick",
      order = 10,
      description = "Minutes instead of the published setting: fewer seeds, fewer steps.")
  private boolean quick;

  @Option(names = "--seeds", order = 11, paramLabel = "K", description = "Runs of each method.")
  private Optional<Integer> seeds = Optional.empty();

  @Option(
      names = "--steps",
      order = 12,
      paramLabel = "N",
      description = "Steps of each run; epochs for student-teacher.")
  private Optional<Long> steps = Optional.empty();

  @Option(
      names = "--out",
      order = 40,
      paramLabel = "DIR",
      description = "The folder to write to (default: reproduce-EXPERIMENT).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--overwrite",
      order = 41,
      description = "Replace the reproduction that is in DIR; other files there are never touched.")
  private boolean overwrite;

  @Option(
      names = "--only",
      order = 13,
      split = ",",
      paramLabel = "METHOD",
      description = "Some of the methods, such as plain,noise; for student-teacher.")
  private List<String> only = List.of();

  @Option(
      names = "--keep",
      order = 42,
      paramLabel = "FOLDER",
      description =
          "Keep each run in FOLDER and go on from what is there: hours in pieces; for"
              + " student-teacher.")
  private Optional<Path> keep = Optional.empty();

  @Mixin private CommonOptions common;

  /** Adds the experiments to the help, from their table. */
  static void describe(CommandSpec command) {
    List<String> lines = new ArrayList<>(Arrays.asList(command.usageMessage().description()));
    for (ReproducedExperiment experiment : Reproductions.ALL) {
      lines.add("  " + experiment.name() + ": " + experiment.summary());
      experiment.costs().forEach(cost -> lines.add("      " + cost));
    }
    command
        .usageMessage()
        .description(lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new));
  }

  @Override
  int run(Console console) {
    ReproducedExperiment experiment = experiment();
    seeds.ifPresent(k -> check("seeds", k, MOST_SEEDS));
    steps.ifPresent(n -> check("steps", n, MOST_STEPS));
    ReproductionOptions options =
        new ReproductionOptions(
            quick,
            seeds.map(OptionalInt::of).orElse(OptionalInt.empty()),
            steps.map(OptionalLong::of).orElse(OptionalLong.empty()),
            common.seed(),
            common.engineName(),
            common.engineOptions(),
            common.precision());
    Path folder = out.orElseGet(() -> Path.of("reproduce-" + experiment.name()));
    boolean made = ReproductionFolder.prepare(folder, overwrite);
    boolean written = false;
    try {
      int code =
          new ReproductionWork(console, answer(), folder, ShellWords.command(spec))
              .carryOut(experiment, options);
      written = true;
      return code;
    } finally {
      if (made && !written) {
        ReproductionFolder.discardEmpty(folder);
      }
    }
  }

  private ReproducedExperiment experiment() {
    ReproducedExperiment experiment = Reproductions.named(name);
    if (!only.isEmpty()) {
      experiment = experiment.only(only);
    }
    return keep.isPresent() ? experiment.keepingRunsIn(keep.get()) : experiment;
  }

  private static void check(String what, long value, long most) {
    if (value < 1 || value > most) {
      throw new UserError(
          what
              + " must be from 1 to "
              + Figures.count(most)
              + " but is "
              + value
              + ", in --"
              + what
              + "; leave it out for the experiment's own");
    }
  }
}
