package org.mmdflow.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The swept values in words: {@code noise=0.5, kernel=energy}; empty where only seeds vary. */
  public String setting() {
    return values.entrySet().stream()
        .filter(e -> !e.getKey().equals(ExperimentKeys.SEED))
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Likewise with the seed. */
  public String label() {
    return Stream.of(setting(), ExperimentKeys.SEED + "=" + seed)
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
