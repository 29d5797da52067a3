package org.mmdflow.theory;

import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * How far the gradient of the witness at noisy points agrees with the one at the particles, as a
 * cosine in the space of velocities:
 *
 * <pre>
 *   cos(beta) = P(beta) / sqrt(D(0) D(beta))
 *   P(beta) = E &lt;grad f(x), grad f(x + beta u)&gt;,   D(beta) = E |grad f(x + beta u)|^2
 * </pre>
 *
 * P(beta) is the rate at which noise injection lowers half the squared MMD, D(0) that of the flow
 * without noise. The u are those of the next step, each with its opposite -u, which takes the odd
 * part of the error out. Means are over at most {@value #MOST_PARTICLES} particles, evenly spread
 * over all, by their masses. One state, one thread.
 */
final class Agreement {
  /** Particles in a mean, at most. */
  static final int MOST_PARTICLES = 1024;

  private final FlowView view;
  private final double[] masses;
  private final double[] normals;
  private final Points at;
  private final double[] clean;

  /** Measures the clean gradient: one pass. */
  Agreement(FlowView view) {
    this.view = view;
    Points x = view.particles();
    int n = x.n();
    int some = Math.min(n, MOST_PARTICLES);
    double[] all = new double[n];
    view.state().weights().read(all);
    masses = new double[some];
    at = Points.zeros(some, x.d());
    normals = new double[some * x.d()];
    Noise noise = Noise.of(view.settings().seed());
    double[] u = new double[x.d()];
    for (int k = 0; k < some; k++) {
      int i = (int) ((long) k * n / some);
      masses[k] = all[i];
      System.arraycopy(x.data(), i * x.d(), at.data(), k * x.d(), x.d());
      noise.normals(Purpose.EVALUATION_NOISE, view.step(), i, 1, x.d(), u);
      System.arraycopy(u, 0, normals, k * x.d(), x.d());
    }
    clean = view.gradientAt(at).data();
  }

  /** cos(beta) at one level: two passes. NaN where one of the gradients is 0 everywhere. */
  double cosine(double level) {
    double[] there = gradient(level);
    double[] opposite = gradient(-level);
    double[] mean = new double[there.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = 0.5 * (there[i] + opposite[i]);
    }
    double noisy = 0.5 * (product(there, there) + product(opposite, opposite));
    return product(clean, mean) / Math.sqrt(product(clean, clean) * noisy);
  }

  private double[] gradient(double level) {
    double[] z = new double[normals.length];
    StepArithmetic.perturb(view.settings().precision(), at.data(), level, normals, z);
    return view.gradientAt(Points.of(at.n(), at.d(), z)).data();
  }

  private double product(double[] a, double[] b) {
    double sum = 0;
    int d = at.d();
    for (int k = 0; k < masses.length; k++) {
      double inner = 0;
      for (int c = k * d; c < (k + 1) * d; c++) {
        inner += a[c] * b[c];
      }
      sum += masses[k] * inner;
    }
    return sum;
  }
}
