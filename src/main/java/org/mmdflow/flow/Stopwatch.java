package org.mmdflow.flow;

/** Adds up the time of one kind of work. */
final class Stopwatch {
  private long nanos;

  void add(long sinceNanos) {
    nanos += System.nanoTime() - sinceNanos;
  }

  double seconds() {
    return nanos * 1e-9;
  }
}
