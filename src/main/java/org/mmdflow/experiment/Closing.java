package org.mmdflow.experiment;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the newest first, whatever fails on the way. One thread. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Keeps {@code resource} to be closed. */
  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Nothing is closed any more: whoever took the resources over closes them. */
  Closing release() {
    Closing taken = new Closing();
    taken.opened.addAll(opened);
    opened.clear();
    return taken;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        RuntimeException failure =
            e instanceof RuntimeException r ? r : new IllegalStateException(e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
