package org.mmdflow.measure;

import org.mmdflow.random.Noise;
import org.mmdflow.random.NormalTransform;
import org.mmdflow.random.Purpose;

/**
 * The random words of one particle after the other, a block of particles at a time. For laws that
 * mix normals with uniforms. Holds its buffer: one thread.
 */
final class Words {
  private static final int BLOCK = 4096;

  private final Noise noise;
  private final Purpose purpose;
  private final long step;
  private final long firstParticle;
  private final int n;
  private final int width;
  private final int rows;
  private final int[] words;
  private int particle = -1;
  private int row;

  /** The words of coordinates 0 to {@code width - 1} of n particles from the first one on. */
  Words(long seed, Purpose purpose, long step, long firstParticle, int n, int width) {
    this.noise = Noise.of(seed);
    this.purpose = purpose;
    this.step = step;
    this.firstParticle = firstParticle;
    this.n = n;
    this.width = width;
    this.rows = Math.max(1, BLOCK / width);
    this.words = new int[Math.multiplyExact(rows, width)];
  }

  /** Goes to the next particle; the first call goes to the first one. */
  void next() {
    particle++;
    row = particle % rows;
    if (row == 0) {
      int count = Math.min(rows, n - particle);
      noise.words(purpose, step, firstParticle + particle, count, width, words);
    }
  }

  /** The standard normal at a coordinate. */
  double normal(int coordinate) {
    return NormalTransform.normal(words[row * width + coordinate]);
  }

  /** The uniform in (0, 1) at a coordinate, 32 bits. */
  double uniform(int coordinate) {
    return (Integer.toUnsignedLong(words[row * width + coordinate]) + 0.5) * 0x1p-32;
  }

  /**
   * The uniform in [0, 1) of two coordinates, 53 bits: the word at {@code coordinate} is the high
   * one.
   */
  double wideUniform(int coordinate) {
    int at = row * width + coordinate;
    long bits = ((long) words[at] << 32) | Integer.toUnsignedLong(words[at + 1]);
    return (bits >>> 11) * 0x1p-53;
  }

  /** Checks a draw's output. */
  static void checkLength(int n, int d, double[] out) {
    if ((long) n * d != out.length) {
      throw new IllegalArgumentException(
          n + " x " + d + " points need " + (long) n * d + " values, got " + out.length);
    }
  }
}
