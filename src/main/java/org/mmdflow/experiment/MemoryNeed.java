package org.mmdflow.experiment;

import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;

/**
 * How many bytes a flow of N particles and M target points in d dimensions takes: what the
 * objective and the flow allocate, counted, and what the engine says of its sums and steps.
 */
final class MemoryNeed {
  private MemoryNeed() {}

  /**
   * Bytes on the device: positions, velocity, gradient, weights, two columns of values; the target
   * and its weights; the engine's own.
   */
  static long device(Engine engine, long n, long m, int d, boolean momentum, Precision precision) {
    long clouds = momentum ? 3 : 2;
    return precision.bytes() * (n * (clouds * d + 3) + m * (d + 1L))
        + engine.workingBytes(n, m, d, precision);
  }

  /** Bytes of the Java heap, all in double: host copies of the clouds and the stepper's buffers. */
  static long host(long n, long m, int d) {
    return 8 * (n * (10L * d + 4) + m * (3L * d + 2));
  }

  /** The largest N for which the device's memory and {@code heap} bytes suffice, 0 if none. */
  static long largestN(
      Engine engine, long m, int d, boolean momentum, Precision precision, long heap) {
    long without = device(engine, 0, m, d, momentum, precision);
    long perParticle = device(engine, 1, m, d, momentum, precision) - without;
    long byDevice = (engine.device().memory() - without) / perParticle;
    long byHost = (heap - host(0, m, d)) / host(1, 0, d);
    long byArray = (Integer.MAX_VALUE - 8L) / d;
    return Math.max(0, Math.min(Math.min(byDevice, byHost), byArray));
  }
}
