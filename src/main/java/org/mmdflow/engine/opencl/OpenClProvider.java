package org.mmdflow.engine.opencl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.gpu.GpuEngine;

/** Offers every device of every OpenCL platform. */
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
    OpenClDevices found = OpenClDevices.find();
    return new Probe(
        found.devices().stream().map(OpenClProvider::device).toList(), found.reasons());
  }

  @Override
  public Engine open(int index, EngineOptions options) {
    List<OpenClDevice> devices = OpenClDevices.find().devices();
    if (index >= devices.size()) {
      throw new IllegalStateException(
          "engine opencl has " + devices.size() + " devices, no number " + index);
    }
    OpenClDevice device = devices.get(index);
    return open(
        device,
        new ProgramCache(
            ProgramCache.usersFolder(), device, ProgramCache.WORTH_KEEPING, options.notice()));
  }

  /** Opens a device with a cache of programs. */
  static GpuEngine open(OpenClDevice device, ProgramCache cache) {
    return new GpuEngine(new OpenClDriver(device, cache), device(device));
  }

  private static Device device(OpenClDevice device) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (device.hasDouble()) {
      capabilities.add(Capability.DOUBLE);
    }
    if (device.gpu()) {
      capabilities.add(Capability.GPU);
    }
    return new Device(
        NAME, device.name(), device.memory(), capabilities, "an OpenCL device", device.details());
  }
}
