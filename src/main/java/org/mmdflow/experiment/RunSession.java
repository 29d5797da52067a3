package org.mmdflow.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.DeviceFailure;
import org.mmdflow.engine.Engine;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowTimes;
import org.mmdflow.flow.Outcome;
import org.mmdflow.flow.Progress;

/**
 * One run of an experiment in its folder, begun or resumed. Belongs to the thread that opened it,
 * but for {@link #requestStop}. {@link #run} is called once; {@link #close} frees the engine and
 * the lock.
 */
public final class RunSession implements AutoCloseable {
  private final Path folder;
  private final ResolvedExperiment experiment;
  private final RunOptions options;
  private final Engine engine;
  private final Flow flow;
  private final Outputs outputs;
  private final Watching watching;
  private final Manifest manifest;
  private final Closing resources;
  private final long opened;
  private final long firstStep;
  private Optional<Progress> latest = Optional.empty();

  RunSession(SessionParts parts, RunOptions options) {
    this.folder = parts.folder();
    this.experiment = parts.experiment();
    this.options = options;
    this.engine = parts.engine();
    this.flow = parts.flow();
    this.outputs = parts.outputs();
    this.watching = parts.watching();
    this.manifest = parts.manifest();
    this.resources = parts.resources();
    this.opened = parts.opened();
    this.firstStep = flow.step();
  }

  /**
   * Begins a run: reads the data, opens the engine, and only when all of that is well writes to
   * {@code folder}.
   *
   * @throws org.mmdflow.expression.UserError for a mistake in the experiment, an engine that cannot
   *     run, or a folder that may not be used
   * @throws RunFailure if writing fails
   */
  public static RunSession begin(Experiment experiment, Path folder, RunOptions options) {
    return SessionOpener.begin(experiment, folder, options);
  }

  /**
   * Goes on from the newest good checkpoint of {@code folder}.
   *
   * @param steps in all, empty for the run's own number
   * @param engineName the engine, empty for the run's own
   * @throws org.mmdflow.expression.UserError if there is no run, a setting, an input or an output
   *     was changed, or the run is longer than {@code steps} already
   * @throws RunFailure if no checkpoint is whole, or writing fails
   */
  public static RunSession resume(
      Path folder, Optional<Long> steps, Optional<String> engineName, RunOptions options) {
    return SessionResumer.resume(folder, steps, engineName, options);
  }

  /** What runs, and why it was chosen. */
  public Device device() {
    return engine.device();
  }

  /** The experiment with nothing left open. */
  public ResolvedExperiment experiment() {
    return experiment;
  }

  /** Steps taken so far. */
  public long step() {
    return flow.step();
  }

  /** Asks for an end after the steps in flight, with a checkpoint. For any thread. */
  public void requestStop() {
    flow.requestStop();
  }

  /**
   * Takes the steps that are left.
   *
   * @throws RunFailure if a file cannot be written; the last checkpoint is good
   */
  public RunResult run() {
    try {
      Outcome outcome = flow.run(experiment.experiment().steps - flow.step(), this::watchTheClock);
      return finish(outcome);
    } catch (UncheckedIOException e) {
      throw failure(Endings.cause(e));
    } catch (IOException e) {
      throw failure(e);
    } catch (DeviceFailure e) {
      throw Endings.failure(e, folder, outputs.checkpointStep());
    }
  }

  private void watchTheClock(Progress progress) {
    boolean late =
        options.maxTime().isPresent()
            && System.nanoTime() - opened >= options.maxTime().get().toNanos();
    if (late) {
      flow.requestStop();
    }
    latest = Optional.of(progress);
    options.progress().accept(progress);
  }

  /** The last word on progress has the last loss. */
  private void tellTheEnd() {
    double loss = flow.metrics().halfMmd2V();
    OptionalDouble known = Double.isFinite(loss) ? OptionalDouble.of(loss) : OptionalDouble.empty();
    latest
        .map(p -> new Progress(p.step(), p.total(), p.seconds(), p.secondsPerStep(), known))
        .ifPresent(options.progress());
  }

  /** The checkpoint first: it counts on what an uninterrupted run would have written too. */
  private RunResult finish(Outcome outcome) throws IOException {
    outputs.checkpoint(flow);
    outputs.row(flow);
    tellTheEnd();
    boolean complete =
        outcome.end() == Outcome.End.COMPLETED || outcome.end() == Outcome.End.STOPPED;
    if (complete) {
      if (!(experiment.snapshots() instanceof SnapshotRule.None)) {
        outputs.snapshot(flow);
      }
      outputs.force();
      manifest.particles(outputs.particles(flow));
    }
    RunResult result = result(outcome);
    manifest.end(result, outputs.seconds());
    manifest.write();
    return result;
  }

  private RunResult result(Outcome outcome) {
    FlowTimes times = flow.times();
    return new RunResult(
        folder,
        outcome.end(),
        outcome.step(),
        Endings.finite(flow.metrics().halfMmd2V()),
        Endings.finite(flow.metrics().halfMmd2U()),
        Endings.finite(experiment.pairs() * (outcome.step() - firstStep) / times.steps()),
        (System.nanoTime() - opened) * 1e-9,
        times,
        outputs.rows(),
        engine.device(),
        Checkpoint.stateHash(flow.snapshot()),
        watching.verdicts(),
        Endings.message(outcome, experiment, folder));
  }

  private RunFailure failure(IOException e) {
    return Endings.failure(e, folder, outputs.checkpointStep());
  }

  @Override
  public void close() {
    resources.close();
  }
}
