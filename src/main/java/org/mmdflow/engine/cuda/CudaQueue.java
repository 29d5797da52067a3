package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaBuffer.address;
import static org.mmdflow.engine.cuda.CudaException.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
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
    CudaBuffer memory = new CudaBuffer(address, size);
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
    bytes -= ((CudaBuffer) memory).bytes();
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
    return CudaKernel.of(context, name, image);
  }

  @Override
  public void launch(Entry kernel, long columns, long rows, int items, Object... arguments) {
    context.use();
    ((CudaKernel) kernel).launch(stream, columns, rows, items, arguments);
  }

  @Override
  public Recording record(Runnable launches) {
    context.use();
    return CudaGraph.of(stream, launches);
  }

  @Override
  public void replay(Recording recording) {
    context.use();
    ((CudaGraph) recording).launch(stream);
  }

  @Override
  public void free(Recording recording) {
    context.use();
    // The stream may still work on it.
    JCudaDriver.cuStreamSynchronize(stream);
    ((CudaGraph) recording).free();
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
