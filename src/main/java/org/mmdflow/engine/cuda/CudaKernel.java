package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;
import org.mmdflow.engine.gpu.Queue;

/**
 * A kernel, ready to be launched: the only place that launches one.
 *
 * @param parameters what its image says that it takes
 */
record CudaKernel(CUfunction function, Parameters parameters) implements Queue.Entry {
  /** The entry {@code name} of an image of the calling thread's context. */
  static CudaKernel of(CudaContext context, String name, String image) {
    String full = name + "_" + image;
    return new CudaKernel(context.function(full, image), Parameters.of(full, image));
  }

  /** Enqueues {@code columns} x {@code rows} blocks of {@code items}. */
  void launch(CUstream stream, long columns, long rows, int items, Object... arguments) {
    parameters.check(arguments);
    NativePointerObject[] values = new NativePointerObject[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pointer(arguments[i]);
    }
    check(
        JCudaDriver.cuLaunchKernel(
            function,
            Math.toIntExact(columns),
            Math.toIntExact(rows),
            1,
            items,
            1,
            1,
            0,
            stream,
            Pointer.to(values),
            null),
        "cuLaunchKernel",
        parameters.kernel() + ",",
        columns,
        "x",
        rows,
        "blocks of",
        items);
  }

  /** To an argument that passed the check. */
  private static Pointer pointer(Object argument) {
    if (argument instanceof CudaBuffer memory) {
      return Pointer.to(memory.address());
    }
    if (argument instanceof Integer i) {
      return Pointer.to(new int[] {i});
    }
    if (argument instanceof Float f) {
      return Pointer.to(new float[] {f});
    }
    if (argument instanceof Double d) {
      return Pointer.to(new double[] {d});
    }
    return Pointer.to(new long[] {(Long) argument});
  }
}
