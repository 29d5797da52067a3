package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.network.NetworkReader;
import org.mmdflow.theory.ChosenNoiseSpec;

/**
 * An experiment as the user described it, checked as far as that is possible without its data.
 * Immutable; {@link Inputs#load} reads the data.
 */
public final class Experiment {
  final Settings settings;
  final long seed;
  final boolean redrawTarget;
  final KernelSpec kernel;
  final Scheme scheme;
  final Optional<ChosenNoiseSpec> chosenNoise;
  final Optional<Schedule> stepSize;
  final double momentum;
  final OptionalInt batch;
  final long steps;
  final OptionalDouble stopBelow;
  final String engine;
  final Precision precision;
  final Summation summation;
  final long metricsEvery;
  final SnapshotRule snapshots;
  final long checkpointEvery;
  final List<String> monitors;

  private Experiment(Settings settings) {
    ExperimentReader read = new ExperimentReader(NoiseChoice.withSchedule(settings));
    this.settings = settings;
    settings.required(ExperimentKeys.START);
    settings.required(ExperimentKeys.TARGET);
    seed = read.whole(ExperimentKeys.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    redrawTarget =
        read.word(ExperimentKeys.TARGET_RESAMPLING, List.of("never", "every-step"))
            .equals("every-step");
    Setting kernelText = settings.get(ExperimentKeys.KERNEL);
    NetworkReader networks = new NetworkReader(kernelText.base(), seed);
    kernel = kernelText.read(text -> KernelSpec.parse(text, networks));
    scheme = read.scheme();
    chosenNoise = NoiseChoice.of(settings);
    NoiseChoice.check(settings, scheme);
    stepSize = settings.given(ExperimentKeys.STEP_SIZE).map(s -> s.read(Schedule::parse));
    momentum = read.momentum();
    batch = read.batch(kernel.isOfFeatures());
    steps = read.whole(ExperimentKeys.STEPS, 0, ExperimentReader.MOST_STEPS);
    stopBelow = read.stopBelow();
    engine = read.engine();
    precision = Precision.valueOf(read.precision());
    summation = read.summation();
    metricsEvery = read.whole(ExperimentKeys.METRICS_EVERY, 1, ExperimentReader.MOST_STEPS);
    snapshots = settings.get(ExperimentKeys.SNAPSHOTS).read(SnapshotRule::parse);
    checkpointEvery = read.whole(ExperimentKeys.CHECKPOINT_EVERY, 1, ExperimentReader.MOST_STEPS);
    monitors = read.monitors();
  }

  /**
   * Reads an experiment file; flags win over it. Relative file names in the file lie in its own
   * folder, those in flags in the working folder.
   *
   * @param flags values by key without dashes, such as {@code step-size}
   * @throws UserError for the first mistake, with file, line and column or the flag
   */
  public static Experiment read(Path file, Map<String, String> flags) {
    return new Experiment(ExperimentFile.read(file).with(flags));
  }

  /** An experiment of flags alone. */
  public static Experiment of(Map<String, String> flags) {
    return new Experiment(Settings.NONE.with(flags));
  }

  /** An experiment of settings, checked. */
  static Experiment of(Settings settings) {
    return new Experiment(settings);
  }

  /** The same with other flags on top. */
  public Experiment with(Map<String, String> flags) {
    return new Experiment(settings.with(flags));
  }

  /** The number of steps. */
  public long steps() {
    return steps;
  }

  /** How the engine stores the clouds. */
  public Precision precision() {
    return precision;
  }

  /** The engine asked for. */
  public String engine() {
    return engine;
  }
}
