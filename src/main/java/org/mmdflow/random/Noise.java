package org.mmdflow.random;

/**
 * The random words of one seed, addressed by purpose, step, particle and coordinate. Immutable;
 * safe for any thread. Nothing is consumed: the same address always gives the same bits, however a
 * range is cut into calls.
 *
 * <p>The recipe. The word of coordinate {@code j} of particle {@code i} at step {@code n} is word
 * {@code j mod 4} of the {@link Philox} block with key {@code k0} = low, {@code k1} = high 32 bits
 * of the seed and counter
 *
 * <ul>
 *   <li>{@code c0 = j / 4},
 *   <li>{@code c1} = bits 31 to 0 of {@code i},
 *   <li>{@code c2} = bits 31 to 0 of {@code n},
 *   <li>{@code c3} = purpose code in bits 31 to 24, bits 43 to 32 of {@code n} in bits 23 to 12,
 *       bits 43 to 32 of {@code i} in bits 11 to 0.
 * </ul>
 *
 * <p>Its normal is {@link NormalTransform#normal}, its uniform {@code (w + 0.5) 2^-32} with {@code
 * w} unsigned. {@link #boundedIndex} takes 64 bits of two neighbouring coordinates.
 *
 * <p>Arrays are row-major, {@code count} x {@code dimension}, written from index 0; what lies
 * beyond is left alone. Steps and particles lie in 0 to 2^44 - 1. Every method throws
 * IllegalArgumentException for an argument out of range, naming the value and the limit.
 */
public final class Noise {
  /** Steps and particles lie below this. */
  public static final long LIMIT = 1L << 44;

  /** Words made at a time: small enough for the first-level cache. A multiple of 4. */
  private static final int CHUNK = 1024;

  private final long seed;
  private final int k0;
  private final int k1;

  private Noise(long seed) {
    this.seed = seed;
    this.k0 = (int) seed;
    this.k1 = (int) (seed >>> 32);
  }

  /**
   * {@return the noise of a seed}
   *
   * @param seed all 64 bits count
   */
  public static Noise of(long seed) {
    return new Noise(seed);
  }

  /** {@return the seed} */
  public long seed() {
    return seed;
  }

  /**
   * Writes standard normals; {@link NormalTransform} states their error.
   *
   * @param purpose what for
   * @param step at which step
   * @param firstParticle the particle of row 0
   * @param count rows, at least 0
   * @param dimension columns, at least 1
   * @param out receives {@code count} x {@code dimension} normals
   */
  public void normals(
      Purpose purpose, long step, long firstParticle, int count, int dimension, float[] out) {
    fill(
        purpose,
        step,
        firstParticle,
        count,
        dimension,
        out.length,
        (words, length, offset) -> {
          for (int i = 0; i < length; i++) {
            out[offset + i] = NormalTransform.normal(words[i]);
          }
        });
  }

  /**
   * Writes the same normals as the float variant, widened.
   *
   * @param purpose what for
   * @param step at which step
   * @param firstParticle the particle of row 0
   * @param count rows, at least 0
   * @param dimension columns, at least 1
   * @param out receives {@code count} x {@code dimension} normals
   */
  public void normals(
      Purpose purpose, long step, long firstParticle, int count, int dimension, double[] out) {
    fill(
        purpose,
        step,
        firstParticle,
        count,
        dimension,
        out.length,
        (words, length, offset) -> {
          for (int i = 0; i < length; i++) {
            out[offset + i] = NormalTransform.normal(words[i]);
          }
        });
  }

  /**
   * Writes uniforms in (0, 1), both ends excluded: odd multiples of 2^-33.
   *
   * @param purpose what for
   * @param step at which step
   * @param firstParticle the particle of row 0
   * @param count rows, at least 0
   * @param dimension columns, at least 1
   * @param out receives {@code count} x {@code dimension} uniforms
   */
  public void uniforms(
      Purpose purpose, long step, long firstParticle, int count, int dimension, double[] out) {
    fill(
        purpose,
        step,
        firstParticle,
        count,
        dimension,
        out.length,
        (words, length, offset) -> {
          for (int i = 0; i < length; i++) {
            out[offset + i] = (Integer.toUnsignedLong(words[i]) + 0.5) * 0x1p-32;
          }
        });
  }

  /**
   * Writes the raw words.
   *
   * @param purpose what for
   * @param step at which step
   * @param firstParticle the particle of row 0
   * @param count rows, at least 0
   * @param dimension columns, at least 1
   * @param out receives {@code count} x {@code dimension} words
   */
  public void words(
      Purpose purpose, long step, long firstParticle, int count, int dimension, int[] out) {
    fill(
        purpose,
        step,
        firstParticle,
        count,
        dimension,
        out.length,
        (words, length, offset) -> System.arraycopy(words, 0, out, offset, length));
  }

