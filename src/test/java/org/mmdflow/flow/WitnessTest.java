package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;

/** Exact facts about the gradient that a flow follows. */
class WitnessTest {
  private static final String KERNELS = "gaussian(h=1.5)";
  private final Engine engine = RandomClouds.engine();
  private final Points x = RandomClouds.gaussian(1, 23, 2);
  private final Points y = RandomClouds.gaussian(2, 31, 2, 0.7, 1.3);

  @AfterEach
  void close() {
    engine.close();
  }

  private FlowBuilder flow(Kernel kernel) {
    return Flow.from(x).to(y).kernel(kernel).precision(Precision.DOUBLE);
  }

  private static void assertClose(Points actual, Points expected, double error) {
    assertThat(actual.data()).containsExactly(expected.data(), within(error));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {KERNELS, "energy", "matern52(l=2)", "imq(l=1)", "polynomial(degree=2, c=1)"})
  void oneEulerStepFollowsTheDefinition(String text) {
    Kernel kernel = Kernel.parse(text);
    try (Flow flow = flow(kernel).stepSize(0.25).on(engine)) {
      Points gradient = new NaiveMmd(kernel, y).gradient(x);
      assertClose(flow.gradientAt(x), gradient, 1e-12);

      assertThat(flow.run(1).end()).isEqualTo(Outcome.End.COMPLETED);

      Points moved = x.copy();
      for (int i = 0; i < moved.data().length; i++) {
        moved.data()[i] -= 0.25 * gradient.data()[i];
      }
      assertClose(flow.particles(), moved, 1e-12);
    }
  }

  /** A particle alone is drawn to its target; two particles push each other apart. */
  @Test
  void theSignAttractsToTheTargetAndRepelsParticles() {
    Points two = Points.ofRows(new double[] {-0.1}, new double[] {0.1});
    Points far = Points.ofRows(new double[] {50});
    try (Flow flow =
        Flow.from(two).to(far).kernel(Kernel.gaussian(1)).precision(Precision.DOUBLE).on(engine)) {
      Points gradient = flow.gradientAt(two);
      assertThat(-gradient.get(0, 0)).isNegative();
      assertThat(-gradient.get(1, 0)).isPositive();
    }
    Points one = Points.ofRows(new double[] {0});
    Points near = Points.ofRows(new double[] {1});
    try (Flow flow =
        Flow.from(one).to(near).kernel(Kernel.gaussian(1)).precision(Precision.DOUBLE).on(engine)) {
      double before = flow.metrics().halfMmd2V();
      assertThat(-flow.gradientAt(one).get(0, 0)).isCloseTo(Math.exp(-0.5), within(1e-15));
      flow.run(1);
      assertThat(flow.particles().get(0, 0)).isPositive();
      assertThat(flow.metrics().halfMmd2V()).isLessThan(before);
    }
  }

  /** dF/dx_i = a_i grad f(x_i), by differences of fourth order. */
  @ParameterizedTest
  @ValueSource(strings = {KERNELS, "energy", "imq(l=1)", "polynomial(degree=3, c=1)"})
  void theGradientIsThatOfF(String text) {
    Kernel kernel = Kernel.parse(text);
    Weights a = RandomClouds.weights(3, x.n());
    Weights b = RandomClouds.weights(4, y.n());
    NaiveMmd naive = new NaiveMmd(kernel, y, b);
    try (Flow flow = flow(kernel).startWeights(a).targetWeights(b).on(engine)) {
      Points gradient = flow.gradientAt(x);
      double h = 1e-3;
      for (int i = 0; i < 4; i++) {
        for (int c = 0; c < 2; c++) {
          double slope =
              (8 * (shifted(naive, a, i, c, h) - shifted(naive, a, i, c, -h))
                      - (shifted(naive, a, i, c, 2 * h) - shifted(naive, a, i, c, -2 * h)))
                  / (12 * h);
          double size = Math.max(1, Math.abs(slope));
          assertThat(a.get(i) * gradient.get(i, c)).isCloseTo(slope, within(2e-9 * size));
        }
      }
    }
  }

  private double shifted(NaiveMmd naive, Weights a, int i, int axis, double by) {
    Points moved = x.copy();
    moved.data()[i * 2 + axis] += by;
    return naive.halfV(moved, a);
  }

