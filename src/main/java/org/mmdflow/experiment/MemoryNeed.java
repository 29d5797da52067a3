package org.mmdflow.experiment;

/**
 * How many bytes a flow of N particles and M target points in d dimensions takes: what the
 * objective, the flow and an interpreting stepper allocate, counted. Upper bounds for engines that
 * fuse steps.
 */
final class MemoryNeed {
  private MemoryNeed() {}

  /**
   * Bytes on the device: positions, velocity, noisy positions, two gradients, weights, two columns
   * of values; the target and its weights.
   */
  static long device(long n, long m, int d, boolean momentum, int bytes) {
    long clouds = momentum ? 5 : 4;
    return bytes * (n * (clouds * d + 3) + m * (d + 1L));
  }

  /** Bytes of the Java heap, all in double: host copies of the clouds and the stepper's buffers. */
  static long host(long n, long m, int d) {
    return 8 * (n * (10L * d + 4) + m * (3L * d + 2));
  }

  /** The largest N for which {@code device} and {@code host} bytes suffice, 0 if none. */
  static long largestN(long m, int d, boolean momentum, int bytes, long device, long host) {
    long perParticle = device(1, 0, d, momentum, bytes);
    long byDevice = (device - device(0, m, d, momentum, bytes)) / perParticle;
    long byHost = (host - host(0, m, d)) / host(1, 0, d);
    long byArray = (Integer.MAX_VALUE - 8L) / d;
    return Math.max(0, Math.min(Math.min(byDevice, byHost), byArray));
  }
}
