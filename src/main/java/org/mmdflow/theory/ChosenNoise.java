package org.mmdflow.theory;

import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Controller;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;
import org.mmdflow.objective.Metrics;

/**
 * A noise level of noise injection that chooses itself, from what it measures of the flow.
 *
 * <ul>
 *   <li>While the target is far: the largest level beta at which the gradient that the noisy points
 *       see still points along the clean one, {@code cos(beta) >= cosine} ({@link Agreement}). Much
 *       noise keeps particles from being left behind, too much of it gains nothing. Where no level
 *       of the grid agrees, the smallest: such a flow is stuck, and without any noise would stay
 *       so.
 *   <li>At the end: with U and V half the squared MMD by the two statistics, V - U is what V would
 *       be, were particles and target two samples of one law. Once U is below {@value #FAR} of
 *       these, the level is multiplied by {@code sqrt(U / (100 (V - U)))}, 0 where U is not
 *       positive: the noise goes as what is left to gain goes down to the error of sampling.
 * </ul>
 *
 * <p>The levels tried are max, max / sqrt 2, max / 2, ..., at most {@value #LEVELS} of them; the
 * level chosen is interpolated between the first that agrees and the one before. The largest level
 * should be well above what is useful: {@link #maxFor} takes four times the pooled spread of start
 * and target. Distances are the only scale, so that units and kernel do not matter.
 *
 * <p>Nothing is remembered: the same state gives the same level, bit for bit, in a resumed flow
 * too. Immutable; any thread. A decision costs a pass over the pairs for the metrics and, at up to
 * {@value Agreement#MOST_PARTICLES} of the particles, one for the clean gradient and two for each
 * level tried.
 */
public final class ChosenNoise implements Controller {
  /** Steps between two decisions, where nothing else is said. */
  public static final int EVERY = 20;

  /** The cosine that is enough, where nothing else is said. */
  public static final double COSINE = 0.18;

  /** Below so many times the error of sampling the noise begins to go. */
  static final int FAR = 100;

  /** Levels of the grid: from max down to max / 91. */
  static final int LEVELS = 14;

  private final double max;
  private final long every;
  private final double cosine;

  private ChosenNoise(double max, long every, double cosine) {
    if (!(max > 0 && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the largest noise level must be above 0 and finite but is " + max);
    }
    if (!(cosine > 0 && cosine < 1)) {
      throw new IllegalArgumentException("the cosine must be in (0, 1) but is " + cosine);
    }
    Cadence.every(every);
    this.max = max;
    this.every = every;
    this.cosine = cosine;
  }

  /**
   * Levels up to {@code max}, chosen every {@value #EVERY} steps.
   *
   * @param max above 0, in the units of the points
   */
  public static ChosenNoise upTo(double max) {
    return of(max, EVERY, COSINE);
  }

  /**
   * Likewise with all numbers given.
   *
   * @param max above 0, in the units of the points
   * @param every steps between two decisions, at least 1
   * @param cosine in (0, 1): less is more noise, a slower flow and fewer particles left behind
   */
  public static ChosenNoise of(double max, long every, double cosine) {
    return new ChosenNoise(max, every, cosine);
  }

  /** The largest level to try where two clouds have this pooled {@link Spread}. */
  public static double maxFor(double spread) {
    return 4 * spread;
  }

  @Override
  public Cadence cadence() {
    return Cadence.every(every);
  }

  /**
   * Chooses the level of the next steps.
   *
   * @throws IllegalStateException if the scheme of the flow is not noise injection
   */
  @Override
  public Control decide(FlowView view) {
    if (!(view.settings().scheme() instanceof Scheme.NoiseInjection)) {
      throw new IllegalStateException(
          "a noise level can be chosen for noise-injection only, but the scheme is "
              + view.settings().scheme().name());
    }
    double left = left(view.metrics());
    return Control.noiseLevel(left == 0 ? 0 : left * largest(new Agreement(view)));
  }

  /** What is left of the noise at the end: in [0, 1], 1 while the target is far. */
  static double left(Metrics metrics) {
    double u = metrics.halfMmd2U();
    if (Double.isNaN(u)) {
      return 1;
    }
    double enough = FAR * (metrics.halfMmd2V() - u);
    return u <= 0 ? 0 : u >= enough ? 1 : Math.sqrt(u / enough);
  }

  private double largest(Agreement agreement) {
    double before = Double.NaN;
    for (int k = 0; k < LEVELS; k++) {
      double here = agreement.cosine(level(k));
      if (here >= cosine) {
        return Double.isNaN(before) ? level(k) : between(k, here, before);
      }
      before = here;
    }
    return level(LEVELS - 1);
  }

  /** Where the cosine passes its bound between two levels, taken as linear in log beta. */
  private double between(int k, double here, double before) {
    double share = (here - cosine) / (here - before);
    return level(k) * StrictMath.pow(level(k - 1) / level(k), share);
  }

  /** Level k of the grid, from the largest down. */
  double level(int k) {
    return Math.scalb(k % 2 == 0 ? max : max * Math.sqrt(0.5), -(k / 2));
  }

  /** The expression that reads back to this. */
  @Override
  public String toString() {
    return "chosen(max="
        + Numbers.format(max)
        + ", every="
        + every
        + ", cosine="
        + Numbers.format(cosine)
        + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChosenNoise c && c.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
