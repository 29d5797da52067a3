package org.mmdflow.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Bumps;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;

/** The engine reference's sums of features against the kernel itself, pair by pair. */
class FeatureKernelSumTest {
  private static final int N = 37;
  private static final int M = 71;
  private static final Offset<Double> CLOSE = within(1e-12);
  private static final FeatureKernel KERNEL =
      new FeatureKernel(new Bumps(normals(new Random(1), 131)));

  private final Random random = new Random(2);
  private final double[] z = normals(random, 2 * N);
  private final double[] x = normals(random, 2 * M);
  private final double[] a = normals(random, M);
  private final double[] y = normals(random, 2 * M);
  private final double[] b = normals(random, M);

  private static double[] normals(Random random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  private interface Check {
    void with(Engine engine, KernelSum sum, Part first, Part second);
  }

  private void on(int threads, Precision precision, Check test) {
    try (Engine engine = Engines.open("reference", new EngineOptions(threads));
        KernelSum sum = engine.kernelSum(KERNEL, 2, precision, Summation.exact())) {
      Part first = part(engine, precision, x, a);
      test.with(engine, sum, first, part(engine, precision, y, b));
    }
  }

  private static Part part(Engine engine, Precision precision, double[] points, double[] weights) {
    return new Part(cloud(engine, precision, 2, points), cloud(engine, precision, 1, weights));
  }

  private static Cloud cloud(Engine engine, Precision precision, int d, double[] values) {
    Cloud cloud = engine.cloud(values.length / d, d, precision);
    cloud.write(values);
    return cloud;
  }

  private static double[] read(Cloud cloud) {
    double[] values = new double[(int) (cloud.n() * cloud.d())];
    cloud.read(values);
    return values;
  }

  private static double valueAt(double[] points, int i, double[] sources, double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * KERNEL.value(points, 2 * i, sources, 2 * j);
    }
    return sum;
  }

  @Test
  void valuesAndGradientAreThoseOfThePairs() {
    on(
        2,
        Precision.DOUBLE,
        (engine, sum, first, second) -> {
          Cloud at = cloud(engine, Precision.DOUBLE, 2, z);
          Cloud gradient = engine.cloud(N, 2, Precision.DOUBLE);
          Cloud f = engine.cloud(N, 1, Precision.DOUBLE);
          Cloud g = engine.cloud(N, 1, Precision.DOUBLE);
          sum.gradient(at, List.of(first, second), gradient, List.of(f, g));
          double[] slopes = read(gradient);
          for (int i = 0; i < N; i++) {
            assertThat(read(f)[i]).isCloseTo(valueAt(z, i, x, a), CLOSE);
            assertThat(read(g)[i]).isCloseTo(valueAt(z, i, y, b), CLOSE);
            for (int c = 0; c < 2; c++) {
              double[] up = z.clone();
              double[] down = z.clone();
              up[2 * i + c] += 1e-5;
              down[2 * i + c] -= 1e-5;
              double rise = valueAt(up, i, x, a) + valueAt(up, i, y, b);
              double fall = valueAt(down, i, x, a) + valueAt(down, i, y, b);
              assertThat(slopes[2 * i + c]).isCloseTo((rise - fall) / 2e-5, within(2e-7));
            }
          }
          sum.gradient(at, List.of(first, second), gradient, List.of());
          assertThat(read(gradient)).isEqualTo(slopes);
          sum.value(at, second, f);
          assertThat(read(f)).isEqualTo(read(g));
        });
  }

  @Test
  void quadraticFormsAreThoseOfLoops() {
    double all = 0;
    double own = 0;
    double square = 0;
    double diagonal = 0;
    for (int i = 0; i < M; i++) {
      all += a[i] * valueAt(x, i, y, b);
      own += a[i] * b[i] * KERNEL.value(x, 2 * i, y, 2 * i);
      square += a[i] * valueAt(x, i, x, a);
      diagonal += a[i] * a[i] * KERNEL.diagonal(x, 2 * i, 2);
    }
    double[] expected = {all, all - own, square, square - diagonal};
    on(
        2,
        Precision.DOUBLE,
        (engine, sum, first, second) -> {
          double[] found = {
            sum.quadratic(first, second, Diagonal.INCLUDED),
            sum.quadratic(first, second, Diagonal.EXCLUDED),
            sum.quadratic(first, first, Diagonal.INCLUDED),
            sum.quadratic(first, first, Diagonal.EXCLUDED)
          };
          assertThat(found).containsExactly(expected, within(1e-11));
        });
  }

