package org.mmdflow.engine.cuda;

import java.util.EnumSet;
import java.util.List;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.gpu.GpuEngine;

/** Offers every device that NVIDIA's driver sees. */
public final class CudaProvider implements EngineProvider {
  /** The engine's name. */
  public static final String NAME = "cuda";

  /** For the service loader. */
  public CudaProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Probe probe() {
    CudaDevices found = CudaDevices.find();
    return new Probe(found.devices().stream().map(CudaProvider::device).toList(), found.reasons());
  }

  @Override
  public Engine open(int index, EngineOptions options) {
    List<CudaDevice> devices = CudaDevices.find().devices();
    if (index >= devices.size()) {
      throw new IllegalStateException(
          "engine cuda has " + devices.size() + " devices, no number " + index);
    }
    return open(devices.get(index));
  }

  /** Opens a device. */
  static GpuEngine open(CudaDevice device) {
    return new GpuEngine(new CudaDriver(device), device(device));
  }

  private static Device device(CudaDevice device) {
    return new Device(
        NAME,
        device.name(),
        device.memory(),
        EnumSet.of(Capability.DOUBLE, Capability.GPU),
        "a CUDA device",
        device.details());
  }
}
