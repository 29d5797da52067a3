package org.mmdflow.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the figures of a reproduction come from.
 *
 * @param origin machine, engine, version, time taken, in the order to show
 * @param command the command that makes them again
 * @param complete whether all that was asked for has run
 */
public record Provenance(Map<String, Object> origin, String command, boolean complete) {
  /** Keeps its own map. */
  public Provenance {
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
  }
}
