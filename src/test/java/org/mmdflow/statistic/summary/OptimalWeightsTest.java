package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;

class OptimalWeightsTest {
  private static double[] gram(Kernel kernel, Points a, Points b) {
    double[] gram = new double[a.n() * b.n()];
    for (int i = 0; i < a.n(); i++) {
      for (int j = 0; j < b.n(); j++) {
        gram[i * b.n() + j] = NaiveMmd.value(kernel, a, i, b, j);
      }
    }
    return gram;
  }

  private static double[] times(double[] matrix, double[] vector) {
    double[] product = new double[matrix.length / vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i * vector.length + j] * vector[j];
      }
    }
    return product;
  }

  /** Of two points the first weight is 1/2 + (z1 - z2) / (2 (1 - rho)), cut to [0, 1]. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.5, 0.5", "0.6, 0.4, 0.7", "0.3, 0.8, 0", "0.9, 0.1, 1"})
  void ofTwoPointsTheyHaveAClosedForm(double z1, double z2, double expected) {
    double rho = 0.5;
    double[] gram = {1, rho, rho, 1};
    OptimalWeights problem = new OptimalWeights(gram, new double[] {z1, z2}, 1e-13);
    double free = 0.5 + (z1 - z2) / (2 * (1 - rho));
    assertThat(problem.signed()).containsExactly(new double[] {free, 1 - free}, within(1e-11));
    assertThat(problem.notNegative().get(0)).isCloseTo(expected, within(1e-11));
  }

  /** A target on the points themselves has its own weights, those that are 0 included. */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=0.7)", "laplace(l=1)", "energy", "imq(l=1, c=1, beta=0.5)"})
  void ofATargetOnThePointsTheyAreItsOwn(String text) {
    Kernel kernel = Kernel.parse(text);
    Points points = RandomClouds.gaussian(3, 12, 3);
    double[] own = RandomClouds.weights(4, 12).toArray();
    own[3] += own[5];
    own[5] = 0;
    double[] gram = gram(kernel, points, points);
    OptimalWeights problem = new OptimalWeights(gram, times(gram, own), 1e-13);
    assertThat(problem.signed()).containsExactly(own, within(1e-8));
    assertThat(problem.notNegative().toArray()).containsExactly(own, within(1e-8));
  }

  /**
   * Conditions of Karush, Kuhn and Tucker: equal slopes where weights are, no lower ones elsewhere.
   */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1.5)", "gaussian(h=0.2)", "energy"})
  void noShiftOfMassLowersTheMmd(String text) {
    Kernel kernel = Kernel.parse(text);
    Points points = RandomClouds.gaussian(5, 40, 2, 0.4, 1.2);
    Points target = RandomClouds.gaussian(6, 300, 2);
    double[] gram = gram(kernel, points, points);
    double[] z = times(gram(kernel, points, target), uniform(300));
    Weights found = new OptimalWeights(gram, z, 1e-13).notNegative();
    double[] w = found.toArray();
    double[] slope = times(gram, w);
    double level = 0;
    for (int i = 0; i < 40; i++) {
      slope[i] -= z[i];
      level += w[i] * slope[i];
    }
    assertThat(Arrays.stream(w).sum()).isCloseTo(1, within(1e-12));
    for (int i = 0; i < 40; i++) {
      assertThat(w[i]).isGreaterThanOrEqualTo(0);
      assertThat(slope[i]).isGreaterThan(level - 1e-9);
      assertThat(w[i] * Math.abs(slope[i] - level)).isLessThan(1e-10);
    }
  }

  /**
   * The conditions with the ridge, s times it added to K, s the mean eigenvalue of the centred K:
   * also of matrices with a condition of 1e13, and of points that come in near pairs.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gaussian(h=0.3) | 1e-13 | 40",
        "gaussian(h=3) | 1e-8 | 90",
        "gaussian(h=3) | 1e-13 | 90",
        "gaussian(h=30) | 1e-10 | 60",
        "laplace(l=1) | 1e-10 | 60",
        "energy | 1e-13 | 40",
        "polynomial(degree=2, c=1) | 1e-9 | 50",
      })
  void theyAreBestAlsoWhereTheMatrixIsNearlySingular(String text, double ridge, int m) {
    Kernel kernel = Kernel.parse(text);
    for (int seed = 0; seed < 6; seed++) {
      Points points = RandomClouds.gaussian(100 + seed, m, 2, 0.3, 1.3);
      for (int i = 0; i < m / 2 && seed % 2 == 1; i++) {
        points.data()[i] = points.data()[points.data().length - m + i] + 1e-9;
      }
      Points target = RandomClouds.gaussian(200 + seed, 150, 2);
      double[] gram = gram(kernel, points, points);
      double[] z = times(gram(kernel, points, target), uniform(150));
      double[] w = new OptimalWeights(gram, z, ridge).notNegative().toArray();
      double s = meanEigenvalue(gram, m);
      double[] slope = times(gram, w);
      double level = 0;
      for (int i = 0; i < m; i++) {
        slope[i] += ridge * s * w[i] - z[i];
        level += w[i] * slope[i];
      }
      assertThat(Arrays.stream(w).sum()).isCloseTo(1, within(1e-12));
      for (int i = 0; i < m; i++) {
        assertThat(w[i]).isGreaterThanOrEqualTo(0);
        assertThat((slope[i] - level) / s).isGreaterThan(-1e-10);
        assertThat(w[i] * (slope[i] - level) / s).isLessThan(1e-10);
      }
    }
  }

  private static double meanEigenvalue(double[] gram, int m) {
    double[] sums = times(gram, Weights.uniform(m).toArray());
    double s = Arrays.stream(sums).sum() / m;
    for (int i = 0; i < m; i++) {
      s += gram[i * m + i] - 2 * sums[i];
    }
    return s / m + Arrays.stream(sums).sum() / m * (m - 1) / m;
  }

  /** The best of all 2^9 - 1 sets of weights that are not 0. */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "gaussian(h=4)", "energy", "laplace(l=2)"})
  void noOtherSetOfPointsIsBetter(String text) {
    Kernel kernel = Kernel.parse(text);
    for (int seed = 0; seed < 10; seed++) {
      Points points = RandomClouds.gaussian(300 + seed, 9, 2, 0.5, 1.5);
      double[] gram = gram(kernel, points, points);
      double[] z =
          times(gram(kernel, points, RandomClouds.gaussian(400 + seed, 50, 2)), uniform(50));
      double lowest = Double.POSITIVE_INFINITY;
      for (int set = 1; set < 1 << 9; set++) {
        lowest = Math.min(lowest, bestOf(gram, z, set));
      }
      double[] w = new OptimalWeights(gram, z, 1e-13).notNegative().toArray();
      assertThat(cost(gram, z, w)).isCloseTo(lowest, within(1e-10));
    }
  }

  /** The cost of the best signed weights of the points of {@code set}, if none is negative. */
  private static double bestOf(double[] gram, double[] z, int set) {
    int[] chosen = IntStream.range(0, 9).filter(i -> (set >> i & 1) == 1).toArray();
    int n = chosen.length;
    double[] part = new double[n * n];
    double[] right = new double[n];
    for (int a = 0; a < n; a++) {
      right[a] = z[chosen[a]];
      for (int b = 0; b < n; b++) {
        part[a * n + b] = gram[chosen[a] * 9 + chosen[b]];
      }
    }
    double[] w = new OptimalWeights(part, right, 1e-13).signed();
    return Arrays.stream(w).min().orElseThrow() < 0
        ? Double.POSITIVE_INFINITY
        : cost(part, right, w);
  }

  private static double cost(double[] gram, double[] z, double[] w) {
    double[] slope = times(gram, w);
    double cost = 0;
    for (int i = 0; i < w.length; i++) {
      cost += w[i] * (slope[i] - 2 * z[i]);
    }
    return cost;
  }

  @Test
  void aLargeRidgeDrawsThemToEqualWeights() {
    Kernel kernel = Kernel.gaussian(1);
    Points points = RandomClouds.gaussian(7, 9, 2);
    double[] gram = gram(kernel, points, points);
    double[] z = times(gram, RandomClouds.weights(8, 9).toArray());
    double[] w = new OptimalWeights(gram, z, 1e9).signed();
    assertThat(w).containsExactly(Weights.uniform(9).toArray(), within(1e-9));
  }

  /** Points that coincide make the matrix singular; they share what one of them would have. */
  @Test
  void coincidentPointsShareTheirWeight() {
    Points points = Points.ofRows(new double[] {0}, new double[] {0}, new double[] {1});
    double[] gram = gram(Kernel.gaussian(1), points, points);
    double[] z = times(gram, new double[] {0.6, 0, 0.4});
    double[] w = new OptimalWeights(gram, z, OptimalWeights.RIDGE).notNegative().toArray();
    assertThat(w).containsExactly(new double[] {0.3, 0.3, 0.4}, within(1e-6));
  }

  /** Points far closer than the bandwidth: most weights are 0, and come back one by one. */
  @Test
  void noMoreSystemsAreSolvedThanAreAllowed() {
    Kernel kernel = Kernel.gaussian(3);
    Points points = RandomClouds.gaussian(1, 120, 2, 0.2, 1.2);
    double[] gram = gram(kernel, points, points);
    double[] z = times(gram(kernel, points, RandomClouds.gaussian(2, 300, 2)), uniform(300));
    OptimalWeights problem = new OptimalWeights(gram, z, 1e-13);
    int[] systems = new int[1];
    problem.notNegative(() -> systems[0]++);
    assertThat(systems[0]).isBetween(20, 5 * 120);
    assertThatThrownBy(() -> problem.notNegative(() -> {}, 5))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("the optimal weights of 120 points are not found in 5 systems, in")
        .hasMessageEndingWith("the ridge 1e-13; use a larger one, which tells the points apart");
  }

  private static double[] uniform(int n) {
    return Weights.uniform(n).toArray();
  }

  @Test
  void sizesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimalWeights(new double[5], new double[2], 1e-8))
        .withMessageContaining("5 values for 2 points");
  }
}
