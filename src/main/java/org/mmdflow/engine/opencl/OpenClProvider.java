package org.mmdflow.engine.opencl;

import java.util.List;
import java.util.Set;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;

/** Offers the devices of OpenCL. */
public final class OpenClProvider implements EngineProvider {
  /** The engine's name. */
  public static final String NAME = "opencl";

  /** For the service loader. */
  public OpenClProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Probe probe() {
    return new Probe(OpenClDevices.list().stream().map(OpenClProvider::device).toList(), List.of());
  }

  @Override
  public Engine open(int index, EngineOptions options) {
    List<OpenClDevice> devices = OpenClDevices.list();
    OpenClDevice device = devices.get(index);
    ProgramCache cache = new ProgramCache(ProgramCache.usersFolder(), device.driver());
    return new OpenClEngine(new OpenClSession(device, cache), device(device));
  }

  private static Device device(OpenClDevice device) {
    return new Device(
        NAME,
        device.name(),
        device.memory(),
        device.hasDouble() ? Set.of(Capability.DOUBLE) : Set.of(),
        "an OpenCL device",
        device.driver());
  }
}
