package org.mmdflow.engine.opencl;

import java.util.Optional;
import org.jocl.cl_mem;

/** A buffer that grows to what is asked of it; what it held is lost then. */
final class Scratch {
  private final OpenClSession session;
  private Optional<cl_mem> memory = Optional.empty();
  private long bytes;

  Scratch(OpenClSession session) {
    this.session = session;
  }

  /** At least so many bytes. */
  cl_mem atLeast(long wanted) {
    if (memory.isEmpty() || bytes < wanted) {
      free();
      memory =
          Optional.of(
              session.allocate(
                  (double) wanted, "sums of " + wanted + " bytes", "use fewer points"));
      bytes = wanted;
    }
    return memory.orElseThrow();
  }

  void free() {
    memory.ifPresent(session.queue()::free);
    memory = Optional.empty();
    bytes = 0;
  }
}
