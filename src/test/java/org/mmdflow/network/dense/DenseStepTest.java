package org.mmdflow.network.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** Steps in plain Java against explicit Jacobians by finite differences, and one by hand. */
class DenseStepTest {
  private static final DenseTraining.Setting SMALL = new DenseTraining.Setting(5, 4, 12, 6, 1e-3);
  private static final double GAMMA = 0.7;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Before(ExplicitNetwork network, double[][] points, double[] targets) {}

  private static DenseTraining training(DenseTraining.Setting setting, DenseMethod method) {
    return new DenseTraining(setting, method, 11, new PlainProducts(1), 1);
  }

  /** The student and the mini-batch of the next step. */
  private static Before before(DenseTraining training, DenseTraining.Setting setting) {
    int steps = setting.stepsPerEpoch();
    int[] order =
        Noise.of(11).permutation(Purpose.MINI_BATCH, training.steps() / steps, setting.points());
    int first = (int) (training.steps() % steps) * setting.batch();
    double[][] points = new double[setting.batch()][setting.inputs()];
    double[] targets = new double[setting.batch()];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < setting.inputs(); j++) {
        points[i][j] = training.training().points().get(order[first + i], j);
      }
      targets[i] = training.training().targets()[order[first + i]];
    }
    return new Before(ExplicitNetwork.of(training.weights()), points, targets);
  }

  private static double[] residuals(Before before) {
    double[] residuals = new double[before.targets().length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = before.network().prediction(before.points()[i]) - before.targets()[i];
    }
    return residuals;
  }

  /** {@code weights - gamma / B sum_i factors_i J_i}, the J_i taken at {@code at}. */
  private static double[] descended(Before before, ExplicitNetwork at, double[] factors) {
    double[] weights = before.network().flat();
    for (int i = 0; i < factors.length; i++) {
      double[] jacobian = at.jacobian(before.points()[i]);
      for (int k = 0; k < weights.length; k++) {
        weights[k] -= GAMMA / factors.length * factors[i] * jacobian[k];
      }
    }
    return weights;
  }

  /** The normals of a step, in the order of {@link ExplicitNetwork#flat}. */
  private static double[] normals(DenseTraining.Setting setting, Purpose purpose, long step) {
    int n = setting.subnetworks();
    int own = 3 * setting.inputs();
    double[] result = new double[n * own + n * 3 * n];
    double[] line = new double[own + 3 * n];
    for (int m = 0; m < n; m++) {
      Noise.of(11).normals(purpose, step, m, 1, line.length, line);
      System.arraycopy(line, 0, result, m * own, own);
      System.arraycopy(line, own, result, n * own + m * 3 * n, 3 * n);
    }
    return result;
  }

  private static ExplicitNetwork perturbed(
      ExplicitNetwork network, DenseTraining.Setting setting, double level, double[] normals) {
    double[] flat = network.flat();
    int at = 0;
    double[][] first = new double[3 * setting.subnetworks()][setting.inputs()];
    double[][] second = new double[setting.subnetworks()][3 * setting.subnetworks()];
    for (double[][] layer : new double[][][] {first, second}) {
      for (double[] row : layer) {
        for (int j = 0; j < row.length; j++) {
          row[j] = flat[at] + level * normals[at];
          at++;
        }
      }
    }
    return new ExplicitNetwork(first, second);
  }

  private static void assertWeights(DenseTraining training, double[] expected) {
    assertThat(ExplicitNetwork.of(training.weights()).flat())
        .usingComparatorWithPrecision(3e-6)
        .containsExactly(expected);
  }

  @Test
  void plainFollowsTheGradientOfTheLoss() {
    try (DenseTraining training = training(SMALL, new DenseMethod.Plain(GAMMA))) {
      for (int step = 0; step < 4; step++) {
        Before before = before(training, SMALL);
        training.step();
        assertWeights(training, descended(before, before.network(), residuals(before)));
      }
      assertThat(training.steps()).isEqualTo(4);
    }
  }

  /** n times the gradient of half the mean squared error over the mini-batch. */
  @Test
  void theGradientIsThatOfTheLoss() {
    try (DenseTraining training = training(SMALL, new DenseMethod.Plain(GAMMA))) {
      Before before = before(training, SMALL);
      double[] start = before.network().flat();
      training.step();
      double[] end = ExplicitNetwork.of(training.weights()).flat();
      double[] first = before.network().first[0];
      double[] second = before.network().second[1];
      assertThat((start[0] - end[0]) / GAMMA)
          .isCloseTo(5 * lossDerivative(before, first, 0), within(1e-5));
      int at = 15 * 4 + 15 + 2;
      assertThat((start[at] - end[at]) / GAMMA)
          .isCloseTo(5 * lossDerivative(before, second, 2), within(1e-5));
    }
  }

  private static double lossDerivative(Before before, double[] row, int column) {
    double kept = row[column];
    row[column] = kept + 1e-6;
    double above = loss(before);
    row[column] = kept - 1e-6;
    double below = loss(before);
    row[column] = kept;
    return (above - below) / 2e-6;
  }

  private static double loss(Before before) {
    double sum = 0;
    for (double residual : residuals(before)) {
      sum += residual * residual;
    }
    return sum / (2 * before.targets().length);
  }

  @Test
  void noiseInjectionTakesGradientsAtNoisyWeightsAndResidualsOfCleanOnes() {
    double level = 0.8;
    try (DenseTraining training =
        training(SMALL, new DenseMethod.NoiseInjection(GAMMA, level, 1))) {
      for (int step = 0; step < 4; step++) {
        Before before = before(training, SMALL);
        double[] normals = normals(SMALL, Purpose.EVALUATION_NOISE, step);
        double now = step < 2 ? level : level / 2; // an epoch is two steps
        ExplicitNetwork noisy = perturbed(before.network(), SMALL, now, normals);
        training.step();
        assertWeights(training, descended(before, noisy, residuals(before)));
      }
    }
  }

  @Test
  void diffusionAddsNoiseAfterThePlainStep() {
    double level = 0.3;
    try (DenseTraining training = training(SMALL, new DenseMethod.Diffusion(GAMMA, level))) {
      for (int step = 0; step < 3; step++) {
        Before before = before(training, SMALL);
        double[] expected = descended(before, before.network(), residuals(before));
        double[] normals = normals(SMALL, Purpose.DIFFUSION, step);
        for (int k = 0; k < expected.length; k++) {
          expected[k] += level * normals[k];
        }
        training.step();
        assertWeights(training, expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4})
  void sobolevSolvesWithTheExplicitGramMatrix(double lambda) {
    try (DenseTraining training = training(SMALL, new DenseMethod.Sobolev(GAMMA, lambda))) {
      Before before = before(training, SMALL);
      double[][] matrix = gram(before);
      for (int i = 0; i < 6; i++) {
        matrix[i][i] += lambda;
      }
      double[] factors = solved(matrix, residuals(before));
      training.step();
      double largest = Arrays.stream(factors).map(Math::abs).max().orElseThrow();
      double[] expected = descended(before, before.network(), factors);
      double[] found = ExplicitNetwork.of(training.weights()).flat();
      for (int k = 0; k < expected.length; k++) {
        assertThat(found[k]).isCloseTo(expected[k], within(1e-5 * Math.max(1, largest)));
      }
    }
  }

  /** Rows of explicit Jacobians, J J' / (n B). */
  private static double[][] gram(Before before) {
    int size = before.points().length;
    double[][] jacobians = new double[size][];
    for (int i = 0; i < size; i++) {
      jacobians[i] = before.network().jacobian(before.points()[i]);
    }
    double[][] gram = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < jacobians[i].length; k++) {
          gram[i][j] += jacobians[i][k] * jacobians[j][k];
        }
        gram[i][j] /= before.network().second.length * (double) size;
      }
    }
    return gram;
  }

  /** By Gauss's elimination, which spoils its arguments; the matrix is positive definite. */
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int row = i + 1; row < size; row++) {
        double factor = matrix[row][i] / matrix[i][i];
        for (int j = i; j < size; j++) {
          matrix[row][j] -= factor * matrix[i][j];
        }
        right[row] -= factor * right[i];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        right[i] -= matrix[i][j] * right[j];
      }
      right[i] /= matrix[i][i];
    }
    return right;
  }

  @Test
  void theGramMatrixIsThatOfTheJacobianNeverMade() {
    try (Team team = new Team(2);
        MatrixProducts products = new PlainProducts(2);
        DenseTraining training = training(SMALL, new DenseMethod.Plain(GAMMA))) {
      Before before = before(training, SMALL);
      FloatMatrix points = new FloatMatrix(6, 4);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 4; j++) {
          points.set(i, j, (float) before.points()[i][j]);
        }
      }
      Pass pass = new Pass(6, 5, products, team);
      pass.forward(training.weights(), points);
      pass.backward(training.weights());
      DMatrixRMaj found = new GramSystem(team).gram(pass, points);
      double[][] expected = gram(before);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          assertThat(found.get(i, j))
              .isCloseTo(expected[i][j], within(1e-6 * expected[i][i] + 1e-8));
        }
      }
    }
  }

  /**
   * By hand. One sub-network, one input x = 1 or -1, weights (1, -1, 2) and (0.5, 1, 0.25). At x =
   * 1 the hidden units are (1, 0, 2), so s = 1; at x = -1 they are (0, 1, 0), and s = 1 again. So
   * the output is exp(-1/4), its derivative by s is -exp(-1/4) / 2.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneStepByHand(boolean sobolev) {
    DenseTraining.Setting one = new DenseTraining.Setting(1, 1, 1, 1, 1e-3);
    DenseMethod method = sobolev ? new DenseMethod.Sobolev(0.5, 0.25) : new DenseMethod.Plain(0.5);
    try (DenseTraining training = training(one, method)) {
      DenseWeights weights = training.weights();
      float[] w0 = {1, -1, 2};
      float[] w1 = {0.5f, 1, 0.25f};
      for (int h = 0; h < 3; h++) {
        weights.first().set(h, 0, w0[h]);
        weights.second().set(0, h, w1[h]);
      }
      double x = training.training().points().get(0, 0);
      assertThat(Math.abs(x)).isEqualTo(1);
      double[] hidden = x > 0 ? new double[] {1, 0, 2} : new double[] {0, 1, 0};
      double output = 0.77880078;
      double slope = -0.38940039;
      double factor = output - training.training().targets()[0];
      if (sobolev) {
        // |J|^2 = slope^2 (|h|^2 + sum of squared active second weights x^2)
        double squares = x > 0 ? 5 + 0.25 + 0.0625 : 1 + 1;
        factor /= slope * slope * squares + 0.25;
      }
      training.step();
      for (int h = 0; h < 3; h++) {
        double active = hidden[h] > 0 ? 1 : 0;
        assertThat((double) weights.second().get(0, h))
            .isCloseTo(w1[h] - 0.5 * factor * slope * hidden[h], within(1e-6));
        assertThat((double) weights.first().get(h, 0))
            .isCloseTo(w0[h] - 0.5 * factor * slope * w1[h] * active * x, within(1e-6));
      }
    }
  }
}
