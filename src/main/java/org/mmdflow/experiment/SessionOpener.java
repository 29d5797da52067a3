package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.flow.Flow;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.kernel.KernelSpec;

/** Opens a session at its beginning. */
final class SessionOpener {
  private SessionOpener() {}

  static RunSession begin(Experiment described, Path folder, RunOptions options) {
    long opened = System.nanoTime();
    RunFolder.check(folder, options.overwrite());
    ResolvedExperiment open = ResolvedExperiment.of(described);
    try (Closing closing = new Closing()) {
      Engine engine = closing.add(engine(described.engine, described.kernel, options));
      return begin(open, folder, engine, options, opened, closing);
    }
  }

  /** On an engine that stays the caller's. */
  static RunSession begin(ResolvedExperiment open, Path folder, Engine engine, RunOptions options) {
    long opened = System.nanoTime();
    RunFolder.check(folder, options.overwrite());
    try (Closing closing = new Closing()) {
      return begin(open, folder, engine, options, opened, closing);
    }
  }

  private static RunSession begin(
      ResolvedExperiment open,
      Path folder,
      Engine engine,
      RunOptions options,
      long opened,
      Closing closing) {
    Experiment described = open.experiment();
    try {
      open.checkFits(engine);
      open.checkMemory(engine);
      ResolvedExperiment e = open.on(engine.device().engine());
      OverwriteCheck.check(List.of(described.settings), List.of(folder));
      Files.createDirectories(folder);
      FolderLock lock = closing.add(FolderLock.acquire(folder));
      RunFolder.check(folder, options.overwrite());
      Watching watching = Watching.of(described);
      Recording recording = new Recording();
      Flow flow = closing.add(recording.flow(e, engine));
      FloatResolution.advice(
              described.precision(), e.inputs().start(), e.inputs().targetPoints(described.seed))
          .ifPresent(options.notes());
      SummationError.note(described.summation, flow).ifPresent(options.notes());
      e.schemeNote().ifPresent(options.notes());
      RunFolder.setAside(folder);
      RunFolder.sweep(folder);
      String hash = e.hash();
      // The manifest first: by it a folder is known for a run.
      Manifest manifest = Manifest.begin(folder, e, hash, engine, options, 0);
      manifest.write();
      writeExperiment(folder, e);
      Outputs outputs = recording.to(closing.add(Outputs.begin(folder, e, hash, watching)));
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
      throw Endings.failure(e, folder, -1);
    }
  }

  static Engine engine(String choice, KernelSpec kernel, RunOptions options) {
    return Engines.open(choice, kernel, new EngineOptions(options.threads(), options.notes()));
  }

  /** The engine on which a run has begun. */
  static Engine ownEngine(String choice, RunOptions options) {
    return Engines.open(
        choice, "the run began on it", new EngineOptions(options.threads(), options.notes()));
  }

  static void writeExperiment(Path folder, ResolvedExperiment e) throws IOException {
    AtomicFiles.write(
        folder.resolve(RunFolder.EXPERIMENT),
        ExperimentYaml.write(e.values()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** The flags that change {@code steps}. */
  static Map<String, String> steps(long steps) {
    return Map.of(ExperimentKeys.STEPS, Long.toString(steps));
  }
}
