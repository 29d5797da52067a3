package org.mmdflow.engine.opencl;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says what is going on, once, if it has not ended within a second. */
final class LongWait {
  private static final long MILLISECONDS = 1000;

  private final CountDownLatch over = new CountDownLatch(1);

  LongWait(Consumer<String> notice, String what) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                if (!over.await(MILLISECONDS, TimeUnit.MILLISECONDS)) {
                  notice.accept(what + " (once; this may take a minute)");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "mmdflow-wait");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The wait is over. */
  void end() {
    over.countDown();
  }
}
