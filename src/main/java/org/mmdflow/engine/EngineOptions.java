package org.mmdflow.engine;

import java.util.function.Consumer;

/**
 * What a user may ask of an engine.
 *
 * @param threads of engines that run on the processor; 0 for all that it has
 * @param notice is told, a line each, why something takes long
 */
public record EngineOptions(int threads, Consumer<String> notice) {
  /** All threads, and no notices. */
  public static final EngineOptions DEFAULT = new EngineOptions(0);

  /** So many threads, and no notices. */
  public EngineOptions(int threads) {
    this(threads, line -> {});
  }

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
