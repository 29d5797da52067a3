package org.mmdflow.measure;

import org.mmdflow.random.Purpose;

/**
 * A probability law on R^d from which any number of points may be drawn; with a number it is a
 * {@link Distribution}.
 *
 * <p>Point i of a draw is made of the random words of particle i alone, so that a draw of more
 * points begins with the draw of fewer. Which coordinates of {@link org.mmdflow.random.Noise} a law
 * uses stands with the law; no two uses share one. Immutable, safe for any number of threads.
 */
public interface Law {
  /** Dimension of the space. */
  int d();

  /**
   * Draws n points.
   *
   * @param seed the run's seed
   * @param purpose {@link Purpose#START}, {@link Purpose#TARGET} or {@link Purpose#DATA}
   * @param step which draw
   * @param firstParticle whose random words make point 0; point i is made of those of the i-th
   *     after it
   * @param n how many, at least 1
   * @param out n x d row-major, overwritten
   * @throws IllegalArgumentException if {@code out} has another length than n d, or a particle
   *     reaches {@link org.mmdflow.random.Noise#LIMIT}
   */
  void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out);

  /** Likewise from particle 0 on. */
  default void draw(long seed, Purpose purpose, long step, int n, double[] out) {
    draw(seed, purpose, step, 0, n, out);
  }

  /** The expression of n points of this law, such as {@code gaussian(n=10, mean=[0], sd=1)}. */
  String expression(int n);

  /** The law together with how many points one draw has. */
  default Distribution of(int n) {
    return new LawDistribution(this, n);
  }

  /** Draw 0 of n points, for {@link Purpose#START}. */
  default Points sample(int n, long seed) {
    return of(n).sample(seed, Purpose.START);
  }
}
