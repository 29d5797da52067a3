package org.mmdflow.random;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Adds the normals of {@link Noise} to particles that do not lie in an engine's cloud. Whoever
 * computes, the bits are the same. Safe for any thread.
 */
public interface Perturbation {
  /**
   * {@code x_j <- fma((float) level, u_j, x_j)} for {@code j < dimension}, rounded once; {@code u}
   * are the normals of a particle. What lies beyond in {@code x} is left alone.
   *
   * @param level standard deviation of what is added
   * @param seed of the noise
   * @param purpose what for
   * @param step 0 to 2^44 - 1
   * @param particle 0 to 2^44 - 1
   * @param dimension at least 1
   * @param x is changed
   * @throws IllegalArgumentException for an argument out of range, naming the value and the limit
   */
  void add(
      double level, long seed, Purpose purpose, long step, long particle, int dimension, float[] x);

  /** An implementation that may or may not run here, found by {@link ServiceLoader}. */
  interface Provider {
    /** {@return the implementation; empty where it does not run} */
    Optional<Perturbation> open();
  }

  /**
   * Checks what {@link #add} is given.
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  static void check(long step, long particle, int dimension, float[] x) {
    Noise.checkRange(step, particle, 1, dimension, x.length);
  }

  /** {@return that in plain Java} */
  static Perturbation plain() {
    return (level, seed, purpose, step, particle, dimension, x) -> {
      check(step, particle, dimension, x);
      float[] normals = new float[dimension];
      Noise.of(seed).normals(purpose, step, particle, 1, dimension, normals);
      float factor = (float) level;
      for (int j = 0; j < dimension; j++) {
        x[j] = Math.fma(factor, normals[j], x[j]);
      }
    };
  }

  /** {@return the fastest that runs here} */
  static Perturbation fastest() {
    for (Provider provider :
        ServiceLoader.load(Provider.class, Perturbation.class.getClassLoader())) {
      Optional<Perturbation> found = provider.open();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return plain();
  }
}