  /**
   * An unbiased index in 0 to {@code bound - 1}: Lemire's multiplication with rejection ("Fast
   * random integer generation in an interval", 2019). Attempt {@code a} = 0, 1, ... takes the 64
   * bits {@code r}: high half coordinate {@code 2 a}, low half coordinate {@code 2 a + 1}, of
   * particle {@code index}; the low 64 bits of {@code r bound} below {@code 2^64 mod bound} reject
   * it, else the high 64 bits are the result.
   *
   * @param purpose what for
   * @param step at which step
   * @param index stands in the place of the particle
   * @param bound at least 1
   * @return the index
   */
  public long boundedIndex(Purpose purpose, long step, long index, long bound) {
    checkBelowLimit("step", step);
    checkBelowLimit("index", index);
    checkAtLeast("bound", bound, 1);
    return new IndexDraws(this, purpose, step).bounded(index, bound);
  }

  /**
   * {@code m} distinct indices of 0 to {@code n - 1}, ascending; every subset is equally likely.
   * Floyd's algorithm: for {@code j} from {@code n - m} to {@code n - 1}, draw {@code t} with
   * {@link #boundedIndex} at index {@code j}, bound {@code j + 1}; take {@code t}, or {@code j}
   * where {@code t} is already taken. Memory: {@code n} bits.
   *
   * @param purpose what for
   * @param step at which step
   * @param n size of the set, at most 2^31 - 1
   * @param m size of the subset, 0 to {@code n}
   * @return a new array of length {@code m}
   */
  public int[] subset(Purpose purpose, long step, long n, int m) {
    return subset(purpose, step, 0, n, m);
  }

  /**
   * Likewise with {@link #boundedIndex} at index {@code first + j}: subsets whose first indices lie
   * {@code n} or more apart are independent.
   *
   * @param purpose what for
   * @param step at which step
   * @param first added to every index
   * @param n size of the set, at most 2^31 - 1
   * @param m size of the subset, 0 to {@code n}
   * @return a new array of length {@code m}
   */
  public int[] subset(Purpose purpose, long step, long first, long n, int m) {
    checkBelowLimit("step", step);
    checkBelowLimit("first index", first);
    checkAtLeast("n", n, 0);
    if (n > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("n is too large: " + n + " > " + Integer.MAX_VALUE);
    }
    checkAtLeast("m", m, 0);
    if (m > n) {
      throw new IllegalArgumentException("subset is larger than the set: " + m + " > " + n);
    }
    checkBelowLimit("last index", first + Math.max(0, n - 1));
    return new IndexDraws(this, purpose, step).subset(first, (int) n, m);
  }

  /**
   * A permutation of 0 to {@code n - 1}; all are equally likely up to the 64 bits of the seed.
   * Fisher and Yates: from the identity, for {@code i} from {@code n - 1} down to 1, swap places
   * {@code i} and {@link #boundedIndex} at index {@code i}, bound {@code i + 1}.
   *
   * @param purpose what for
   * @param step tells permutations of one purpose apart
   * @param n the length, at least 0
   * @return a new array of length {@code n}
   */
  public int[] permutation(Purpose purpose, long step, int n) {
    checkBelowLimit("step", step);
    checkAtLeast("n", n, 0);
    return new IndexDraws(this, purpose, step).permutation(n);
  }

  /** Writes one block, the words of coordinates {@code 4 c0} to {@code 4 c0 + 3}, unchecked. */
  void block(Purpose purpose, long step, long particle, int c0, int[] out, int offset) {
    int c3 = (purpose.code() << 24) | ((int) (step >>> 32) << 12) | (int) (particle >>> 32);
    Philox.block(c0, (int) particle, (int) step, c3, k0, k1, out, offset);
  }

  /** Takes {@code length} finished words that belong at {@code offset} of the output. */
  private interface Sink {
    void accept(int[] words, int length, int offset);
  }

  private void fill(
      Purpose purpose, long step, long first, int count, int dimension, int length, Sink sink) {
    checkRange(step, first, count, dimension, length);
    int columns = Math.min(dimension, CHUNK);
    int rows = CHUNK / columns;
    // A row's last block may reach 3 words into the next row, which then overwrites them.
    int[] words = new int[CHUNK + 3];
    for (long row = 0; row < count; row += rows) {
      int height = (int) Math.min(rows, count - row);
      for (long column = 0; column < dimension; column += columns) {
        int width = (int) Math.min(columns, dimension - column);
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j += 4) {
            int c0 = (int) (column + j) >>> 2;
            block(purpose, step, first + row + i, c0, words, i * width + j);
          }
        }
        sink.accept(words, height * width, (int) (row * dimension + column));
      }
    }
  }

  static void checkRange(long step, long firstParticle, int count, int dimension, int length) {
    checkBelowLimit("step", step);
    checkBelowLimit("first particle", firstParticle);
    checkAtLeast("count", count, 0);
    checkAtLeast("dimension", dimension, 1);
    if (firstParticle + count > LIMIT) {
      throw new IllegalArgumentException(
          "particles reach too far: " + firstParticle + " + " + count + " > " + LIMIT);
    }
    if ((long) count * dimension > length) {
      throw new IllegalArgumentException(
          "output is too short: " + length + " < " + count + " x " + dimension);
    }
  }

  private static void checkBelowLimit(String name, long value) {
    if (value < 0 || value >= LIMIT) {
      throw new IllegalArgumentException(
          name + " is out of range: " + value + " is not in 0 to " + (LIMIT - 1));
    }
  }

  private static void checkAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is too small: " + value + " < " + least);
    }
  }
}
