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
 * @param details what else there is to say of it, one clause, or nothing
 */
public record Device(
    String engine,
    String name,
    long memory,
    Set<Capability> capabilities,
    String why,
    String details) {
  public Device {
    capabilities = Set.copyOf(capabilities);
  }

  /** A device of which there is no more to say. */
  public Device(String engine, String name, long memory, Set<Capability> capabilities, String why) {
    this(engine, name, memory, capabilities, why, "");
  }

  /** The same device, chosen for another reason. */
  public Device because(String reason) {
    return new Device(engine, name, memory, capabilities, reason, details);
  }

  /** True when the device can do {@code capability}. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
