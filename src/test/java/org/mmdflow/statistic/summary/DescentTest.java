package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Flow;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/** The flow to stationarity, on the engine {@code reference}. */
class DescentTest {
  private static final Sample DATA = Sample.of(RandomClouds.gaussian(1, 100, 2));

  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    assertThat(engine.device().engine()).isEqualTo("reference");
    engine.close();
  }

  private Descent.Result run(Kernel kernel, Precision precision, Points start, long most) {
    try (Embedding embedding = new Embedding(engine, kernel, DATA)) {
      return Descent.run(engine, kernel, precision, embedding, start, most, Watch.NOBODY);
    }
  }

  /** L is 1 / h^2 for a Gaussian. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void theFirstStageHasTheStepSizeOfTheKernel(double h) {
    Kernel kernel = Kernel.gaussian(h);
    Points start = RandomClouds.gaussian(2, 8, 2, 0, 0.5);
    Descent.Result result = run(kernel, Precision.FLOAT, start, Descent.STAGE);
    try (Flow flow =
        Flow.from(start)
            .to(DATA.points())
            .kernel(kernel)
            .momentum(Descent.MOMENTUM)
            .stepSize(1 / kernel.lipschitz().getAsDouble())
            .on(engine)) {
      flow.run(Descent.STAGE);
      assertThat(result.points()).isEqualTo(flow.particles());
      assertThat(result.points()).isNotEqualTo(start);
    }
  }

  /** Terms of the MMD may be negative; where nothing is left to gain, nothing is done. */
  @ParameterizedTest
  @ValueSource(strings = {"energy", "riesz(s=0.5)", "gaussian(h=1)"})
  void allOfTheDataIsAtRest(String text) {
    Descent.Result result = run(Kernel.parse(text), Precision.DOUBLE, DATA.points(), 1_000);
    assertThat(result.stationary()).isTrue();
    assertThat(result.steps()).isZero();
    assertThat(result.points()).isEqualTo(DATA.points());
  }

  @Test
  void aFlowThatReachesZeroUnderANegativeKernelIsAtRest() {
    Points moved = DATA.points().copy();
    for (int i = 0; i < moved.data().length; i++) {
      moved.data()[i] += 1e-9;
    }
    Descent.Result result = run(Kernel.parse("energy"), Precision.DOUBLE, moved, 10_000);
    assertThat(result.stationary()).isTrue();
    assertThat(result.steps()).isLessThan(2_000);
  }

  /** The first step size is a guess, here far too large. */
  @Test
  void itDoesNotRestBeforeItHasDescended() {
    Kernel kernel = Kernel.parse("polynomial(degree=9, c=1)");
    Points start = RandomClouds.gaussian(2, 8, 2, 0, 0.5);
    double before = run(kernel, Precision.FLOAT, start, 0).mmd2();
    assertThat(run(kernel, Precision.FLOAT, start, 1_000).mmd2()).isLessThan(0.3 * before);
  }

  @Test
  void forcesBeyondFloatAreTheUsersToMend() {
    Kernel kernel = Kernel.parse("polynomial(degree=70, c=1)");
    Points start = DATA.points().rows(0, 1, 2, 3, 4, 5, 6, 7);
    assertThatThrownBy(() -> run(kernel, Precision.FLOAT, start, 100))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the forces of the kernel polynomial(degree=70, c=1) are not finite in float, in the"
                + " kernel; use --precision double, or another kernel such as gaussian(h=median)");
    assertThat(run(kernel, Precision.DOUBLE, start, 25).steps()).isEqualTo(25);
  }
}
