package org.mmdflow.statistic;

/**
 * Is told how long work gets on, several times a second at most, on the thread that asked for it.
 * May throw to end the work: nothing is left behind.
 */
@FunctionalInterface
public interface Watch {
  /** Nobody looks. */
  Watch NOBODY = (what, done, total) -> {};

  /**
   * A piece of work got on.
   *
   * @param what in a few words
   * @param done from 0 to {@code total}
   */
  void progress(String what, long done, long total);

  /** Likewise where there is nothing new to tell. */
  default void check() {
    progress("", 1, 1);
  }
}
