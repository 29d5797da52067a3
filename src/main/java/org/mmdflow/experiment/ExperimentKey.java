package org.mmdflow.experiment;

import java.util.Optional;

/**
 * One key of an experiment file, which is also a flag: {@code step-size} is {@code --step-size}.
 *
 * @param name as it is written in YAML
 * @param type what stands there, for usage lines: {@code N}, {@code KERNEL}, {@code FILE}
 * @param defaultValue what stands where the key is missing; empty where that is no fixed value
 * @param help one line
 */
public record ExperimentKey(String name, String type, Optional<String> defaultValue, String help) {
  /** The flag of the same meaning. */
  public String flag() {
    return "--" + name;
  }
}
