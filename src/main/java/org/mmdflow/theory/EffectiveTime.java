package org.mmdflow.theory;

import java.util.OptionalDouble;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.Scheme;

/**
 * The flow time that counts in the rate 1/t (Arbel et al. 2019, Proposition 7): {@code sum_n
 * gamma_n (1 - 3/2 gamma_n L)} over Euler steps of sizes gamma_n, where the kernel's gradient is
 * L-Lipschitz, since {@code F_n+1 <= F_n - gamma_n (1 - 3/2 gamma_n L) G_n} and {@code G_n >= 4
 * F_n^2 / C} give {@code 1 / F_n+1 >= 1 / F_n + 4 gamma_n (1 - 3/2 gamma_n L) / C}. Where L is
 * unknown, the sum of the step sizes themselves: the continuous flow's time. Pure functions.
 */
final class EffectiveTime {
  /** By how much a step size may pass 2/(3L) in rounding. */
  private static final double ROUNDING = 1e-12;

  private EffectiveTime() {}

  /** Whether the rate is of such a flow: Euler steps, no momentum, the target kept. */
  static boolean applies(FlowSettings settings) {
    return settings.scheme() instanceof Scheme.Euler
        && settings.momentum() == 0
        && !settings.redrawTarget();
  }

  /**
   * The sum over the steps from {@code first} to the one before {@code end}.
   *
   * @param elapsed flow time that they took; where the schedule's step sizes do not add up to it, a
   *     controller chose others and the sum is not known
   * @return NaN where it is not known, or a step is longer than 2/(3L)
   */
  static double between(FlowSettings settings, long first, long end, double elapsed) {
    OptionalDouble lipschitz = settings.kernel().lipschitz();
    double time = 0;
    double effective = 0;
    for (long n = first; n < end; n++) {
      double gamma = settings.stepSize().at(n);
      double share = 1 - 1.5 * gamma * lipschitz.orElse(0);
      if (share < -ROUNDING) {
        return Double.NaN;
      }
      time += gamma;
      effective += gamma * Math.max(0, share);
    }
    return Math.abs(time - elapsed) <= 1e-6 * elapsed ? effective : Double.NaN;
  }
}
