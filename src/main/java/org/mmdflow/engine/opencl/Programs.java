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
  private final Map<String, cl_kernel> kernels = new HashMap<>();

  Programs(DeviceQueue queue, Traits traits, ProgramCache cache) {
    this.queue = queue;
    this.traits = traits;
    this.cache = cache;
  }

  /** A kernel of the sums that {@code program} describes. */
  cl_kernel sums(SumProgram program, String name) {
    return kernel(SumProgram.FILE, program.options(traits), name);
  }

  /** A kernel of what becomes of sums. */
  cl_kernel finish(Precision precision, String name) {
    return kernel(FINISH, SumProgram.common(precision, traits), name);
  }

  /** A kernel of the steps. */
  cl_kernel steps(Precision precision, String name) {
    return kernel(STEPS, SumProgram.common(precision, traits), name);
  }

  private cl_kernel kernel(String file, String options, String name) {
    String key = file + ' ' + options;
    cl_program program = programs.computeIfAbsent(key, k -> build(file, options));
    return kernels.computeIfAbsent(key + ' ' + name, k -> queue.kernel(program, name));
  }

  private cl_program build(String file, String options) {
    return cache.program(queue.context(), KernelSources.of(file), options);
  }

  @Override
  public void close() {
    kernels.values().forEach(CL::clReleaseKernel);
    kernels.clear();
    programs.values().forEach(CL::clReleaseProgram);
    programs.clear();
  }
}
