package org.mmdflow.engine.opencl;

import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Driver;
import org.mmdflow.engine.gpu.Layout;
import org.mmdflow.engine.gpu.Queue;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.engine.gpu.Tile;

/** An OpenCL device with its queue and its programs. */
final class OpenClDriver implements Driver {
  private final OpenClDevice device;
  private final OpenClQueue queue;
  private final Programs programs;

  OpenClDriver(OpenClDevice device, ProgramCache cache) {
    this.device = device;
    queue = new OpenClQueue(device);
    programs = new Programs(queue, device, cache);
  }

  @Override
  public String engine() {
    return OpenClProvider.NAME;
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
    return device.largestBuffer();
  }

  @Override
  public Layout layout() {
    return device.traits();
  }

  @Override
  public Queue queue() {
    return queue;
  }

  @Override
  public Queue.Entry sums(SumProgram program, Tile tile, String name) {
    return programs.sums(program, name);
  }

  @Override
  public Queue.Entry finish(Precision precision, String name) {
    return programs.finish(precision, name);
  }

  @Override
  public Queue.Entry steps(Precision precision, String name) {
    return programs.steps(precision, name);
  }

  @Override
  public void close() {
    programs.close();
    queue.close();
  }
}
