package org.mmdflow.engine.opencl;

import java.util.HashMap;
import java.util.Map;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Queue;
import org.mmdflow.engine.gpu.SumProgram;

/** The kernels of one engine, made when they are first asked for. */
final class Programs implements AutoCloseable {
  private static final String SUMS = "opencl/sums.cl";
  private static final String FINISH = "opencl/finish.cl";
  private static final String STEPS = "opencl/steps.cl";

  private final OpenClQueue queue;
  private final OpenClDevice device;
  private final ProgramCache cache;
  private final Map<Key, Queue.Entry> kernels = new HashMap<>();

  /** A kernel of a file, for what the file is specialised to. */
  private record Key(String file, Object specialisation, String name) {}

  Programs(OpenClQueue queue, OpenClDevice device, ProgramCache cache) {
    this.queue = queue;
    this.device = device;
    this.cache = cache;
  }

  /** A kernel of the sums that {@code program} describes. */
  Queue.Entry sums(SumProgram program, String name) {
    return kernels.computeIfAbsent(
        new Key(SUMS, program, name), key -> make(SUMS, device.traits().options(program), name));
  }

  /** A kernel of what becomes of sums. */
  Queue.Entry finish(Precision precision, String name) {
    return plain(FINISH, precision, name);
  }

  /** A kernel of the steps. */
  Queue.Entry steps(Precision precision, String name) {
    return plain(STEPS, precision, name);
  }

  private Queue.Entry plain(String file, Precision precision, String name) {
    return kernels.computeIfAbsent(
        new Key(file, precision, name),
        key -> make(file, device.traits().options(precision), name));
  }

  private Queue.Entry make(String file, String options, String name) {
    return queue.kernel(DeviceContext.of(device).program(file, options, cache), name);
  }

  @Override
  public void close() {
    kernels.values().forEach(OpenClQueue::release);
    kernels.clear();
  }
}
