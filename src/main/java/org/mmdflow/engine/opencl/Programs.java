package org.mmdflow.engine.opencl;

import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.cl_kernel;
import org.mmdflow.engine.Precision;

/** The kernels of one engine, made when they are first asked for. */
final class Programs implements AutoCloseable {
  private static final String FINISH = "opencl/finish.cl";
  private static final String STEPS = "opencl/steps.cl";

  private final DeviceQueue queue;
  private final OpenClDevice device;
  private final ProgramCache cache;
  private final Map<Key, cl_kernel> kernels = new HashMap<>();

  /** A kernel of a file, for what the file is specialised to. */
  private record Key(String file, Object specialisation, String name) {}

  Programs(DeviceQueue queue, OpenClDevice device, ProgramCache cache) {
    this.queue = queue;
    this.device = device;
    this.cache = cache;
  }

  /** A kernel of the sums that {@code program} describes. */
  cl_kernel sums(SumProgram program, String name) {
    return kernels.computeIfAbsent(
        new Key(SumProgram.FILE, program, name),
        key -> make(SumProgram.FILE, program.options(device.traits()), name));
  }

  /** A kernel of what becomes of sums. */
  cl_kernel finish(Precision precision, String name) {
    return plain(FINISH, precision, name);
  }

  /** A kernel of the steps. */
  cl_kernel steps(Precision precision, String name) {
    return plain(STEPS, precision, name);
  }

  private cl_kernel plain(String file, Precision precision, String name) {
    return kernels.computeIfAbsent(
        new Key(file, precision, name),
        key -> make(file, SumProgram.common(precision, device.traits()), name));
  }

  private cl_kernel make(String file, String options, String name) {
    return queue.kernel(DeviceContext.of(device).program(file, options, cache), name);
  }

  @Override
  public void close() {
    kernels.values().forEach(CL::clReleaseKernel);
    kernels.clear();
  }
}
