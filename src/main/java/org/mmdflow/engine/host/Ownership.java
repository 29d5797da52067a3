package org.mmdflow.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an engine owns, on which thread, and whether it is still open. Made by the engine's thread.
 */
public final class Ownership {
  /** Something that the engine frees if its user did not. */
  public interface Owned {
    /** Frees it, whatever its state. */
    void free();
  }

  private final Thread thread = Thread.currentThread();
  private final Set<Owned> open = new LinkedHashSet<>();
  private boolean closed;

  /** For the current thread. */
  public Ownership() {}

  /**
   * Passes where the engine is open and this is its thread.
   *
   * @throws IllegalStateException otherwise
   */
  public void check() {
    checkThread();
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  /**
   * Passes on the engine's thread, closed or not.
   *
   * @throws IllegalStateException elsewhere
   */
  public void checkThread() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "the engine belongs to thread \""
              + thread.getName()
              + "\", this is \""
              + Thread.currentThread().getName()
              + "\"");
    }
  }

  /** Takes {@code owned} in. */
  public void add(Owned owned) {
    open.add(owned);
  }

  /** Lets {@code owned} go. */
  public void remove(Owned owned) {
    open.remove(owned);
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Frees what is left, newest first. */
  public void close() {
    closed = true;
    List<Owned> left = new ArrayList<>(open);
    open.clear();
    for (int i = left.size() - 1; i >= 0; i--) {
      left.get(i).free();
    }
  }
}
