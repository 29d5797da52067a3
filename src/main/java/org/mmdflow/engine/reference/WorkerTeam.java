package org.mmdflow.engine.reference;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that wait for work between calls. Blocks are dealt by an atomic counter, so nobody waits
 * for a slow thread; which thread takes a block must not matter to its result. The calling thread
 * works too. Used by one calling thread.
 */
final class WorkerTeam implements AutoCloseable {
  /** Work on the numbers from {@code first} to {@code last - 1}. */
  interface Task {
    void run(int first, int last, Workspace workspace);
  }

  private record Job(Task task, int count, int size, AtomicInteger next) {
    void takeBlocks(Workspace workspace) {
      for (int first = next.getAndAdd(size); first < count; first = next.getAndAdd(size)) {
        task.run(first, Math.min(count, first + size), workspace);
        if (count - first <= size) {
          return;
        }
      }
    }
  }

  private final int threads;
  private final Workspace own = new Workspace();
  private boolean started;
  private int helpers;

  // Guarded by this.
  private Optional<Job> job = Optional.empty();
  private long generation;
  private int working;
  private Optional<Throwable> failure = Optional.empty();
  private boolean closed;

  WorkerTeam(int threads) {
    this.threads = threads;
  }

  int threads() {
    return threads;
  }

  /**
   * Cuts {@code count} into blocks of {@code size} and returns when all are done.
   *
   * @throws IllegalStateException if a block failed, with the first failure as the cause
   */
  void run(int count, int size, Task task) {
    Job mine = new Job(task, count, size, new AtomicInteger());
    if (threads == 1 || count <= size) {
      mine.takeBlocks(own);
      return;
    }
    start();
    begin(mine);
    try {
      mine.takeBlocks(own);
    } finally {
      // What is left is not begun when the caller's own block failed.
      mine.next().set(count);
      await();
    }
    rethrow();
  }

  private void start() {
    if (started) {
      return;
    }
    started = true;
    for (int i = 1; i < threads; i++) {
      Thread thread = new Thread(this::serve, "mmdflow-reference-" + i);
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError limit) {
        // The system gives no more threads: those that run do all the work.
        return;
      }
      helpers++;
    }
  }

  private synchronized void begin(Job mine) {
    job = Optional.of(mine);
    generation++;
    working = helpers;
    failure = Optional.empty();
    notifyAll();
  }

  private synchronized void await() {
    boolean interrupted = false;
    while (working > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    job = Optional.empty();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void rethrow() {
    if (failure.isPresent()) {
      throw new IllegalStateException("a worker thread failed: " + failure.get(), failure.get());
    }
  }

  private void serve() {
    Workspace workspace = new Workspace();
    long seen = 0;
    while (true) {
      Optional<Job> next = next(seen);
      if (next.isEmpty()) {
        return;
      }
      seen++;
      Optional<Throwable> thrown = Optional.empty();
      try {
        next.get().takeBlocks(workspace);
      } catch (Throwable t) {
        next.get().next().set(next.get().count());
        thrown = Optional.of(t);
      }
      done(thrown);
    }
  }

  /** Waits for the job after number {@code seen}; empty when the team is closed. */
  private synchronized Optional<Job> next(long seen) {
    while (generation == seen && !closed) {
      try {
        wait();
      } catch (InterruptedException ignored) {
        // Nobody has a reason to interrupt a worker; close() ends it.
      }
    }
    return closed ? Optional.empty() : job;
  }

  private synchronized void done(Optional<Throwable> thrown) {
    if (failure.isEmpty()) {
      failure = thrown;
    }
    working--;
    if (working == 0) {
      notifyAll();
    }
  }

  /** Ends the threads. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
