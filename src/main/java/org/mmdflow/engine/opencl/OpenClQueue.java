package org.mmdflow.engine.opencl;

import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_TRUE;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Buffer;
import org.mmdflow.engine.gpu.Queue;
import org.mmdflow.engine.gpu.Staging;

/**
 * A queue of a device (in order), and how many buffers live on it. Errors are {@link
 * OpenClException}s.
 */
final class OpenClQueue implements Queue, AutoCloseable {
  /** Buffers of all queues that are not freed: tests want none. */
  static final AtomicLong LIVE = new AtomicLong();

  private final cl_context context;
  private final cl_command_queue queue;
  private final Staging staging =
      new Staging(ByteBuffer.allocateDirect(Staging.NUMBERS * Double.BYTES));

  /** What each kernel was last given: setting an argument takes longer than comparing it. */
  private final IdentityHashMap<cl_kernel, Object[]> given = new IdentityHashMap<>();

  private long buffers;
  private long bytes;

  @SuppressWarnings("deprecation") // the queue of OpenCL 1.2, which all devices have
  OpenClQueue(OpenClDevice device) {
    context = DeviceContext.of(device).context();
    queue =
        checked(
            "clCreateCommandQueue",
            "",
            () -> CL.clCreateCommandQueue(context, device.id(), 0, null));
  }

  /** A buffer as OpenCL knows it. */
  private record Memory(cl_mem handle, long bytes) implements Buffer {}

  /** A kernel as OpenCL knows it. */
  private record Kernel(cl_kernel handle, String name) implements Entry {}

  private static cl_mem handle(Buffer memory) {
    return ((Memory) memory).handle;
  }

  @Override
  public long buffers() {
    return buffers;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public Buffer allocate(long size) {
    Buffer memory =
        checked(
            "clCreateBuffer",
            size + " bytes",
            () ->
                new Memory(CL.clCreateBuffer(context, CL_MEM_READ_WRITE, size, null, null), size));
    buffers++;
    bytes += size;
    LIVE.incrementAndGet();
    try {
      fill(memory, 0, size);
      // Some devices take memory at its first use only: failing here is failing in time.
      finish();
    } catch (OpenClException e) {
      free(memory);
      throw e;
    }
    return memory;
  }

  @Override
  public void free(Buffer memory) {
    // A later buffer may have the same handle.
    given.clear();
    buffers--;
    bytes -= ((Memory) memory).bytes;
    LIVE.decrementAndGet();
    checked("clReleaseMemObject", "", () -> CL.clReleaseMemObject(handle(memory)));
  }

  @Override
  public void fill(Buffer memory, int word, long bytes) {
    Pointer pattern = Pointer.to(new int[] {word});
    checked(
        "clEnqueueFillBuffer",
        bytes + " bytes",
        () -> CL.clEnqueueFillBuffer(queue, handle(memory), pattern, 4, 0, bytes, 0, null, null));
  }

  @Override
  public void write(Buffer memory, Precision precision, long first, double[] from) {
    Pointer host = Pointer.to(staging.bytes());
    staging.write(
        precision,
        first,
        from,
        (offset, bytes) ->
            checked(
                "clEnqueueWriteBuffer",
                bytes + " bytes",
                () ->
                    CL.clEnqueueWriteBuffer(
                        queue, handle(memory), CL_TRUE, offset, bytes, host, 0, null, null)));
  }

  @Override
  public void write(Buffer memory, int[] from) {
    long bytes = (long) from.length * Integer.BYTES;
    checked(
        "clEnqueueWriteBuffer",
        bytes + " bytes",
        () ->
            CL.clEnqueueWriteBuffer(
                queue, handle(memory), CL_TRUE, 0, bytes, Pointer.to(from), 0, null, null));
  }

  @Override
  public void read(Buffer memory, Precision precision, long first, double[] to) {
    Pointer host = Pointer.to(staging.bytes());
    staging.read(
        precision,
        first,
        to,
        (offset, bytes) ->
            checked(
                "clEnqueueReadBuffer",
                bytes + " bytes",
                () ->
                    CL.clEnqueueReadBuffer(
                        queue, handle(memory), CL_TRUE, offset, bytes, host, 0, null, null)));
  }

  @Override
  public int readInteger(Buffer memory) {
    int[] one = new int[1];
    checked(
        "clEnqueueReadBuffer",
        "4 bytes",
        () ->
            CL.clEnqueueReadBuffer(
                queue, handle(memory), CL_TRUE, 0, 4, Pointer.to(one), 0, null, null));
    return one[0];
  }

  Entry kernel(cl_program program, String name) {
    return checked(
        "clCreateKernel", name, () -> new Kernel(CL.clCreateKernel(program, name, null), name));
  }

  static void release(Entry kernel) {
    CL.clReleaseKernel(((Kernel) kernel).handle);
  }

  @Override
  public void launch(Entry entry, long columns, long rows, int items, Object... arguments) {
    cl_kernel kernel = ((Kernel) entry).handle;
    String name = ((Kernel) entry).name;
    Object[] before = given.computeIfAbsent(kernel, k -> new Object[arguments.length]);
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].equals(before[i])) {
        set(kernel, name, i, arguments[i]);
        before[i] = arguments[i];
      }
    }
    long[] global = {columns * items, rows};
    long[] local = {items, 1};
    checked(
        "clEnqueueNDRangeKernel",
        name + ", " + columns + " x " + rows + " groups of " + items,
        () -> CL.clEnqueueNDRangeKernel(queue, kernel, 2, null, global, local, 0, null, null));
  }

  private static void set(cl_kernel kernel, String name, int index, Object value) {
    long size;
    Pointer pointer;
    if (value instanceof Memory memory) {
      size = Sizeof.cl_mem;
      pointer = Pointer.to(memory.handle);
    } else if (value instanceof Integer i) {
      size = Integer.BYTES;
      pointer = Pointer.to(new int[] {i});
    } else if (value instanceof Long l) {
      size = Long.BYTES;
      pointer = Pointer.to(new long[] {l});
    } else if (value instanceof Float f) {
      size = Float.BYTES;
      pointer = Pointer.to(new float[] {f});
    } else if (value instanceof Double d) {
      size = Double.BYTES;
      pointer = Pointer.to(new double[] {d});
    } else {
      throw new IllegalArgumentException("a kernel takes no " + value.getClass());
    }
    checked(
        "clSetKernelArg",
        name + ", argument " + index,
        () -> CL.clSetKernelArg(kernel, index, size, pointer));
  }

  /** OpenCL 1.2 records nothing: what is to be launched again is made again. */
  private record Launches(Runnable again) implements Recording {}

  @Override
  public Recording record(Runnable launches) {
    return new Launches(launches);
  }

  @Override
  public void replay(Recording recording) {
    ((Launches) recording).again.run();
  }

  @Override
  public void free(Recording recording) {
    // Nothing is held.
  }

  @Override
  public void flush() {
    checked("clFlush", "", () -> CL.clFlush(queue));
  }

  @Override
  public void finish() {
    checked("clFinish", "", () -> CL.clFinish(queue));
  }

  /** Runs a call whose failure is an exception of JOCL's. */
  static <T> T checked(String call, String sizes, Supplier<T> body) {
    try {
      return body.get();
    } catch (CLException e) {
      throw OpenClException.of(e.getStatus(), call, sizes);
    }
  }

  @Override
  public void close() {
    CL.clReleaseCommandQueue(queue);
  }
}
