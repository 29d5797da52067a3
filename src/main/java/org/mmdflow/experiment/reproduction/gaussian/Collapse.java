package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Published;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Rows;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy.Way;

/**
 * The trap of the Gaussian toy in numbers: almost all particles at the target's centre of mass,
 * some gone far out.
 */
final class Collapse {
  /** Where the plain run is held against the figures known of it. */
  static final long PLAIN_STEP = 10_000;

  /** Where the run with noise is, some time after the noise is off. */
  static final long NOISY_STEP = 7000;

  /** The share of N(0, I) in the plane within a distance r: 1 - exp(-r^2 / 2). */
  private static final double TARGET_NEAR = -Math.expm1(-Reading.NEAR * Reading.NEAR / 2);

  private static final String NEAR = "share within 0.5 of the centre";
  private static final String FAR = "share beyond 5";

  private Collapse() {}

  /** The trap without noise: the paper states no number, the authors' slides say it in words. */
  static List<Row> plainRows(Recordings found) {
    String plain = Way.PLAIN.words() + ": ";
    return List.of(
        Rows.atLeast(
            plain + NEAR + ", step 10,000",
            Published.words("“almost all particles”"),
            0.85,
            plain(found, Reading::collapsed)),
        Rows.atLeast(
            plain + FAR + ", step 10,000",
            Published.words("“some escape”"),
            0.05,
            plain(found, Reading::escaped)));
  }

  /** No trap after noise. */
  static List<Row> noisyRows(Recordings found) {
    String noise = Way.NOISE_AT_FIRST.words() + ": ";
    return List.of(
        Rows.near(
            noise + NEAR + ", step 7,000", TARGET_NEAR, 0.08, noisy(found, Reading::collapsed)),
        Rows.atMost(
            noise + FAR + ", step 7,000", Published.NOTHING, 0.02, noisy(found, Reading::escaped)));
  }

  private static double[] plain(Recordings found, ToDoubleFunction<Reading> figure) {
    return found.at(Way.PLAIN.words(), PLAIN_STEP, figure);
  }

  private static double[] noisy(Recordings found, ToDoubleFunction<Reading> figure) {
    return found.at(Way.NOISE_AT_FIRST.words(), NOISY_STEP, figure);
  }

  /** E |grad f|^2 by step. */
  static Panel dissipation(Recordings found, List<String> methods) {
    return new Panel(
        "Dissipation: how fast the loss can fall",
        Axis.log("step"),
        Axis.log("mean |∇f|² at the particles"),
        found.curves(methods, r -> r.metrics().meanSquaredGradient()));
  }

  /** The share at the centre by step, with the target's own. */
  static Panel near(Recordings found, List<String> methods) {
    List<Curve> curves = new ArrayList<>(found.curves(methods, Reading::collapsed));
    if (!curves.isEmpty()) {
      double[] x = curves.get(0).x();
      double[] ends = {Math.max(1, x[0]), Math.max(2, x[x.length - 1])};
      curves.add(
          Curve.of(
              "of the target itself",
              Curve.Origin.BOUND,
              ends,
              new double[] {TARGET_NEAR, TARGET_NEAR}));
    }
    return new Panel(
        "Collapsed: within 0.5 of the target’s centre",
        Axis.log("step"),
        Axis.linear("share of particles"),
        curves);
  }

  /** The share that has fled by step. */
  static Panel far(Recordings found, List<String> methods) {
    return new Panel(
        "Escaped: farther than 5 from the target’s centre",
        Axis.log("step"),
        Axis.linear("share of particles"),
        found.curves(methods, Reading::escaped));
  }
}
