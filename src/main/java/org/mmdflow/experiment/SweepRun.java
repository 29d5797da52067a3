package org.mmdflow.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run of a sweep.
 *
 * @param number from 1
 * @param values of the swept keys, in the order in which the user swept them
 * @param seed of this run
 * @param folder its name within the sweep's folder
 */
public record SweepRun(int number, Map<String, String> values, long seed, String folder) {
  /** Keeps its own map. */
  public SweepRun {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The swept values but for the seed: runs of one setting repeat each other. */
  public Map<String, String> setting() {
    Map<String, String> setting = new LinkedHashMap<>(values);
    setting.remove(ExperimentKeys.SEED);
    return setting;
  }

  /** Setting and seed in words: {@code noise=0.5, seed=42}. */
  public String label() {
    Map<String, String> all = setting();
    all.put(ExperimentKeys.SEED, Long.toString(seed));
    return words(all);
  }

  /** Keys and values in words. */
  public static String words(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
