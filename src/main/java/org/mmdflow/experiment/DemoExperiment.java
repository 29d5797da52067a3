package org.mmdflow.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mmdflow.io.PostalCodes;

/**
 * The demonstration: particles from one narrow Gaussian flow onto the postal codes of the
 * contiguous United States, by the energy kernel, on the data that comes with the program.
 *
 * <p>The clouds live in the plane of {@link PostalCodes}; {@link PostalCodes#degrees} maps them to
 * longitude and latitude.
 */
public final class DemoExperiment {
  /** What is said on the demonstration's page; measured with the settings below and seed 1. */
  public static final String WHAT_NOISE_DOES =
      "What noise does here: of 4,000 particles none ends as a stray (more than 0.12, about one"
          + " degree, from every postal code), and half_mmd2_v ends at 1.8e-6. Without noise it ends"
          + " there too, but 2 particles are left behind where the pull of the many balances; noise"
          + " shakes them loose. It must fade: kept at 0.1 it blurs the map, half_mmd2_v 2.0e-5 and 3"
          + " strays. Without noise, momentum and the growing step: 1.3e-5 and 61 strays.";

  private DemoExperiment() {}

  /** The settings, by key; others may be put on top. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ExperimentKeys.SEED, "1");
    settings.put(ExperimentKeys.START, "gaussian(n=4000, mean=[0, 0], sd=0.05)");
    settings.put(ExperimentKeys.TARGET, PostalCodes.NAME + "(n=6400)");
    settings.put(ExperimentKeys.KERNEL, "energy");
    settings.put(ExperimentKeys.SCHEME, "noise-injection");
    settings.put(ExperimentKeys.NOISE, "linear(0.1, 0, over=240)");
    settings.put(ExperimentKeys.STEP_SIZE, "linear(0.2, 2, over=150)");
    settings.put(ExperimentKeys.MOMENTUM, "0.8");
    settings.put(ExperimentKeys.STEPS, "400");
    settings.put(ExperimentKeys.METRICS_EVERY, "10");
    settings.put(ExperimentKeys.SNAPSHOTS, "log(60)");
    settings.put(ExperimentKeys.CHECKPOINT_EVERY, "100");
    return settings;
  }

  /** True when {@code values} are those of the demonstration in all that decides its outcome. */
  public static boolean isMeasured(Map<String, String> values) {
    Map<String, String> measured = settings();
    return Stream.of(
            ExperimentKeys.SEED,
            ExperimentKeys.START,
            ExperimentKeys.TARGET,
            ExperimentKeys.KERNEL,
            ExperimentKeys.SCHEME,
            ExperimentKeys.NOISE,
            ExperimentKeys.STEP_SIZE,
            ExperimentKeys.MOMENTUM,
            ExperimentKeys.STEPS)
        .allMatch(key -> Objects.equals(measured.get(key), values.get(key)));
  }
}
