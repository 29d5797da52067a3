package org.mmdflow.measure;

import java.util.Optional;
import org.mmdflow.random.Purpose;

/**
 * A law on R^d from which points are drawn by counters: point i of draw {@code step} depends on the
 * seed, the purpose, the step and i alone, so that any engine, thread or machine draws the same
 * bits. The points of a draw count equally, unless there are {@link #weights()}.
 *
 * <p>Immutable and safe for any number of threads. {@link Object#toString()} is the expression that
 * makes it again.
 */
public interface Distribution {
  /** How many points one draw has. */
  int n();

  /** Dimension of the space. */
  int d();

  /**
   * Draws n points into {@code out} (n x d row-major, overwritten).
   *
   * @param seed the run's seed
   * @param purpose {@link Purpose#START}, {@link Purpose#TARGET} or {@link Purpose#DATA}
   * @param step which draw: 0 for a fixed cloud, the step's number when redrawn at each step
   * @param firstParticle whose random words the draw begins with; it takes those of less than 2^31
   *     particles, so that draws which begin 2^32 apart are independent
   */
  void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out);

  /** Likewise from particle 0 on. */
  default void draw(long seed, Purpose purpose, long step, double[] out) {
    draw(seed, purpose, step, 0, out);
  }

  /** The masses of the n points, the same in every draw; 1/n each where empty. */
  default Optional<Weights> weights() {
    return Optional.empty();
  }

  /** True when every draw is the same: points given one by one, or read from a file. */
  default boolean isFixed() {
    return false;
  }

  /** One draw as points. */
  default Points sample(long seed, Purpose purpose) {
    Points points = Points.zeros(n(), d());
    draw(seed, purpose, 0, points.data());
    return points;
  }
}
