package org.mmdflow.engine.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an engine owns, on which thread, and whether it is still open. */
final class Ownership {
  /** Something that the engine frees if its user did not. */
  interface Owned {
    void free();
  }

  private final Thread thread = Thread.currentThread();
  private final Set<Owned> open = new LinkedHashSet<>();
  private boolean closed;

  /** Throws unless the engine is open and this is its thread. */
  void check() {
    checkThread();
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  void checkThread() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "the engine belongs to thread \""
              + thread.getName()
              + "\", this is \""
              + Thread.currentThread().getName()
              + "\"");
    }
  }

  void add(Owned owned) {
    open.add(owned);
  }

  void remove(Owned owned) {
    open.remove(owned);
  }

  boolean isClosed() {
    return closed;
  }

  /** Frees what is left, newest first. */
  void close() {
    closed = true;
    List<Owned> left = new ArrayList<>(open);
    open.clear();
    for (int i = left.size() - 1; i >= 0; i--) {
      left.get(i).free();
    }
  }
}
