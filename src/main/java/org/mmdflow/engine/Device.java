package org.mmdflow.engine;

import java.util.Set;

/**
 * What an engine runs on.
 *
 * @param engine the engine's name: {@code cuda}, {@code opencl}, {@code cpu} or {@code reference}
 * @param name the device in words, as its maker and driver name it
 * @param memory bytes that its clouds can take in all
 * @param capabilities what it can do
 * @param why why it was chosen, one clause
 */
public record Device(
    String engine, String name, long memory, Set<Capability> capabilities, String why) {
  public Device {
    capabilities = Set.copyOf(capabilities);
  }

  /** The same device, chosen for another reason. */
  public Device because(String reason) {
    return new Device(engine, name, memory, capabilities, reason);
  }

  /** True when the device can do {@code capability}. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
