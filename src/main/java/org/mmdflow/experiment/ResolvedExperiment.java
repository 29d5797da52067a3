package org.mmdflow.experiment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.statistic.MedianHeuristic;
import org.mmdflow.theory.ChosenNoise;

/**
 * An experiment with nothing left open: data read, the median in the kernel and the step size
 * replaced by numbers. Immutable but for the points' arrays, which nobody may change.
 *
 * @param experiment what the user described
 * @param inputs its data
 * @param kernel with numbers only
 * @param scheme with its ridge, where it has one
 * @param stepSize given, or {@link SchemeChecks#automaticStepSize}
 */
public record ResolvedExperiment(
    Experiment experiment, Inputs inputs, Kernel kernel, Scheme scheme, Schedule stepSize) {

  /**
   * Reads the data and fills in what is open.
   *
   * @throws UserError for data that does not fit, or where the kernel gives no step size
   */
  public static ResolvedExperiment of(Experiment e) {
    return of(e, new DataCache());
  }

  /** Likewise, with what {@code cache} has read already. */
  static ResolvedExperiment of(Experiment e, DataCache cache) {
    Inputs inputs = Inputs.load(e, cache);
    Setting kernelSetting = e.settings.get(ExperimentKeys.KERNEL);
    Kernel kernel =
        kernelSetting.read(
            text ->
                e.kernel.resolve(
                    () -> MedianHeuristic.median(inputs.targetPoints(e.seed), e.seed)));
    checkFeatures(e, inputs, kernel);
    SchemeChecks checks = new SchemeChecks(e, kernel, inputs.start().n(), inputs.start().d());
    Scheme scheme = checks.checked();
    Schedule stepSize =
        e.stepSize.orElseGet(
            () -> automaticStepSize(kernel, checks.automaticStepSize(scheme), kernelSetting));
    return new ResolvedExperiment(e, inputs, kernel, scheme, stepSize);
  }

  private static void checkFeatures(Experiment e, Inputs inputs, Kernel kernel) {
    kernel
        .misfit(inputs.start().d())
        .ifPresent(
            why -> {
              throw e.settings
                  .get(ExperimentKeys.KERNEL)
                  .error(why, "give start and target of the kernel's dimension");
            });
    if (kernel instanceof FeatureKernel features
        && e.batch.orElse(1) > features.features().points()) {
      throw e.settings
          .get(ExperimentKeys.BATCH)
          .mustBe(
              ExperimentKeys.BATCH,
              "at most the " + features.features().points() + " data points of the kernel",
              "make it smaller, or remove it");
    }
  }

  /** SHA-256 of all numbers of the data, those of the kernel included. */
  String hash() {
    return inputs.hash(experiment.seed, kernel);
  }

  /** The largest step size with guaranteed descent (Arbel et al. 2019, Proposition 4). */
  static OptionalDouble guaranteedStepSize(Kernel kernel) {
    OptionalDouble lipschitz = kernel.lipschitz();
    return lipschitz.isPresent()
        ? OptionalDouble.of(2 / (3 * lipschitz.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static Schedule automaticStepSize(
      Kernel kernel, OptionalDouble automatic, Setting setting) {
    if (automatic.isPresent()) {
      return Schedule.constant(automatic.getAsDouble());
    }
    throw setting.error(
        "the kernel " + kernel + " has no Lipschitz constant, so there is no automatic step size",
        "add for example --step-size 0.1");
  }

  /** All keys that have a value, resolved, in the order of {@link ExperimentKeys#ALL}. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    Settings s = experiment.settings;
    values.put(ExperimentKeys.SEED, Long.toString(experiment.seed));
    values.put(
        ExperimentKeys.START,
        Sources.absolute(inputs.startLaw(), s.required(ExperimentKeys.START).base()));
    putFile(values, ExperimentKeys.START_WEIGHTS);
    values.put(
        ExperimentKeys.TARGET,
        Sources.absolute(inputs.target(), s.required(ExperimentKeys.TARGET).base()));
    putFile(values, ExperimentKeys.TARGET_WEIGHTS);
    values.put(ExperimentKeys.TARGET_RESAMPLING, experiment.redrawTarget ? "every-step" : "never");
    values.put(
        ExperimentKeys.KERNEL,
        kernel instanceof FeatureKernel
            ? Sources.absoluteFeatures(kernel.toString(), s.get(ExperimentKeys.KERNEL).base())
            : kernel.toString());
    values.put(ExperimentKeys.SCHEME, scheme.name());
    values.put(ExperimentKeys.STEP_SIZE, stepSize.toString());
    values.put(ExperimentKeys.MOMENTUM, Numbers.format(experiment.momentum));
    if (scheme.hasNoise()) {
      values.put(ExperimentKeys.NOISE, scheme.noise().toString());
    }
    chosenNoise().ifPresent(c -> values.put(ExperimentKeys.NOISE, c.toString()));
    if (scheme instanceof Scheme.Sobolev sobolev) {
      values.put(ExperimentKeys.RIDGE, Numbers.format(sobolev.ridge(kernel)));
    }
    if (scheme instanceof Scheme.Annealing annealing) {
      values.put(ExperimentKeys.BANDWIDTH_FACTOR, annealing.factor().toString());
    }
    experiment.batch.ifPresent(b -> values.put(ExperimentKeys.BATCH, Integer.toString(b)));
    values.put(ExperimentKeys.STEPS, Long.toString(experiment.steps));
    experiment.stopBelow.ifPresent(f -> values.put(ExperimentKeys.STOP_BELOW, Numbers.format(f)));
    values.put(ExperimentKeys.ENGINE, experiment.engine);
    values.put(ExperimentKeys.PRECISION, experiment.precision.name().toLowerCase(Locale.ROOT));
    if (!experiment.summation.equals(Summation.exact())) {
      values.put(ExperimentKeys.SUMMATION, experiment.summation.toString());
    }
    values.put(ExperimentKeys.METRICS_EVERY, Long.toString(experiment.metricsEvery));
    values.put(ExperimentKeys.SNAPSHOTS, snapshots().toString());
    values.put(ExperimentKeys.CHECKPOINT_EVERY, Long.toString(experiment.checkpointEvery));
    if (!experiment.monitors.isEmpty()) {
      values.put(ExperimentKeys.MONITORS, "[" + String.join(", ", experiment.monitors) + "]");
    }
    return values;
  }

  private void putFile(Map<String, String> values, String key) {
    Optional<Setting> file = experiment.settings.given(key);
    file.ifPresent(f -> values.put(key, Sources.absolute(f.text(), f.base())));
  }

  /** The same with the engine that was chosen. */
  ResolvedExperiment on(String engine) {
    return new ResolvedExperiment(
        experiment.with(Map.of(ExperimentKeys.ENGINE, engine)), inputs, kernel, scheme, stepSize);
  }

  /** What chooses the noise level, where it chooses itself. */
  Optional<ChosenNoise> chosenNoise() {
    return NoiseChoice.resolve(experiment, inputs);
  }

  /** When snapshots are written, fixed in number. */
  SnapshotRule snapshots() {
    return experiment.snapshots.over(experiment.steps);
  }

  /** What the user should know of the scheme: which velocity runs. */
  public Optional<String> schemeNote() {
    return scheme instanceof Scheme.Sobolev
        ? Optional.of(Scheme.Sobolev.VELOCITY)
        : Optional.empty();
  }

  /** The flow, without listeners. */
  FlowBuilder flow() {
    FlowBuilder flow =
        Flow.from(inputs.start())
            .to(inputs.target())
            .kernel(kernel)
            .scheme(scheme)
            .stepSize(stepSize)
            .momentum(experiment.momentum)
            .seed(experiment.seed)
            .precision(experiment.precision)
            .summation(experiment.summation);
    chosenNoise().ifPresent(flow::control);
    inputs.startWeights().ifPresent(flow::startWeights);
    inputs.targetWeights().ifPresent(flow::targetWeights);
    experiment.batch.ifPresent(flow::miniBatch);
    return experiment.redrawTarget ? flow.redrawTarget() : flow;
  }

  /** Pairs of points in one gradient pass: N (N + M). */
  double pairs() {
    double n = inputs.start().n();
    return n * (n + inputs.target().n());
  }

  /** The share of the data points of the kernel that a step takes. */
  double batchShare() {
    return kernel instanceof FeatureKernel features && experiment.batch.isPresent()
        ? (double) experiment.batch.getAsInt() / features.features().points()
        : 1;
  }

  /** Whether {@code engine} can run this, else the user's error. */
  void checkFits(Engine engine) {
    if (experiment.precision == org.mmdflow.engine.Precision.DOUBLE
        && !engine.device().can(org.mmdflow.engine.Capability.DOUBLE)) {
      throw experiment
          .settings
          .get(ExperimentKeys.PRECISION)
          .error(
              engine.device().name() + " has no double precision",
              "use --precision float, or --engine cpu");
    }
    int d = inputs.start().d();
    engine
        .unable(kernel, d, experiment.precision, Summation.exact())
        .ifPresent(
            why -> {
              throw experiment
                  .settings
                  .get(ExperimentKeys.KERNEL)
                  .error(why, "use --engine reference");
            });
    engine
        .unable(kernel, d, experiment.precision, experiment.summation)
        .ifPresent(
            why -> {
              throw experiment
                  .settings
                  .get(ExperimentKeys.SUMMATION)
                  .error(why, "use --summation exact");
            });
  }

  /** Refuses what the engine's device does not hold. */
  void checkMemory(Engine engine) {
    MemoryNeed.check(
        engine,
        inputs.start().n(),
        inputs.target().n(),
        inputs.start().d(),
        MemoryNeed.Numerics.of(experiment));
  }
}
