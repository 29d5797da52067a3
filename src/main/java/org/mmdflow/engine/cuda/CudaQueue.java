package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Buffer;
import org.mmdflow.engine.gpu.Queue;
import org.mmdflow.engine.gpu.Staging;

/** A stream of a device, and how many buffers live on it. Errors are {@link CudaException}s. */
final class CudaQueue implements Queue {
  /** Buffers of all queues that are not freed: tests want none. */
  static final AtomicLong LIVE = new AtomicLong();

  private final CudaContext context;
  private final CUstream stream = new CUstream();
  private final Pointer pinned = new Pointer();
  private final Staging staging;
  private long buffers;
  private long bytes;

  CudaQueue(CudaContext context) {
    this.context = context;
    context.use();
    check(
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
        "cuStreamCreate");
    long bytes = (long) Staging.NUMBERS * Double.BYTES;
    int result = JCudaDriver.cuMemHostAlloc(pinned, bytes, 0);
    if (result != 0) {
      JCudaDriver.cuStreamDestroy(stream);
      throw CudaException.of(result, "cuMemHostAlloc", bytes, "bytes");
    }
    ByteBuffer host = pinned.getByteBuffer(0, bytes);
    staging = new Staging(host.order(ByteOrder.nativeOrder()));
  }

  /** A buffer as the driver knows it. */
  private record Memory(CUdeviceptr address, long bytes) implements Buffer {}

  /** A kernel as the driver knows it, and what its image says that it takes. */
  private record Kernel(CUfunction function, String name, Parameters parameters) implements Entry {}

  private static CUdeviceptr address(Buffer memory) {
    return ((Memory) memory).address;
  }

  private static CUdeviceptr address(Buffer memory, long offset) {
    return address(memory).withByteOffset(offset);
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
    context.use();
    CUdeviceptr address = new CUdeviceptr();
    check(JCudaDriver.cuMemAlloc(address, size), "cuMemAlloc", size, "bytes");
    buffers++;
    bytes += size;
    LIVE.incrementAndGet();
    Memory memory = new Memory(address, size);
    try {
      check(
          JCudaDriver.cuMemsetD8Async(address, (byte) 0, size, stream),
          "cuMemsetD8Async",
          size,
          "bytes");
    } catch (CudaException e) {
      free(memory);
      throw e;
    }
    return memory;
  }

  @Override
  public void free(Buffer memory) {
    context.use();
    buffers--;
    bytes -= ((Memory) memory).bytes;
    LIVE.decrementAndGet();
    // The stream may still work on it.
    JCudaDriver.cuStreamSynchronize(stream);
    check(JCudaDriver.cuMemFree(address(memory)), "cuMemFree");
  }

  @Override
  public void fill(Buffer memory, int word, long bytes) {
    context.use();
    check(
        JCudaDriver.cuMemsetD32Async(address(memory), word, bytes / Integer.BYTES, stream),
        "cuMemsetD32Async",
        bytes,
        "bytes");
  }

  @Override
  public void write(Buffer memory, Precision precision, long first, double[] from) {
    context.use();
    staging.write(
        precision,
        first,
        from,
        (offset, bytes) -> {
          check(
              JCudaDriver.cuMemcpyHtoDAsync(address(memory, offset), pinned, bytes, stream),
              "cuMemcpyHtoDAsync",
              bytes,
              "bytes");
          finish();
        });
  }

  @Override
  public void write(Buffer memory, int[] from) {
    context.use();
    long bytes = (long) from.length * Integer.BYTES;
    staging.bytes().clear().asIntBuffer().put(from);
    check(
        JCudaDriver.cuMemcpyHtoDAsync(address(memory), pinned, bytes, stream),
        "cuMemcpyHtoDAsync",
        bytes,
        "bytes");
    finish();
  }

  @Override
  public void read(Buffer memory, Precision precision, long first, double[] to) {
    context.use();
    staging.read(
        precision,
        first,
        to,
        (offset, bytes) -> {
          check(
              JCudaDriver.cuMemcpyDtoHAsync(pinned, address(memory, offset), bytes, stream),
              "cuMemcpyDtoHAsync",
              bytes,
              "bytes");
          finish();
        });
  }

  @Override
  public int readInteger(Buffer memory) {
    context.use();
    check(
        JCudaDriver.cuMemcpyDtoHAsync(pinned, address(memory), Integer.BYTES, stream),
        "cuMemcpyDtoHAsync",
        "4 bytes");
    finish();
    return staging.bytes().getInt(0);
  }

  /** The entry {@code name} of an image. */
  Entry kernel(String name, String image) {
    context.use();
    String full = name + "_" + image;
    return new Kernel(context.function(full, image), full, Parameters.of(full, image));
  }

  @Override
  public void launch(Entry entry, long columns, long rows, int items, Object... arguments) {
    context.use();
    Kernel kernel = (Kernel) entry;
    kernel.parameters.check(arguments);
    NativePointerObject[] values = new NativePointerObject[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = argument(arguments[i]);
    }
    check(
        JCudaDriver.cuLaunchKernel(
            kernel.function,
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
        kernel.name + ",",
        columns,
        "x",
        rows,
        "blocks of",
        items);
  }

  private static Pointer argument(Object value) {
    if (value instanceof Memory memory) {
      return Pointer.to(memory.address);
    }
    if (value instanceof Integer i) {
      return Pointer.to(new int[] {i});
    }
    if (value instanceof Long l) {
      return Pointer.to(new long[] {l});
    }
    if (value instanceof Float f) {
      return Pointer.to(new float[] {f});
    }
    if (value instanceof Double d) {
      return Pointer.to(new double[] {d});
    }
    throw new IllegalArgumentException("a kernel takes no " + value.getClass());
  }

  /** A graph, ready to be launched. */
  private record Graph(CUgraphExec executable) implements Recording {}

  @Override
  public Recording record(Runnable launches) {
    context.use();
    // Other engines' threads may call whatever they like meanwhile.
    int mode = CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    check(JCudaDriver.cuStreamBeginCapture(stream, mode), "cuStreamBeginCapture");
    CUgraph graph = new CUgraph();
    boolean whole = false;
    int ended;
    try {
      launches.run();
      whole = true;
    } finally {
      ended = JCudaDriver.cuStreamEndCapture(stream, graph);
      if (!whole && ended == CUresult.CUDA_SUCCESS) {
        JCudaDriver.cuGraphDestroy(graph);
      }
    }
    check(ended, "cuStreamEndCapture");
    CUgraphExec executable = new CUgraphExec();
    int made = JCudaDriver.cuGraphInstantiate(executable, graph, 0);
    JCudaDriver.cuGraphDestroy(graph);
    check(made, "cuGraphInstantiate");
    return new Graph(executable);
  }

  @Override
  public void replay(Recording recording) {
    context.use();
    check(JCudaDriver.cuGraphLaunch(((Graph) recording).executable, stream), "cuGraphLaunch");
  }

  @Override
  public void free(Recording recording) {
    context.use();
    // The stream may still work on it.
    JCudaDriver.cuStreamSynchronize(stream);
    check(JCudaDriver.cuGraphExecDestroy(((Graph) recording).executable), "cuGraphExecDestroy");
  }

  @Override
  public void flush() {
    // Launches are on their way as they are made.
  }

  @Override
  public void finish() {
    context.use();
    check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
  }

  void close() {
    context.use();
    JCudaDriver.cuMemFreeHost(pinned);
    JCudaDriver.cuStreamDestroy(stream);
  }
}
