package org.mmdflow.engine.measurement;

import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;

/** A workload with a kernel, and what double precision makes of its first points. */
public final class Problem {
  /** Coordinates of pairs that the yardstick takes: a small part of a second. */
  private static final double YARDSTICK_WORK = 4e7;

  private static final int FEWEST_ROWS = 16;

  private final Workload workload;
  private final Kernel kernel;
  private final double[] gradients;
  private final double[] values;

  private Problem(Workload workload, Kernel kernel, double[] gradients, double[] values) {
    this.workload = workload;
    this.kernel = kernel;
    this.gradients = gradients;
    this.values = values;
  }

  /**
   * Poses it.
   *
   * @param yardstick the reference engine: sums the first points in double; free again afterwards
   */
  public static Problem of(Workload workload, Kernel kernel, Engine yardstick) {
    double work = (double) workload.sources().n() * workload.sources().d();
    int rows = (int) Math.min(workload.points().n(), Math.max(FEWEST_ROWS, YARDSTICK_WORK / work));
    try (Pass pass = new Pass(yardstick, kernel, Precision.DOUBLE, workload, rows)) {
      pass.run();
      return new Problem(workload, kernel, pass.gradients(), pass.values());
    }
  }

  /** What is summed. */
  public Workload workload() {
    return workload;
  }

  /** By which kernel. */
  public Kernel kernel() {
    return kernel;
  }

  /** How many points the yardstick knows. */
  int rows() {
    return values.length;
  }

  /** The larger relative L2 error, of gradients or of values, of the points that are known. */
  double error(double[] foundGradients, double[] foundValues) {
    return Math.max(relative(foundGradients, gradients), relative(foundValues, values));
  }

  /** Zero against zero is no error: one source where the only point lies has no gradient. */
  private static double relative(double[] found, double[] expected) {
    double difference = 0;
    double square = 0;
    for (int i = 0; i < Math.min(found.length, expected.length); i++) {
      difference += (found[i] - expected[i]) * (found[i] - expected[i]);
      square += expected[i] * expected[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / square);
  }
}
