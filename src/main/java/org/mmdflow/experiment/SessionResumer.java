package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Flow;

/** Opens a session from a checkpoint. Everything is verified before anything is changed. */
final class SessionResumer {
  private SessionResumer() {}

  /** Which engine a run goes on with; whatever is to be closed with the run is added. */
  interface EngineChoice {
    Engine open(Experiment described, Closing closing);
  }

  static RunSession resume(
      Path folder, Optional<Long> steps, Optional<String> engineName, RunOptions options) {
    EngineChoice choice =
        (described, closing) ->
            closing.add(
                engineName
                    .map(name -> SessionOpener.engine(name, described.kernel, options))
                    .orElseGet(() -> SessionOpener.ownEngine(described.engine, options)));
    return resume(folder, steps, choice, options);
  }

  static RunSession resume(
      Path folder, Optional<Long> steps, EngineChoice choice, RunOptions options) {
    long opened = System.nanoTime();
    Path file = folder.resolve(RunFolder.EXPERIMENT);
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "holds no run, " + folder + "; name the folder of a run" + before(folder));
    }
    long good = -1;
    try (Closing closing = new Closing()) {
      FolderLock lock = closing.add(FolderLock.acquire(folder));
      CheckpointStore store = new CheckpointStore(folder);
      Checkpoint checkpoint =
          store.newestGood(options.notes()).orElseThrow(() -> noCheckpoint(folder));
      good = checkpoint.step();
      Experiment described =
          steps
              .map(n -> Experiment.read(file, SessionOpener.steps(n)))
              .orElseGet(() -> Experiment.read(file, java.util.Map.of()));
      checkSteps(described, checkpoint, folder);
      ResolvedExperiment e = ResolvedExperiment.of(described);
      String hash = e.hash();
      OutputCheck check = new OutputCheck(folder, checkpoint);
      check.compareSettings(e.values());
      check.compareInputs(hash);
      check.verify();
      Engine engine = choice.open(described, closing);
      e.checkFits(engine);
      e.checkMemory(engine);
      if (checkpoint.step() < described.steps) {
        noteEngine(described.engine, engine, options);
      }
      e.schemeNote().ifPresent(options.notes());
      Watching watching = Watching.of(described);
      watching.restore(checkpoint.monitors());
      Recording recording = new Recording();
      Flow flow = closing.add(recording.flow(e, engine));
      flow.restore(checkpoint.state());
      RunFolder.sweep(folder);
      RunFolder.discardPrevious(folder);
      store.setAsideAfter(checkpoint.step());
      SessionOpener.writeExperiment(folder, e);
      Manifest manifest = Manifest.begin(folder, e, hash, engine, options, checkpoint.step());
      manifest.keepSessions(options.notes());
      noteArithmetic(manifest.arithmeticBefore(), engine, options);
      manifest.write();
      if (checkpoint.step() < described.steps) {
        // Not complete any more, as the manifest says by now; the checkpoint has it all.
        Files.deleteIfExists(folder.resolve(RunFolder.PARTICLES));
      }
      check.cutSnapshots();
      Outputs outputs =
          recording.to(closing.add(Outputs.goOn(folder, e, hash, watching, checkpoint)));
      SessionParts parts =
          new SessionParts(
              folder,
              e,
              engine,
              flow,
              outputs,
              watching,
              manifest,
              lock,
              opened,
              closing.release());
      return new RunSession(parts, options);
    } catch (IOException e) {
      throw Endings.failure(e, folder, good);
    }
  }

  private static void checkSteps(Experiment e, Checkpoint checkpoint, Path folder) {
    if (e.steps < checkpoint.step()) {
      throw new UserError(
          "the run has taken "
              + checkpoint.step()
              + " steps already, more than the "
              + e.steps
              + " asked for, in "
              + folder
              + "; give --steps at least "
              + checkpoint.step());
    }
  }

  private static void noteEngine(String before, Engine engine, RunOptions options) {
    String now = engine.device().engine();
    if (!before.equals(now)) {
      options
          .notes()
          .accept(
              "the run began on the engine "
                  + before
                  + " and is continued on "
                  + now
                  + ": from here on its bits may differ from an uninterrupted run's, as far as the"
                  + " engines' errors allow (4e-7 of a gradient in float, 1e-13 in double)");
    }
  }

  /** The same run on a machine with other instructions is within the bounds, but not in bits. */
  private static void noteArithmetic(Optional<String> before, Engine engine, RunOptions options) {
    Optional<String> now = engine.arithmetic();
    if (before.isPresent() && now.isPresent() && !before.equals(now)) {
      options
          .notes()
          .accept(
              "the run has used "
                  + before.get()
                  + " on the engine "
                  + engine.device().engine()
                  + " and goes on with "
                  + now.get()
                  + ": from here on its bits may differ from an uninterrupted run's");
    }
  }

  private static UserError noCheckpoint(Path folder) {
    return new UserError(
        "the run ended before its first checkpoint, "
            + folder
            + "; run it again with --overwrite"
            + before(folder));
  }

  private static String before(Path folder) {
    Path previous = folder.resolve(RunFolder.PREVIOUS);
    return Files.isRegularFile(previous.resolve(RunFolder.EXPERIMENT))
        ? ", the run before it is whole in " + previous
        : "";
  }
}
