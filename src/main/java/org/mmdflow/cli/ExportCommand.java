package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mmdflow.experiment.RunRecord;
import org.mmdflow.experiment.RunTrajectory;
import org.mmdflow.io.trajectory.Trajectory;
import org.mmdflow.io.trajectory.TrajectoryFiles;
import org.mmdflow.io.trajectory.TrajectoryFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the snapshots of a run for other programs. */
@Command(
    name = "export",
    header = "Writes the snapshots of a run for OVITO, ParaView, tables or numpy.",
    description = {
      "All snapshots of the run in DIR and its last state, complete or not; a run without snapshots"
          + " gives its last state alone. The run itself is not changed.",
      "xyz: particles.xyz, extended XYZ with all frames; Step and Time (flow time) are attributes of"
          + " a frame. Open it in OVITO.",
      "vtp: particles_000000500.vtp and so on, and particles.pvd with their flow times. Open that in"
          + " ParaView.",
      "csv: particles.csv, one table: step, flow_time, particle (from 1), the coordinates, weight.",
      "npz: particles.npz with steps (S), flow_time (S) and points (S x N x d), weights (N).",
      "Below three dimensions xyz and vtp are filled up with zeros; above, the first three are the"
          + " position and the rest further columns. Columns have the names of the target's .csv where"
          + " it has some, else x1, x2, ... (in xyz always)."
    },
    footer = {
      "  mmdflow export run1 --format vtp --with-target",
      "  mmdflow export run1 --format csv --out tables --overwrite"
    })
final class ExportCommand extends BaseCommand {
  private static final List<String> DATA =
      List.of("start", "start-weights", "target", "target-weights");

  @Parameters(paramLabel = "DIR", description = "The folder of a run.")
  private Path folder;

  @Option(
      names = "--format",
      required = true,
      order = 10,
      paramLabel = "F",
      description = "xyz, vtp, csv or npz.")
  private String format;

  @Option(
      names = "--out",
      order = 11,
      paramLabel = "DIR",
      description = "Where to write (default: the folder export in the run's).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--with-target",
      order = 12,
      description = "The target as well: target.xyz, .vtp or .csv, or an array target in the .npz.")
  private boolean withTarget;

  @Option(
      names = "--overwrite",
      order = 13,
      description = "Replace an earlier export in this format; other files are never touched.")
  private boolean overwrite;

  @Override
  int run(Console console) {
    TrajectoryFormat how = TrajectoryFormat.parse(format, "--format");
    RunRecord run = RunRecord.open(folder);
    Path place = out.orElse(folder.resolve("export"));
    TrajectoryFiles.check(how, place, withTarget, overwrite);
    checkNothingIsLost(run, TrajectoryFiles.names(how, place, withTarget));
    Trajectory trajectory = RunTrajectory.of(run, console::note);
    Optional<Trajectory> target =
        withTarget ? Optional.of(RunTrajectory.target(run, console::note)) : Optional.empty();
    tellWhatIsThere(console, run);
    List<Path> files;
    try (Interruption stop =
        Interruption.listen(console, "stopping after this frame", Optional.empty())) {
      files =
          TrajectoryFiles.write(
              trajectory, target, how, place, () -> stop.check("the export is not whole"));
    }
    console.answer(
        answer()
            .with("out", place.toString())
            .with("format", how.toString())
            .with("files", files.stream().map(Path::toString).toList())
            .with("frames", trajectory.size())
            .with("n", trajectory.n())
            .with("d", trajectory.d())
            .with("status", run.status())
            .say(table(trajectory, files)));
    return 0;
  }

  /** The data of the run may stand where the export is to go. */
  private static void checkNothingIsLost(RunRecord run, List<Path> written) {
    CommandFiles files = new CommandFiles();
    DATA.forEach(
        key -> files.reads(key + " of the run", Optional.ofNullable(run.settings().get(key))));
    written.forEach(file -> files.writes("--out", file));
    files.check();
  }

  private static void tellWhatIsThere(Console console, RunRecord run) {
    if (!run.isComplete()) {
      console.note(
          "the run is not complete ("
              + run.status()
              + "); written is what is there, up to step "
              + run.step());
    }
    if (run.states().size() == 1) {
      console.note("the run has no snapshots on the way; written is its last state alone");
    }
  }

  private static Table table(Trajectory t, List<Path> files) {
    Table table = new Table().row("written", files.get(0).toString());
    if (files.size() > 1) {
      table.row("", "and " + Figures.count(files.size() - 1) + " beside it");
    }
    long first = t.moments().get(0).step();
    long last = t.moments().get(t.size() - 1).step();
    return table
        .row("frames", t.size() + ", steps " + Figures.count(first) + " to " + Figures.count(last))
        .row("points", Figures.count(t.n()) + " in dimension " + t.d());
  }
}
