package org.mmdflow.engine.opencl;

import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.cl_kernel;
import org.jocl.cl_program;
import org.mmdflow.engine.Precision;

/** The programs of one device, built when they are first asked for, and their kernels. */
final class Programs implements AutoCloseable {
  private static final String FINISH = "opencl/finish.cl";
  private static final String STEPS = "opencl/steps.cl";

  private final DeviceQueue queue;
  private final Traits traits;
  private final ProgramCache cache;
  private final Map<String, cl_program> programs = new HashMap<>();
  private final Map<Key, cl_kernel> kernels = new HashMap<>();

  /** A kernel of a file, for what the file is specialised to. */
  private record Key(String file, Object specialisation, String name) {}

  Programs(DeviceQueue queue, Traits traits, ProgramCache cache) {
    this.queue = queue;
    this.traits = traits;
    this.cache = cache;
  }

  /** A kernel of the sums that {@code program} describes. */
  cl_kernel sums(SumProgram program, String name) {
    return kernels.computeIfAbsent(
        new Key(SumProgram.FILE, program, name),
        key -> make(SumProgram.FILE, program.options(traits), name));
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
        key -> make(file, SumProgram.common(precision, traits), name));
  }

  private cl_kernel make(String file, String options, String name) {
    cl_program program =
        programs.computeIfAbsent(
            file + ' ' + options,
            key -> cache.program(queue.context(), KernelSources.of(file), options));
    return queue.kernel(program, name);
  }

  @Override
  public void close() {
    kernels.values().forEach(CL::clReleaseKernel);
    kernels.clear();
    programs.values().forEach(CL::clReleaseProgram);
    programs.clear();
  }
}
