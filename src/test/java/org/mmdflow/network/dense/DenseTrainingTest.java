package org.mmdflow.network.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** Runs in plain Java: data, mini-batches, seeds, going on. */
class DenseTrainingTest {
  private static final DenseTraining.Setting SETTING =
      new DenseTraining.Setting(23, 7, 40, 10, 1e-3);

  static Stream<DenseMethod> methods() {
    return Stream.of(
        new DenseMethod.Plain(0.05),
        new DenseMethod.NoiseInjection(0.05, 1, 1),
        new DenseMethod.Diffusion(0.05, 1e-3),
        new DenseMethod.Sobolev(0.1, 1e-6));
  }

  private static DenseTraining training(DenseMethod method, long seed, int threads) {
    return new DenseTraining(SETTING, method, seed, new PlainProducts(threads), threads);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theSameSeedGivesTheSameBitsOnAnyThreads(DenseMethod method) {
    try (DenseTraining one = training(method, 5, 1);
        DenseTraining two = training(method, 5, 2);
        DenseTraining other = training(method, 6, 1)) {
      for (DenseTraining each : List.of(one, two, other)) {
        each.epoch();
        each.epoch();
      }
      assertThat(bits(two)).isEqualTo(bits(one)).isNotEqualTo(bits(other));
      assertThat(two.validationError()).isEqualTo(one.validationError());
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRunGoesOnWithTheSameBits(DenseMethod method, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("state");
    try (DenseTraining whole = training(method, 5, 1);
        DenseTraining begun = training(method, 5, 1);
        DenseTraining goneOn = training(method, 5, 1)) {
      for (int i = 0; i < 7; i++) {
        whole.step();
      }
      // Between two epochs, and within one.
      for (int i = 0; i < 5; i++) {
        begun.step();
      }
      TrainingState.write(file, "a run", begun);
      TrainingState.read(file, "a run", goneOn);
      assertThat(goneOn.steps()).isEqualTo(5);
      goneOn.step();
      goneOn.step();
      assertThat(bits(goneOn)).isEqualTo(bits(whole));
    }
  }

  private static String bits(DenseTraining training) {
    return Arrays.deepToString(Matrices.rows(training.weights().first()))
        + Arrays.deepToString(Matrices.rows(training.weights().second()));
  }

  @Test
  void aStateOfAnotherRunOrADamagedOneIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state");
    try (DenseTraining training = training(new DenseMethod.Plain(0.05), 5, 1)) {
      TrainingState.write(file, "a run", training);
      assertThatThrownBy(() -> TrainingState.read(file, "another run", training))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("of another run: a run");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
      assertThatThrownBy(() -> TrainingState.read(file, "a run", training))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged");
      Files.write(file, Arrays.copyOf(bytes, 100));
      assertThatThrownBy(() -> TrainingState.read(file, "a run", training))
          .isInstanceOf(IOException.class);
    }
  }

  /** The mini-batches of an epoch are a partition, so their mean gradient is the full one. */
  @Test
  void theMiniBatchesOfAnEpochAreUnbiased() {
    double tiny = 1e-3;
    DenseTraining.Setting full = new DenseTraining.Setting(23, 7, 40, 40, 1e-3);
    double[] sum;
    try (DenseTraining batches =
            new DenseTraining(SETTING, new DenseMethod.Plain(tiny), 5, new PlainProducts(1), 1);
        DenseTraining whole =
            new DenseTraining(full, new DenseMethod.Plain(tiny), 5, new PlainProducts(1), 1)) {
      double[] start = ExplicitNetwork.of(batches.weights()).flat();
      sum = new double[start.length];
      DenseWeights first = new DenseWeights(23, 7);
      first.set(batches.weights());
      for (int i = 0; i < 4; i++) {
        batches.resume(i, first);
        batches.step();
        add(sum, start, ExplicitNetwork.of(batches.weights()).flat(), 0.25 / tiny);
      }
      double[] expected = new double[start.length];
      whole.step();
      add(expected, start, ExplicitNetwork.of(whole.weights()).flat(), 1 / tiny);
      assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow()).isGreaterThan(0.05);
      assertThat(sum).usingComparatorWithPrecision(5e-4).containsExactly(expected);
    }
  }

  private static void add(double[] sum, double[] start, double[] end, double factor) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * (start[k] - end[k]);
    }
  }

  @Test
  void theDataLieOnTheSphereAndAreTheTeachers() {
    try (DenseTraining training = training(new DenseMethod.Plain(0.05), 5, 1)) {
      TeacherData data = training.training();
      double[] mean = new double[7];
      DenseWeights teacher = new DenseWeights(1, 7);
      try (Team team = new Team(1)) {
        teacher.draw(0, Noise.of(5), 1, team);
      }
      ExplicitNetwork explicit = ExplicitNetwork.of(teacher);
      for (int i = 0; i < data.size(); i++) {
        double[] x = new double[7];
        double squares = 0;
        for (int j = 0; j < 7; j++) {
          x[j] = data.points().get(i, j);
          squares += x[j] * x[j];
          mean[j] += x[j] / data.size();
        }
        assertThat(squares).isCloseTo(1, within(1e-6));
        assertThat(data.targets()[i]).isCloseTo(explicit.prediction(x), within(1e-6));
      }
      assertThat(mean).usingComparatorWithPrecision(0.3).containsOnly(0);
    }
  }

  @Test
  void errorsAreHalfMeanSquares() {
    try (DenseTraining training = training(new DenseMethod.Plain(0.05), 5, 1)) {
      ExplicitNetwork student = ExplicitNetwork.of(training.weights());
      TeacherData data = training.training();
      double sum = 0;
      for (int i = 0; i < data.size(); i++) {
        double[] x = new double[7];
        for (int j = 0; j < 7; j++) {
          x[j] = data.points().get(i, j);
        }
        sum += Math.pow(student.prediction(x) - data.targets()[i], 2);
      }
      assertThat(training.trainingError()).isCloseTo(sum / (2 * data.size()), within(1e-6));
      assertThat(training.validationError()).isNotEqualTo(training.trainingError());
    }
  }

  /** The dense second layer saturates: the published start is 0.345 +- 0.061 over teachers. */
  @Test
  void thePublishedSizeStartsSaturated() {
    DenseTraining.Setting setting = new DenseTraining.Setting(500, 50, 100, 100, 1e-3);
    double mean = 0;
    for (long seed = 0; seed < 8; seed++) {
      try (MatrixProducts products = new PlainProducts(2);
          DenseTraining training =
              new DenseTraining(setting, new DenseMethod.Plain(0.05), seed, products, 2)) {
        mean += training.validationError() / 8;
      }
    }
    // E exp(-s^2/4) = (1 + 375)^(-1/2) instead of (1 + 750)^(-1/2): a little lower.
    assertThat(mean).isCloseTo(0.34, within(0.06));
  }

  @Test
  void noiseIsHalvedAgainAndAgain() {
    DenseMethod.NoiseInjection noise = new DenseMethod.NoiseInjection(0.05, 1, 1000);
    assertThat(noise.level(0)).isEqualTo(1);
    assertThat(noise.level(999)).isEqualTo(1);
    assertThat(noise.level(1000)).isEqualTo(0.5);
    assertThat(noise.level(9500)).isEqualTo(Math.pow(2, -9));
  }

  @Test
  void weightsAreNormalAboutTheirMean() {
    DenseWeights weights = new DenseWeights(40, 30);
    try (Team team = new Team(2)) {
      weights.draw(0.5, Noise.of(3), 0, team);
    }
    double[] flat = ExplicitNetwork.of(weights).flat();
    double mean = Arrays.stream(flat).average().orElseThrow();
    double variance = Arrays.stream(flat).map(w -> (w - 0.5) * (w - 0.5)).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(4 / Math.sqrt(flat.length)));
    assertThat(variance).isCloseTo(1, within(4 * Math.sqrt(2.0 / flat.length)));
    float[] own = new float[90 + 120];
    Noise.of(3).normals(Purpose.NETWORK_WEIGHTS, 0, 7, 1, own.length, own);
    assertThat(weights.first().get(3 * 7 + 2, 4)).isEqualTo(0.5f + own[64]);
    assertThat(weights.second().get(7, 11)).isEqualTo(0.5f + own[101]);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new DenseTraining.Setting(5, 4, 12, 5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 points in batches of 5");
    assertThatThrownBy(() -> new FloatMatrix(1 << 15, 1 << 15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32768 x 32768");
  }
}
