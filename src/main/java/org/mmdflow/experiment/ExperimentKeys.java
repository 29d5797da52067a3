package org.mmdflow.experiment;

import java.util.List;
import java.util.Optional;
import org.mmdflow.theory.Monitors;

/**
 * The one table of all keys, in the order in which experiment files are written. The command line
 * makes its flags from it.
 */
public final class ExperimentKeys {
  static final String SEED = "seed";
  static final String START = "start";
  static final String START_WEIGHTS = "start-weights";
  static final String TARGET = "target";
  static final String TARGET_WEIGHTS = "target-weights";
  static final String TARGET_RESAMPLING = "target-resampling";
  static final String KERNEL = "kernel";
  static final String SCHEME = "scheme";
  static final String STEP_SIZE = "step-size";
  static final String MOMENTUM = "momentum";
  static final String NOISE = "noise";
  static final String RIDGE = "ridge";
  static final String BANDWIDTH_FACTOR = "bandwidth-factor";
  static final String BATCH = "batch";
  static final String STEPS = "steps";
  static final String STOP_BELOW = "stop-below";
  static final String ENGINE = "engine";
  static final String PRECISION = "precision";
  static final String SUMMATION = "summation";
  static final String METRICS_EVERY = "metrics-every";
  static final String SNAPSHOTS = "snapshots";
  static final String CHECKPOINT_EVERY = "checkpoint-every";
  static final String MONITORS = "monitors";

  /** Keys whose values may name files with data. */
  static final List<String> READ = List.of(START, START_WEIGHTS, TARGET, TARGET_WEIGHTS, KERNEL);

  /** All keys. */
  public static final List<ExperimentKey> ALL =
      List.of(
          key(SEED, "S", "0", "seed of all random numbers, a 64-bit integer"),
          open(START, "POINTS", "where the particles begin: a distribution or a points file"),
          open(START_WEIGHTS, "FILE", "masses of the particles, one column (default: equal)"),
          open(
              TARGET,
              "POINTS",
              "what the particles flow onto: a distribution, a points file, or a weighted union such as"
                  + " 0.5*a.npy + 0.5*b.npy"),
          open(TARGET_WEIGHTS, "FILE", "masses of the target's points (default: equal)"),
          key(
              TARGET_RESAMPLING,
              "WHEN",
              "never",
              "never, or every-step: draw the target anew before each step"),
          key(KERNEL, "KERNEL", "gaussian(h=median)", "kernel of the MMD"),
          key(
              SCHEME,
              "SCHEME",
              "euler",
              "euler, noise-injection, diffusion, sobolev, continuation or annealing"),
          open(
              STEP_SIZE,
              "SCHEDULE",
              "number or schedule (default: 2/(3L), L the kernel's Lipschitz constant; for sobolev 0.3,"
                  + " or 2 ridge/(3L) if that is larger)"),
          key(MOMENTUM, "M", "0", "heavy ball, at least 0 and below 1"),
          open(
              NOISE,
              "SCHEDULE",
              "noise level of noise-injection, diffusion or continuation; chosen lets the first"
                  + " choose it"),
          open(RIDGE, "LAMBDA", "ridge of sobolev (default: 0.1 L)"),
          open(BANDWIDTH_FACTOR, "SCHEDULE", "by what steps of annealing stretch the kernel"),
          open(
              BATCH,
              "B",
              "data points of a step, drawn anew; for kernels of features (default: all)"),
          key(STEPS, "N", "1000", "steps in all, 0 allowed"),
          open(STOP_BELOW, "F", "stop once half_mmd2_v is below this"),
          key(ENGINE, "ENGINE", "auto", "auto, cuda[:i], opencl[:i], cpu or reference"),
          key(PRECISION, "P", "float", "float or double"),
          key(
              SUMMATION,
              "HOW",
              "exact",
              "exact, or tf32: steps on tensor cores with numbers of 11 bits, whose error is told"),
          key(METRICS_EVERY, "K", "50", "steps between two rows of metrics.csv"),
          key(SNAPSHOTS, "WHEN", "log(60)", "every(K), log(COUNT) or none"),
          key(CHECKPOINT_EVERY, "K", "1000", "steps between two checkpoints"),
          open(
              MONITORS,
              "LIST",
              "what to watch besides the metrics: " + String.join(", ", Monitors.names())));

  /** The names of {@link #ALL}. */
  public static final List<String> NAMES = ALL.stream().map(ExperimentKey::name).toList();

  private ExperimentKeys() {}

  /** The key of this name. */
  static ExperimentKey of(String name) {
    return ALL.get(NAMES.indexOf(name));
  }

  private static ExperimentKey key(String name, String type, String value, String help) {
    return new ExperimentKey(name, type, Optional.of(value), help);
  }

  private static ExperimentKey open(String name, String type, String help) {
    return new ExperimentKey(name, type, Optional.empty(), help);
  }
}