  /** (F(x - gamma grad f) - F(x)) / gamma + G vanishes like gamma. */
  @Test
  void dissipationIsTheMeanSquaredGradientInTheLimit() {
    double[] gap = new double[3];
    for (int k = 0; k < 3; k++) {
      double gamma = 1e-3 * Math.pow(0.5, k);
      try (Flow flow = flow(Kernel.gaussian(1.5)).stepSize(gamma).on(engine)) {
        double before = flow.metrics().halfMmd2V();
        double g = flow.metrics().meanSquaredGradient();
        flow.run(1);
        gap[k] = (flow.metrics().halfMmd2V() - before) / gamma + g;
      }
    }
    assertThat(gap[0]).isNotZero();
    assertThat(gap[0] / gap[1]).isCloseTo(2, within(1e-3));
    assertThat(gap[1] / gap[2]).isCloseTo(2, within(1e-3));
    assertThat(2 * gap[2] - gap[1]).isCloseTo(0, within(1e-3 * Math.abs(gap[2])));
  }

  /** Proposition 4: F falls by at least gamma (1 - 3/2 gamma L) G. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.6, 1.0})
  void descendsAsProposition4Says(double fraction) {
    Kernel kernel = Kernel.gaussian(1.5);
    double lipschitz = kernel.lipschitz().orElseThrow();
    double gamma = fraction * 2 / (3 * lipschitz);
    try (Flow flow = flow(kernel).stepSize(gamma).on(engine)) {
      for (int n = 0; n < 60; n++) {
        double before = flow.metrics().halfMmd2V();
        double least = gamma * (1 - 1.5 * gamma * lipschitz) * flow.metrics().meanSquaredGradient();
        flow.run(1);
        assertThat(before - flow.metrics().halfMmd2V()).isGreaterThanOrEqualTo(least - 1e-15);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {KERNELS, "energy", "laplace(l=1)", "rational-quadratic(l=1, alpha=2)"})
  void rotationsAndTranslationsCommuteWithTheFlow(String text) {
    Kernel kernel = Kernel.parse(text);
    try (Flow plain = flow(kernel).stepSize(0.1).on(engine);
        Flow turned =
            Flow.from(turn(x))
                .to(turn(y))
                .kernel(kernel)
                .precision(Precision.DOUBLE)
                .stepSize(0.1)
                .on(engine)) {
      plain.run(10);
      turned.run(10);
      assertClose(turned.particles(), turn(plain.particles()), 1e-12);
      assertThat(turned.metrics().halfMmd2V())
          .isCloseTo(plain.metrics().halfMmd2V(), within(1e-13));
    }
  }

  private static Points turn(Points points) {
    double[] out = new double[points.data().length];
    for (int i = 0; i < points.n(); i++) {
      out[2 * i] = 0.6 * points.get(i, 0) - 0.8 * points.get(i, 1) + 3;
      out[2 * i + 1] = 0.8 * points.get(i, 0) + 0.6 * points.get(i, 1) - 2;
    }
    return Points.of(points.n(), 2, out);
  }

  /** One point of mass p is two points of mass p/3 and 2p/3 in its place, on both sides. */
  @ParameterizedTest
  @ValueSource(strings = {KERNELS, "energy"})
  void aWeightedPointThatIsSplitChangesNothing(String text) {
    Kernel kernel = Kernel.parse(text);
    Weights a = RandomClouds.weights(5, x.n());
    Weights b = RandomClouds.weights(6, y.n());
    try (Flow whole = flow(kernel).startWeights(a).targetWeights(b).on(engine);
        Flow split =
            Flow.from(withCopyOfFirst(x))
                .to(withCopyOfFirst(y))
                .startWeights(split(a))
                .targetWeights(split(b))
                .kernel(kernel)
                .precision(Precision.DOUBLE)
                .on(engine)) {
      whole.run(20);
      split.run(20);
      assertClose(split.particles(), withCopyOfFirst(whole.particles()), 1e-12);
      assertThat(split.metrics().halfMmd2V()).isCloseTo(whole.metrics().halfMmd2V(), within(1e-13));
      assertThat(split.metrics().meanSquaredGradient())
          .isCloseTo(whole.metrics().meanSquaredGradient(), within(1e-13));
    }
  }

  private static Points withCopyOfFirst(Points points) {
    int[] rows = new int[points.n() + 1];
    for (int i = 0; i < points.n(); i++) {
      rows[i] = i;
    }
    return points.rows(rows);
  }

  private static Weights split(Weights weights) {
    double[] values = java.util.Arrays.copyOf(weights.toArray(), weights.n() + 1);
    values[weights.n()] = values[0] * 2 / 3;
    values[0] /= 3;
    return Weights.of(values);
  }

  @Test
  void refusesPointsOfAnotherSpace() {
    try (Flow flow = flow(Kernel.energy()).on(engine)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow.gradientAt(RandomClouds.gaussian(1, 3, 5)))
          .withMessage("dimensions differ: 5 != 2");
    }
  }
}
