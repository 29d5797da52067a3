package org.mmdflow.statistic.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** How many splits there are, how many fit in memory, and that a test can be ended. */
class SplitLimitsTest {
  @Test
  void theNumberThatFitsIsNamedAndFits() {
    String message = "1000000 permutations of 20000 points need 2640 MB of memory where the Java";
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> SplitMemory.check(1_000_000, 1, 20_000, 1L << 30))
        .withMessageStartingWith(message)
        .withMessageEndingWith("use 290933 permutations or fewer");
    assertThatCode(() -> SplitMemory.check(290_933, 1, 20_000, 1L << 30))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> SplitMemory.check(290_934, 1, 20_000, 1L << 30));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> SplitMemory.check(290_933, 2, 20_000, 1L << 30));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> SplitMemory.check(999, 1, 2_000_000_000, 1L << 20))
        .withMessageEndingWith("use fewer points, or the method block or linear");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> new TestSettings(Integer.MAX_VALUE, 0.05, 1, 1))
        .withMessage(
            "permutations must be from 1 to 1,000,000 but are 2147483647, in a two-sample test;"
                + " use 999");
  }

  @ParameterizedTest
  @CsvSource({
    "PERMUTATION, 3, 3, 10",
    "PERMUTATION, 2, 3, 10",
    "AGGREGATED, 4, 2, 15",
    "WILD_BOOTSTRAP, 5, 5, 16",
    "LINEAR, 9, 8, 16",
    "BLOCK, 4, 4, 9",
    "BLOCK, 4, 3, 9",
  })
  void distinctSplitsAreCounted(TestMethod method, int n, int m, double expected) {
    // Two blocks: 2 and 2 points, 6 / 2 ways, or 2 and 1, 3 ways.
    double count = DistinctSplits.count(method, n, m, 2);
    assertThat(count).isCloseTo(expected, within(1e-9));
  }

  /** Every method tells how it gets on, on the calling thread, and ends where that throws. */
  @ParameterizedTest
  @EnumSource(TestMethod.class)
  void theWatchMayEndATest(TestMethod method) {
    Points x = RandomClouds.gaussian(1, 40, 2);
    Points y = RandomClouds.gaussian(2, 40, 2);
    Kernel kernel = Kernel.gaussian(1);
    AtomicInteger calls = new AtomicInteger();
    TestSettings with =
        new TestSettings(
            99,
            0.05,
            1,
            1,
            (what, done, total) -> {
              calls.incrementAndGet();
              assertThat(done).isBetween(0L, total);
              throw new IllegalStateException(what);
            });
    try (Engine engine = RandomClouds.engine()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () -> {
                switch (method) {
                  case PERMUTATION ->
                      TwoSampleTest.permutation(engine, Precision.FLOAT, kernel, x, y, with);
                  case WILD_BOOTSTRAP ->
                      TwoSampleTest.wildBootstrap(engine, Precision.FLOAT, kernel, x, y, with);
                  case LINEAR -> TwoSampleTest.linear(kernel, x, y, with);
                  case BLOCK ->
                      TwoSampleTest.block(engine, Precision.FLOAT, kernel, x, y, with, 20);
                  case AGGREGATED ->
                      TwoSampleTest.aggregated(
                          engine, Precision.FLOAT, TwoSampleTest.bandwidths(kernel, 1), x, y, with);
                }
              });
      assertThat(calls).hasValue(1);
    }
  }
}
