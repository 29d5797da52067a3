package org.mmdflow.network.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Threads that share out numbered parts of a work. Which thread takes a part must not matter to the
 * result. Used by one thread at a time; the parts run on threads of the team.
 */
final class Team implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  /** A team of so many threads, at least 1, the calling one included. */
  Team(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "mmdflow-network");
              thread.setDaemon(true);
              return thread;
            });
  }

  int threads() {
    return threads;
  }

  /**
   * Runs parts 0 to {@code parts - 1} and returns when all are done.
   *
   * @param worker makes, for each thread, what runs its parts: it may hold scratch memory
   */
  void run(int parts, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> takeParts =
        () -> {
          IntConsumer mine = worker.get();
          for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            mine.accept(part);
          }
          return null;
        };
    List<Future<Void>> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, parts); i++) {
      helpers.add(pool.submit(takeParts));
    }
    try {
      takeParts.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      next.set(parts);
      await(helpers);
    }
  }

  private static void await(List<Future<Void>> helpers) {
    boolean interrupted = false;
    for (Future<Void> helper : helpers) {
      while (true) {
        try {
          helper.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("a worker thread failed: " + e.getCause(), e.getCause());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
