package org.mmdflow.engine.opencl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/**
 * A device's context and the programs built in it, which all engines on the device share and which
 * stay for the life of the process: making them takes some drivers seconds. Thread-safe, as OpenCL
 * is here.
 */
final class DeviceContext {
  private static final Map<cl_device_id, DeviceContext> ALL = new ConcurrentHashMap<>();

  private final cl_context context;
  private final Map<String, cl_program> programs = new ConcurrentHashMap<>();

  private DeviceContext(OpenClDevice device) {
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
    cl_device_id[] devices = {device.id()};
    context =
        OpenClQueue.checked(
            "clCreateContext",
            "",
            () -> CL.clCreateContext(properties, 1, devices, null, null, null));
  }

  static DeviceContext of(OpenClDevice device) {
    return ALL.computeIfAbsent(device.id(), id -> new DeviceContext(device));
  }

  cl_context context() {
    return context;
  }

  /** The program of a kernel file with these options, built by {@code cache} where it is new. */
  cl_program program(String file, String options, ProgramCache cache) {
    return programs.computeIfAbsent(
        file + ' ' + options, key -> cache.program(context, KernelSources.of(file), options));
  }
}
