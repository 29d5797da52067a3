package org.mmdflow.engine.opencl;

import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_TRUE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/**
 * A queue of a device (in order), and how many buffers live on it. Errors are {@link
 * OpenClException}s.
 */
final class DeviceQueue implements AutoCloseable {
  /** Buffers of all queues that are not freed: tests want none. */
  static final AtomicLong LIVE = new AtomicLong();

  /** Numbers of a transfer that are converted at once. */
  private static final int TRANSFER = 1 << 18;

  private final cl_context context;
  private final cl_command_queue queue;
  private final ByteBuffer staging =
      ByteBuffer.allocateDirect(TRANSFER * Double.BYTES).order(ByteOrder.nativeOrder());

  /** What each kernel was last given: setting an argument takes longer than comparing it. */
  private final IdentityHashMap<cl_kernel, Object[]> given = new IdentityHashMap<>();

  private long buffers;

  @SuppressWarnings("deprecation") // the queue of OpenCL 1.2, which all devices have
  DeviceQueue(OpenClDevice device) {
    context = DeviceContext.of(device).context();
    queue =
        checked(
            "clCreateCommandQueue",
            "",
            () -> CL.clCreateCommandQueue(context, device.id(), 0, null));
  }

  cl_context context() {
    return context;
  }

  /** Buffers that are not freed. */
  long buffers() {
    return buffers;
  }

  /** A buffer of zeros. */
  cl_mem allocate(long bytes) {
    cl_mem memory =
        checked(
            "clCreateBuffer",
            bytes + " bytes",
            () -> CL.clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, null));
    buffers++;
    LIVE.incrementAndGet();
    try {
      fill(memory, 0, bytes);
      // Some devices take memory at its first use only: failing here is failing in time.
      finish();
    } catch (OpenClException e) {
      free(memory);
      throw e;
    }
    return memory;
  }

  void free(cl_mem memory) {
    // A later buffer may have the same handle.
    given.clear();
    buffers--;
    LIVE.decrementAndGet();
    checked("clReleaseMemObject", "", () -> CL.clReleaseMemObject(memory));
  }

  /** Fills whole words of 4 bytes. */
  void fill(cl_mem memory, int word, long bytes) {
    checked(
        "clEnqueueFillBuffer",
        bytes + " bytes",
        () ->
            CL.clEnqueueFillBuffer(
                queue, memory, Pointer.to(new int[] {word}), 4, 0, bytes, 0, null, null));
  }

  /** Writes numbers, rounded to {@code precision}, from number {@code first} of the buffer on. */
  void write(cl_mem memory, Precision precision, long first, double[] from) {
    for (int at = 0; at < from.length; at += TRANSFER) {
      int count = Math.min(TRANSFER, from.length - at);
      staging.clear();
      for (int i = at; i < at + count; i++) {
        if (precision == Precision.FLOAT) {
          staging.putFloat((float) from[i]);
        } else {
          staging.putDouble(from[i]);
        }
      }
      long offset = (first + at) * precision.bytes();
      long bytes = (long) count * precision.bytes();
      checked(
          "clEnqueueWriteBuffer",
          bytes + " bytes",
          () ->
              CL.clEnqueueWriteBuffer(
                  queue, memory, CL_TRUE, offset, bytes, Pointer.to(staging), 0, null, null));
    }
  }

  /** Reads numbers of {@code precision} from number {@code first} of the buffer on. */
  void read(cl_mem memory, Precision precision, long first, double[] to) {
    for (int at = 0; at < to.length; at += TRANSFER) {
      int count = Math.min(TRANSFER, to.length - at);
      staging.clear();
      long offset = (first + at) * precision.bytes();
      long bytes = (long) count * precision.bytes();
      checked(
          "clEnqueueReadBuffer",
          bytes + " bytes",
          () ->
              CL.clEnqueueReadBuffer(
                  queue, memory, CL_TRUE, offset, bytes, Pointer.to(staging), 0, null, null));
      for (int i = at; i < at + count; i++) {
        to[i] = precision == Precision.FLOAT ? staging.getFloat() : staging.getDouble();
      }
    }
  }

  /** Reads one integer. */
  int readInteger(cl_mem memory) {
    int[] one = new int[1];
    checked(
        "clEnqueueReadBuffer",
        "4 bytes",
        () -> CL.clEnqueueReadBuffer(queue, memory, CL_TRUE, 0, 4, Pointer.to(one), 0, null, null));
    return one[0];
  }

  cl_kernel kernel(cl_program program, String name) {
    return checked("clCreateKernel", name, () -> CL.clCreateKernel(program, name, null));
  }

  /**
   * Enqueues {@code columns} x {@code rows} groups of {@code items}. Arguments are buffers, {@link
   * Integer}, {@link Long}, {@link Float} or {@link Double}.
   */
  void launch(cl_kernel kernel, String name, long columns, long rows, int items, Object... args) {
    Object[] before = given.computeIfAbsent(kernel, k -> new Object[args.length]);
    for (int i = 0; i < args.length; i++) {
      if (!args[i].equals(before[i])) {
        set(kernel, name, i, args[i]);
        before[i] = args[i];
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
    if (value instanceof cl_mem memory) {
      size = Sizeof.cl_mem;
      pointer = Pointer.to(memory);
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

  /** Hands what is queued to the device. */
  void flush() {
    checked("clFlush", "", () -> CL.clFlush(queue));
  }

  /** Waits until all that is queued is done. */
  void finish() {
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
