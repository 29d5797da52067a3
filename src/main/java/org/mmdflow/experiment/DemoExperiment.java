package org.mmdflow.experiment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The demonstration: particles from one narrow Gaussian flow onto the postal codes of the
 * contiguous United States, by the energy kernel, on the data that comes with the program.
 *
 * <p>The clouds live in the plane of {@link PostalCodes}; {@link PostalCodes#degrees} maps them to
 * longitude and latitude.
 */
public final class DemoExperiment {
  private DemoExperiment() {}

  /** The settings, by key; others may be put on top. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ExperimentKeys.SEED, "1");
    settings.put(ExperimentKeys.START, "gaussian(n=2500, mean=[0, 0], sd=0.05)");
    settings.put(ExperimentKeys.TARGET, PostalCodes.NAME + "(n=4000)");
    settings.put(ExperimentKeys.KERNEL, "energy");
    settings.put(ExperimentKeys.STEP_SIZE, "linear(0.2, 2, over=150)");
    settings.put(ExperimentKeys.MOMENTUM, "0.6");
    settings.put(ExperimentKeys.STEPS, "400");
    settings.put(ExperimentKeys.METRICS_EVERY, "10");
    settings.put(ExperimentKeys.SNAPSHOTS, "log(60)");
    settings.put(ExperimentKeys.CHECKPOINT_EVERY, "100");
    return settings;
  }

  /** The same with noise injection that fades, to compare. */
  public static Map<String, String> withNoise() {
    Map<String, String> settings = settings();
    settings.put(ExperimentKeys.SCHEME, "noise-injection");
    settings.put(ExperimentKeys.NOISE, "linear(0.1, 0, over=240)");
    return settings;
  }
}
