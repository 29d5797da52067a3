package org.mmdflow.engine.gpu;

import java.util.Optional;

/** A buffer that grows to what is asked of it; what it held is lost then. */
final class Scratch {
  private final GpuSession session;
  private Optional<Buffer> memory = Optional.empty();
  private long bytes;

  Scratch(GpuSession session) {
    this.session = session;
  }

  /** At least so many bytes. */
  Buffer atLeast(long wanted) {
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
