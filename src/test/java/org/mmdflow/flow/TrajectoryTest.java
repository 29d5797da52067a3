package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** Flows whose solution is known. */
class TrajectoryTest {
  private static final double EULER_MASCHERONI = 0.5772156649015329;
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private Flow flow(Points start, Points target, Kernel kernel, double gamma) {
    return Flow.from(start)
        .to(target)
        .kernel(kernel)
        .precision(Precision.DOUBLE)
        .stepSize(gamma)
        .on(engine);
  }

  /** The energy kernel pulls one particle onto a Dirac at unit speed. */
  @Test
  void energyMovesOneParticleAtUnitSpeed() {
    Points start = Points.ofRows(new double[] {3, 4});
    try (Flow flow = flow(start, Points.zeros(1, 2), Kernel.energy(), 0.1)) {
      flow.run(37);
      assertThat(flow.flowTime()).isCloseTo(3.7, within(1e-14));
      assertThat(flow.particles().data())
          .containsExactly(new double[] {3 * 1.3 / 5, 4 * 1.3 / 5}, within(1e-12));
      assertThat(flow.metrics().halfMmd2V()).isCloseTo(1.3, within(1e-12));
      assertThat(flow.metrics().meanSquaredGradient()).isCloseTo(1, within(1e-12));
    }
  }

  /** dr/dt = -r/h^2 exp(-r^2/2h^2): Ei(r0^2/2h^2) - Ei(r^2/2h^2) = 2 t / h^2. */
  @Test
  void gaussianMovesOneParticleAsTheExponentialIntegralSays() {
    double h = 1.25;
    double start = 2;
    double end = 0.5;
    double time = 0.5 * h * h * (ei(start * start / (2 * h * h)) - ei(end * end / (2 * h * h)));

    double coarse = distanceAfter(time, 500, start, h) - end;
    double fine = distanceAfter(time, 1000, start, h) - end;
    double finest = distanceAfter(time, 2000, start, h) - end;

    assertThat(coarse).isNotCloseTo(0, within(1e-5));
    assertThat(coarse / fine).isCloseTo(2, within(0.01));
    assertThat(fine / finest).isCloseTo(2, within(0.005));
    // The first and second orders of the error cancel.
    assertThat((8 * finest - 6 * fine + coarse) / 3).isCloseTo(0, within(1e-8));
  }

  private double distanceAfter(double time, int steps, double start, double h) {
    Points particle = Points.ofRows(new double[] {start});
    try (Flow flow = flow(particle, Points.zeros(1, 1), Kernel.gaussian(h), time / steps)) {
      flow.run(steps);
      return flow.particles().get(0, 0);
    }
  }

  private static double ei(double x) {
    double sum = EULER_MASCHERONI + Math.log(x);
    double term = 1;
    for (int k = 1; k < 60; k++) {
      term *= x / k;
      sum += term / k;
    }
    return sum;
  }

  /** On the line, from -1 to 0: x_i = min(-1 + 2 s_i t, 0) with s_i = (i - 1/2) / N. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.75, 1.5, 10})
  void energyOnTheLineFromDiracToDirac(double time) {
    int n = 40;
    double gamma = 1e-3;
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = -1 + 1e-9 * (i - n);
    }
    try (Flow flow = flow(Points.of(n, 1, start), Points.zeros(1, 1), Kernel.energy(), gamma)) {
      flow.run(Math.round(time / gamma));
      double[] x = flow.particles().data().clone();
      Arrays.sort(x);
      for (int i = 0; i < n; i++) {
        double s = (i + 0.5) / n;
        assertThat(x[i]).isCloseTo(Math.min(-1 + 2 * s * time, 0), within(2 * gamma + 1e-7));
      }
    }
  }

  /** On the line, to U[0, 1]: g = s + (g_0 - s) exp(-2t). */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 3})
  void energyOnTheLineToTheUniform(double time) {
    int n = 10;
    int m = 1000;
    double gamma = 1e-3;
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      double s = (i + 0.5) / n;
      start[i] = s * s;
    }
    try (Flow flow = flow(Points.of(n, 1, start), grid(m), Kernel.energy(), gamma)) {
      flow.run(Math.round(time / gamma));
      for (int i = 0; i < n; i++) {
        double s = (i + 0.5) / n;
        assertThat(flow.particles().get(i, 0))
            .isCloseTo(s + (s * s - s) * Math.exp(-2 * time), within(gamma + 1.0 / m));
      }
    }
  }

  /** The equilibrium of N particles against U[0, 1] has F = 1 / (12 N^2). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void energyOnTheLineAtEquilibrium(int n) {
    try (Flow flow = flow(grid(n), grid(4000), Kernel.energy(), 0.1)) {
      double expected = 1.0 / (12 * n * n);
      assertThat(flow.metrics().halfMmd2V()).isCloseTo(expected, within(1e-4 * expected));
      assertThat(flow.metrics().meanSquaredGradient()).isLessThan(1.0 / 4000 / 4000);
    }
  }

  /** The midpoints of n equal intervals of [0, 1]. */
  private static Points grid(int n) {
    double[] data = new double[n];
    for (int i = 0; i < n; i++) {
      data[i] = (i + 0.5) / n;
    }
    return Points.of(n, 1, data);
  }

  /** Forward Euler's error at a fixed time falls like the step size, for interacting particles. */
  @Test
  void eulersErrorHasSlopeOne() {
    Points start = RandomClouds.gaussian(1, 12, 2);
    Points target = RandomClouds.gaussian(2, 15, 2, 1, 1);
    Points exact = after(start, target, 1024);
    double[] error = new double[4];
    for (int k = 0; k < 4; k++) {
      Points x = after(start, target, 4 << k);
      double square = 0;
      for (int i = 0; i < x.data().length; i++) {
        double difference = x.data()[i] - exact.data()[i];
        square += difference * difference;
      }
      // The reference has the error of its own step: 1/1024 of the time.
      error[k] = Math.sqrt(square) / (1.0 / (4 << k) - 1.0 / 1024);
    }
    for (int k = 1; k < 4; k++) {
      double slope = 1 + Math.log(error[k - 1] / error[k]) / Math.log(2);
      assertThat(slope).isCloseTo(1, within(0.1));
    }
  }

  private Points after(Points start, Points target, int steps) {
    try (Flow flow = flow(start, target, Kernel.gaussian(1), 2.0 / steps)) {
      flow.run(steps);
      return flow.particles();
    }
  }

  /** One particle on its target, and points that all coincide, stay where they are. */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "energy", "riesz(s=0.5)", "laplace(l=1)"})
  void aPointOnItsTargetStays(String kernel) {
    Points one = Points.ofRows(new double[] {0.3, -1});
    try (Flow flow = flow(one, one, Kernel.parse(kernel), 1)) {
      flow.run(3);
      assertThat(flow.particles()).isEqualTo(one);
      assertThat(flow.metrics().halfMmd2V()).isZero();
      assertThat(flow.metrics().meanSquaredGradient()).isZero();
    }
  }
}
