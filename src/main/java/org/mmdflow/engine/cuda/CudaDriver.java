package org.mmdflow.engine.cuda;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Driver;
import org.mmdflow.engine.gpu.Layout;
import org.mmdflow.engine.gpu.Queue;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.engine.gpu.Tile;

/** A CUDA device with its stream and its kernels. */
final class CudaDriver implements Driver {
  private final CudaDevice device;
  private final CudaLayout layout;
  private final CudaQueue queue;
  private final Map<String, Queue.Entry> kernels = new HashMap<>();

  CudaDriver(CudaDevice device) {
    this(device, new CudaLayout(device.hasTensorCores(), true));
  }

  CudaDriver(CudaDevice device, CudaLayout layout) {
    this.device = device;
    this.layout = layout;
    queue = new CudaQueue(CudaContext.of(device));
  }

  @Override
  public String engine() {
    return CudaProvider.NAME;
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public long memory() {
    return device.memory();
  }

  @Override
  public long largestBuffer() {
    return device.memory();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public Optional<Ceiling> ceiling(SumProgram program) {
    return CudaCeiling.of(device, program, layout.usesTensorCores(program));
  }

  @Override
  public Queue queue() {
    return queue;
  }

  @Override
  public Queue.Entry sums(SumProgram program, Tile tile, String name) {
    return entry(name, tile.image());
  }

  @Override
  public Queue.Entry finish(Precision precision, String name) {
    return entry(name, "finish_" + Images.name(precision));
  }

  @Override
  public Queue.Entry steps(Precision precision, String name) {
    return entry(name, "steps_" + Images.name(precision));
  }

  private Queue.Entry entry(String name, String image) {
    return kernels.computeIfAbsent(name + "_" + image, key -> queue.kernel(name, image));
  }

  @Override
  public void close() {
    queue.close();
  }
}