  @Test
  void theBlockIsTheKernelOfEachPair() {
    on(
        2,
        Precision.DOUBLE,
        (engine, sum, first, second) -> {
          Cloud out = engine.cloud(N, M, Precision.DOUBLE);
          sum.block(cloud(engine, Precision.DOUBLE, 2, z), first.points(), out);
          double[] block = read(out);
          for (int i = 0; i < N; i++) {
            for (int j = 0; j < M; j++) {
              assertThat(block[i * M + j]).isCloseTo(KERNEL.value(z, 2 * i, x, 2 * j), CLOSE);
            }
          }
        });
  }

  private double[] all(int threads, Precision precision) {
    double[][] results = new double[4][];
    on(
        threads,
        precision,
        (engine, sum, first, second) -> {
          Cloud at = cloud(engine, precision, 2, z);
          Cloud gradient = engine.cloud(N, 2, precision);
          Cloud f = engine.cloud(N, 1, precision);
          Cloud g = engine.cloud(N, 1, precision);
          sum.gradient(at, List.of(first, second), gradient, List.of(f, g));
          results[0] = read(gradient);
          results[1] = read(f);
          Cloud out = engine.cloud(N, M, precision);
          sum.block(at, first.points(), out);
          results[2] = read(out);
          results[3] = new double[] {sum.quadratic(first, second, Diagonal.EXCLUDED)};
        });
    return Arrays.stream(results).flatMapToDouble(Arrays::stream).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void threadsDoNotChangeTheBits(int threads) {
    assertThat(all(threads, Precision.DOUBLE)).isEqualTo(all(1, Precision.DOUBLE));
  }

  @Test
  void floatRoundsOnceWhenWritten() {
    double[] exact = all(1, Precision.DOUBLE);
    double[] rounded = all(1, Precision.FLOAT);
    for (int i = 0; i < exact.length; i++) {
      assertThat(rounded[i]).isCloseTo(exact[i], within(2e-5 + 2e-6 * Math.abs(exact[i])));
    }
  }

  @Test
  void pointsOfAnotherDimensionAreRefused() {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      assertThatThrownBy(() -> engine.kernelSum(KERNEL, 3, Precision.FLOAT, Summation.exact()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the kernel bumps on 131 points takes particles of 2 numbers, the points have 3");
      assertThat(engine.unable(KERNEL, 2, Precision.FLOAT, Summation.tf32()))
          .contains("engine reference has no summation tf32");
    }
  }

  @Test
  void otherEnginesSayThatTheyCannot() {
    try (Engine cpu = Engines.open("cpu", EngineOptions.DEFAULT)) {
      assertThat(cpu.unable(KERNEL, 2, Precision.FLOAT, Summation.exact()))
          .contains("engine cpu has no sums of features");
      assertThatThrownBy(() -> cpu.kernelSum(KERNEL, 2, Precision.FLOAT, Summation.exact()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("engine cpu has no sums of features");
    }
  }

  @Test
  void theAutomaticChoiceIsTheReferenceAndSaysWhy() {
    KernelSpec features = KernelSpec.of((Kernel) KERNEL);
    try (Engine engine = Engines.open("auto", features, EngineOptions.DEFAULT)) {
      assertThat(engine.device().engine()).isEqualTo("reference");
      assertThat(engine.device().why()).isEqualTo("no other engine sums features");
    }
    try (Engine engine = Engines.open("cpu", features, EngineOptions.DEFAULT)) {
      assertThat(engine.device().engine()).isEqualTo("cpu");
    }
  }
}
