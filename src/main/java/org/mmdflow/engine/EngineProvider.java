package org.mmdflow.engine;

import java.util.List;

/**
 * A kind of engine, found by {@link java.util.ServiceLoader}. Probing never throws: what cannot run
 * says every reason.
 */
public interface EngineProvider {
  /** {@code cuda}, {@code opencl}, {@code cpu} or {@code reference}. */
  String name();

  /** The devices it could open now, or all reasons why there are none. */
  Probe probe();

  /**
   * Opens device number {@code index} of {@link Probe#devices}.
   *
   * @throws IllegalStateException if it cannot be opened after all
   * @throws org.mmdflow.expression.UserError if a setting of the user stands against it
   */
  Engine open(int index, EngineOptions options);

  /**
   * What a probe found.
   *
   * @param devices in the engine's own order
   * @param reasons why there are no (more) devices, each one clause
   */
  record Probe(List<Device> devices, List<String> reasons) {
    public Probe {
      devices = List.copyOf(devices);
      reasons = List.copyOf(reasons);
    }
  }
}
