package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mmdflow.kernel.Kernel;

/** Closing, and which thread may do what. */
interface LifecycleContract extends EngineUnderTest {
  private static KernelSum sumOn(Engine engine) {
    return engine.kernelSum(Kernel.gaussian(1), 1, Precision.FLOAT, Summation.exact());
  }

  private static void refused(ThrowingCallable call) {
    assertThatIllegalStateException().isThrownBy(call);
  }

  @Test
  default void aNewCloudIsZero() {
    inEachPrecision(
        (engine, precision) -> {
          try (Cloud cloud = engine.cloud(300, 3, precision)) {
            assertThat(Computed.read(cloud)).containsOnly(0);
            assertThat(cloud.n()).isEqualTo(300);
            assertThat(cloud.d()).isEqualTo(3);
            assertThat(cloud.precision()).isEqualTo(precision);
          }
        });
  }

  @Test
  default void aCloudRoundsToItsPrecisionAndNoFurther() {
    inEachPrecision(
        (engine, precision) -> {
          double[] written = {1.0 / 3, -2.0 / 3, 1e30, 1e-30, 16777217, -0.0};
          double[] wanted = written.clone();
          for (int i = 0; i < wanted.length; i++) {
            wanted[i] = precision.round(wanted[i]);
          }
          try (Cloud cloud = engine.cloud(3, 2, precision)) {
            cloud.write(written);
            written[0] = 99;
            assertThat(Computed.read(cloud)).isEqualTo(wanted);
          }
        });
  }

  @Test
  default void nothingClosedMayBeUsed() {
    try (Engine engine = open()) {
      Cloud cloud = engine.cloud(3, 1, Precision.FLOAT);
      Cloud closed = engine.cloud(3, 1, Precision.FLOAT);
      KernelSum sum = sumOn(engine);
      closed.close();
      refused(() -> closed.write(new double[3]));
      refused(() -> closed.read(new double[3]));
      refused(() -> sum.value(closed, new Part(cloud, cloud), cloud));
      refused(() -> sum.value(cloud, new Part(closed, cloud), cloud));
      refused(() -> sum.gradient(cloud, List.of(), closed, List.of()));
      sum.close();
      Part part = new Part(cloud, cloud);
      refused(() -> sum.value(cloud, part, cloud));
      refused(() -> sum.gradient(cloud, List.of(part), cloud, List.of()));
      refused(() -> sum.quadratic(part, part, Diagonal.INCLUDED));
      refused(() -> sum.block(cloud, cloud, cloud));
    }
  }

  @Test
  default void aClosedEngineTakesAllWithIt() {
    Engine engine = open();
    Cloud cloud = engine.cloud(3, 1, Precision.FLOAT);
    KernelSum sum = sumOn(engine);
    engine.close();
    refused(() -> cloud.write(new double[3]));
    refused(() -> cloud.read(new double[3]));
    refused(() -> sum.value(cloud, new Part(cloud, cloud), cloud));
    refused(() -> engine.cloud(1, 1, Precision.FLOAT));
    refused(() -> sumOn(engine));
  }

  @Test
  default void closingTwiceOrInAnyOrderIsFine() {
    Engine engine = open();
    Cloud first = engine.cloud(3, 1, Precision.FLOAT);
    KernelSum sum = sumOn(engine);
    Stepper stepper = engine.stepper(sum);
    Cloud second = engine.cloud(3, 1, Precision.FLOAT);
    first.close();
    first.close();
    sum.close();
    stepper.close();
    stepper.close();
    second.write(new double[] {1, 2, 3});
    assertThat(Computed.read(second)).containsExactly(1, 2, 3);
    engine.close();
    assertThatCode(
            () -> {
              engine.close();
              second.close();
              sum.close();
              stepper.close();
            })
        .doesNotThrowAnyException();
  }

  @Test
  default void anotherThreadIsRefused() throws Exception {
    try (Engine engine = open()) {
      Cloud cloud = engine.cloud(3, 1, Precision.FLOAT);
      KernelSum sum = sumOn(engine);
      ExecutorService other = Executors.newSingleThreadExecutor();
      try {
        other
            .submit(
                () -> {
                  refused(() -> cloud.write(new double[3]));
                  refused(() -> cloud.read(new double[3]));
                  refused(cloud::close);
                  refused(() -> engine.cloud(1, 1, Precision.FLOAT));
                  refused(() -> sumOn(engine));
                  refused(() -> sum.value(cloud, new Part(cloud, cloud), cloud));
                  refused(engine::close);
                })
            .get();
      } finally {
        other.shutdownNow();
      }
      assertThatCode(() -> cloud.write(new double[3])).doesNotThrowAnyException();
    }
  }

  @Test
  default void twoEnginesRunSideBySide() throws Exception {
    Callable<double[]> work =
        () -> {
          try (Engine engine = checked()) {
            double[] last = new double[0];
            for (int repeat = 0; repeat < 20; repeat++) {
              last =
                  Computed.on(
                          engine,
                          Kernels.standard(3),
                          Precision.FLOAT,
                          Problem.standard(200, 500, 3, 31))
                      .gradient();
            }
            return last;
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<double[]>> both = pool.invokeAll(List.of(work, work));
      assertThat(both.get(0).get()).isEqualTo(both.get(1).get()).doesNotContain(Double.NaN);
    } finally {
      pool.shutdownNow();
    }
  }
}
