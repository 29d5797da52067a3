package org.mmdflow.engine;

/**
 * What a user may ask of an engine.
 *
 * @param threads of engines that run on the processor; 0 for all that it has
 */
public record EngineOptions(int threads) {
  /** All threads. */
  public static final EngineOptions DEFAULT = new EngineOptions(0);

  public EngineOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0 but is " + threads);
    }
  }

  /** The number of threads meant. */
  public int resolvedThreads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
