package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.kernel.Kernel;

/**
 * What an engine makes of a problem.
 *
 * @param gradient n x d
 * @param values n of each part
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Computed(double[] gradient, double[][] values) {
  static Computed on(Engine engine, Kernel kernel, Precision precision, Problem problem) {
    try (DeviceProblem device = new DeviceProblem(engine, precision, problem);
        KernelSum sum = engine.kernelSum(kernel, problem.d(), precision, Summation.exact())) {
      return on(sum, device);
    }
  }

  static Computed on(KernelSum sum, DeviceProblem device) {
    List<Cloud> columns = new ArrayList<>();
    for (int p = 0; p < device.parts().size(); p++) {
      columns.add(device.cloud(device.at().n(), 1));
    }
    Cloud gradient = device.cloud(device.at().n(), device.at().d());
    sum.gradient(device.at(), device.parts(), gradient, columns);
    return new Computed(
        read(gradient), columns.stream().map(Computed::read).toArray(double[][]::new));
  }

  static double[] read(Cloud cloud) {
    double[] data = new double[Math.toIntExact(cloud.n() * cloud.d())];
    cloud.read(data);
    return data;
  }

  /** Holds values and gradient against the oracle's net sums. */
  void assertNear(Oracle.Sums expected, double tolerance) {
    assertNear("gradient", gradient, expected.gradient(), expected.gradient(), tolerance);
    for (int p = 0; p < values.length; p++) {
      double[] wanted = expected.values()[p];
      assertNear("value of part " + p, values[p], wanted, wanted, tolerance);
    }
  }

  /** Holds values and gradient against the oracle, the error in terms of the gross sums. */
  void assertNearGross(Oracle.Sums expected, double tolerance) {
    assertNear("gradient", gradient, expected.gradient(), expected.grossGradient(), tolerance);
    for (int p = 0; p < values.length; p++) {
      assertNear(
          "value of part " + p,
          values[p],
          expected.values()[p],
          expected.grossValues()[p],
          tolerance);
    }
  }

  static void assertNear(
      String what, double[] found, double[] wanted, double[] scale, double tolerance) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < wanted.length; i++) {
      error += (found[i] - wanted[i]) * (found[i] - wanted[i]);
      size += scale[i] * scale[i];
    }
    assertThat(Math.sqrt(error))
        .as("L2 error of the %s, whose size is %s", what, Math.sqrt(size))
        .isLessThanOrEqualTo(tolerance * Math.sqrt(size));
  }
}
