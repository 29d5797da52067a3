package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** Tensor cores keep float's accuracy, and it is they that summed. */
class TensorTest {
  @BeforeAll
  static void thereIsADevice() {
    CudaMachine.assumeThere();
  }

  private static Engine open(boolean tensorCores) {
    return CudaMachine.open(new CudaLayout(tensorCores, true));
  }

  private static double[] gradient(Engine engine, Kernel kernel, int n, int d) {
    return gradient(engine, kernel, n, d, Summation.exact());
  }

  private static double[] gradient(
      Engine engine, Kernel kernel, int n, int d, Summation summation) {
    Precision precision =
        engine.device().engine().equals("reference") ? Precision.DOUBLE : Precision.FLOAT;
    double[] points = new Random(d).doubles((long) n * d).map(Precision.FLOAT::round).toArray();
    double[] weights = new Random(d + 1).doubles(n).map(Precision.FLOAT::round).toArray();
    double[] found = new double[n * d];
    try (Cloud x = engine.cloud(n, d, precision);
        Cloud w = engine.cloud(n, 1, precision);
        Cloud g = engine.cloud(n, d, precision);
        KernelSum sum = engine.kernelSum(kernel, d, precision, summation)) {
      x.write(points);
      w.write(weights);
      sum.gradient(x, List.of(new Part(x, w)), g, List.of());
      g.read(found);
    }
    return found;
  }

  private static double difference(double[] found, double[] expected) {
    double apart = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      apart += (found[i] - expected[i]) * (found[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    return Math.sqrt(apart / size);
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian(h=4), 16",
    "gaussian(h=4), 23",
    "gaussian(h=5), 32",
    "gaussian(h=6), 50",
    "gaussian(h=6), 64",
    "gaussian(h=8), 100",
    "gaussian(h=8), 128",
    "matern32(l=6), 20",
    "matern52(l=6), 40",
    "'imq(l=6, c=1, beta=0.5)', 64",
    "'imq(l=6, c=1, beta=1)', 16",
    "'imq(l=6, c=1, beta=0.7)', 33"
  })
  void areAsExactAsDifferences(String text, int d) {
    Kernel kernel = Kernel.parse(text);
    int n = 700;
    double[] tensor;
    double[] plain;
    double[] exact;
    try (Engine engine = open(true)) {
      tensor = gradient(engine, kernel, n, d);
    }
    try (Engine engine = open(false)) {
      plain = gradient(engine, kernel, n, d);
    }
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      exact = gradient(engine, kernel, n, d);
    }
    assertThat(difference(tensor, exact)).isLessThan(4e-7);
    assertThat(difference(plain, exact)).isLessThan(4e-7);
    assertThat(tensor).as("the tensor cores did not sum").isNotEqualTo(plain);
  }

  /** Eleven bits are what they say; more would be another sum's. */
  @ParameterizedTest
  @CsvSource({
    "gaussian(h=4), 16",
    "gaussian(h=6), 50",
    "gaussian(h=8), 128",
    "matern32(l=6), 20",
    "'imq(l=6, c=1, beta=0.5)', 64"
  })
  void fastSumsErrAsTheySay(String text, int d) {
    Kernel kernel = Kernel.parse(text);
    try (Engine engine = open(true)) {
      double[] fast = gradient(engine, kernel, 700, d, Summation.tf32());
      double[] exact = gradient(engine, kernel, 700, d);
      assertThat(difference(fast, exact)).isBetween(1e-5, 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({"gaussian(h=1), 15", "gaussian(h=1), 129", "laplace(l=1), 50", "energy, 50"})
  void fastSumsAreRefusedWhereThereAreNone(String text, int d) {
    try (Engine engine = open(true)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> gradient(engine, Kernel.parse(text), 10, d, Summation.tf32()))
          .withMessageStartingWith(
              "summation tf32 is for GPUs of compute capability 8.0 and later");
    }
    try (Engine engine = open(false)) {
      assertThat(engine.unable(Kernel.gaussian(1), 50, Precision.FLOAT, Summation.tf32()))
          .isPresent();
    }
  }
}
