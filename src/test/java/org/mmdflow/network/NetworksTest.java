package org.mmdflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.measure.Points;

/** The networks against their formulas and against differences. */
class NetworksTest {
  private final Random random = new Random(3);

  /** More than one piece of data, not a multiple of eight, in dimensions of every remainder. */
  static Stream<NetworkFeatures> networks() {
    return Stream.of(
        new SubNetwork(data(131, 5), 3, Activation.QUADEXP),
        new SubNetwork(data(300, 2), 4, Activation.TANH, 3),
        new SubNetwork(data(7, 7), 1, Activation.IDENTITY, 2),
        new SubNetwork(data(128, 4), 2, Activation.SIGMOID),
        new TwoLayer(data(131, 6), Activation.TANH),
        new TwoLayer(data(1, 1), Activation.QUADEXP),
        new TwoLayer(data(260, 3), Activation.RELU));
  }

  private static Points data(int n, int d) {
    Random random = new Random(n + d);
    Points points = Points.zeros(n, d);
    Arrays.setAll(points.data(), i -> random.nextGaussian());
    return points;
  }

  private double[] normals(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  @Test
  void aSubNetworkIsItsFormula() {
    Points x = data(150, 3);
    SubNetwork networks = new SubNetwork(x, 2, Activation.TANH, 2);
    assertThat(networks.d()).isEqualTo(10);
    double[] z = normals(11);
    double[] phi = new double[300];
    networks.write(z, 1, phi);
    for (int b = 0; b < 150; b++) {
      for (int o = 0; o < 2; o++) {
        double u = 0;
        for (int h = 0; h < 2; h++) {
          double pre = 0;
          for (int c = 0; c < 3; c++) {
            pre += z[1 + 3 * h + c] * x.get(b, c);
          }
          u += z[1 + 6 + 2 * o + h] * Math.max(0, pre);
        }
        assertThat(phi[o * 150 + b]).isCloseTo(Math.tanh(u), within(1e-14));
      }
    }
  }

  @Test
  void aNeuronIsItsFormula() {
    Points x = data(150, 3);
    double[] z = {7, -1.5, 0.2, 0.4, -0.8};
    double[] phi = new double[150];
    new TwoLayer(x, Activation.TANH).write(z, 1, phi);
    for (int b = 0; b < 150; b++) {
      double u = 0.2 * x.get(b, 0) + 0.4 * x.get(b, 1) - 0.8 * x.get(b, 2);
      assertThat(phi[b]).isCloseTo(-1.5 * Math.tanh(u), within(1e-14));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientIsThatOfDifferences(NetworkFeatures networks) {
    int d = networks.d();
    double[] z = normals(d + 1);
    double[] v = normals(networks.length());
    double[] gradient = new double[d + 2];
    Arrays.fill(gradient, 1);
    networks.addGradient(z, 1, v, gradient, 1);
    assertThat(gradient[0]).isEqualTo(1);
    assertThat(gradient[d + 1]).isEqualTo(1);
    for (int c = 0; c < d; c++) {
      double[] up = z.clone();
      double[] down = z.clone();
      up[1 + c] += 1e-6;
      down[1 + c] -= 1e-6;
      double slope = (product(networks, up, v) - product(networks, down, v)) / 2e-6;
      assertThat(gradient[1 + c] - 1).isCloseTo(slope, within(1e-6 * networks.length()));
    }
  }

  private static double product(NetworkFeatures networks, double[] z, double[] v) {
    double[] phi = new double[networks.length()];
    networks.write(z, 1, phi);
    double sum = 0;
    for (int i = 0; i < phi.length; i++) {
      sum += v[i] * phi[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRestrictionIsTheSameAtItsPoints(NetworkFeatures networks) {
    int[] some = {networks.points() - 1, 0, networks.points() / 2};
    NetworkFeatures few = networks.restrictedTo(some);
    double[] z = normals(networks.d());
    double[] all = new double[networks.length()];
    double[] part = new double[few.length()];
    networks.write(z, 0, all);
    few.write(z, 0, part);
    for (int o = 0; o < networks.outputs(); o++) {
      for (int b = 0; b < some.length; b++) {
        assertThat(part[o * some.length + b])
            .isCloseTo(all[o * networks.points() + some[b]], within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void anActivationHasItsDerivative(Activation g) {
    double[] u = {-30, -2, -0.5, 0.3, 1, 4};
    double[] value = new double[u.length];
    double[] slope = new double[u.length];
    g.apply(u, value, slope, u.length);
    for (int i = 0; i < u.length; i++) {
      double difference = (g.value(u[i] + 1e-6) - g.value(u[i] - 1e-6)) / 2e-6;
      assertThat(g.derivative(u[i])).isCloseTo(difference, within(1e-8));
      assertThat(slope[i]).isCloseTo(g.derivative(u[i]), within(1e-15));
      assertThat(value[i]).isCloseTo(g.value(u[i]), within(1e-15));
    }
  }

  @Test
  void answersAreMeans() {
    TwoLayer neurons =
        new TwoLayer(Points.ofRows(new double[] {2}, new double[] {3}), Activation.RELU);
    Points particles =
        Points.ofRows(new double[] {1, 1}, new double[] {4, -1}, new double[] {2, 2});
    double[] answers = Answers.of(neurons, particles);
    assertThat(answers).containsExactly(new double[] {10 / 3.0, 5}, within(1e-15));
    assertThat(Answers.halfMeanSquaredError(neurons, answers, new double[] {1 / 3.0, 5}))
        .isCloseTo(9 / 4.0, within(1e-14));
    assertThatThrownBy(() -> Answers.of(neurons, Points.zeros(1, 3)))
        .hasMessage(
            "features take particles of 1 + 1 = 2 numbers (the data's dimension and an outer"
                + " weight), these have 3 numbers");
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new SubNetwork(data(2, 2), 0, Activation.TANH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sub-network has at least one hidden unit and one output: 0, 1");
    assertThat(new SubNetwork(data(2, 2), 3, Activation.TANH, 2))
        .hasToString("sub-networks(data=2 x 2 points, width=3, activation=tanh, outputs=2)");
  }
}
