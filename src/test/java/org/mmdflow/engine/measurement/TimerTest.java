package org.mmdflow.engine.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timer with a clock of its own: passes say how long they take. */
class TimerTest {
  private long now;
  private int passes;

  private final Timer timer = new Timer(() -> now);

  private Runnable taking(java.util.function.DoubleUnaryOperator secondsOfPass) {
    return () -> {
      now += Math.round(1e9 * secondsOfPass.applyAsDouble(passes));
      passes++;
    };
  }

  @Test
  void theMedianIsThatOfTheMiddlePass() {
    // One pass in five is disturbed: the median and the middle half do not feel it.
    Timing timing = timer.measure(taking(i -> i % 5 == 4 ? 0.9 : 0.1));
    assertThat(timing.seconds()).isCloseTo(0.1, within(1e-9));
    assertThat(timing.spread()).isCloseTo(0, within(1e-9));
    assertThat(timing.passes()).isBetween(5, 6);
  }

  @Test
  void unsteadyPassesAreRepeatedAndTheirSpreadIsTold() {
    int steady = timer.measure(taking(i -> 0.01)).passes();
    passes = 0;
    Random random = new Random(7);
    Timing unsteady = timer.measure(taking(i -> 0.01 + 0.01 * random.nextDouble()));
    assertThat(unsteady.passes()).isGreaterThan(steady);
    assertThat(unsteady.spread()).isBetween(0.2, 0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 3e-6, 1e-3, 0.02, 30})
  void anyLengthOfPassIsMeasuredAndEnds(double seconds) {
    timer.warmUp(taking(i -> seconds));
    Timing timing = timer.measure(taking(i -> seconds));
    assertThat(timing.seconds()).isCloseTo(seconds, within(1e-3 * seconds));
    assertThat(timing.passes()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void aClockThatStandsStillEndsToo() {
    Timing timing = timer.measure(() -> {});
    assertThat(timing.seconds()).isPositive();
  }

  @Test
  void warmingUpGoesOnUntilPassesAreSteady() {
    // A compiler makes passes faster until the tenth.
    timer.warmUp(taking(i -> i < 10 ? 0.2 - 0.019 * i : 0.01));
    assertThat(passes).isGreaterThanOrEqualTo(10);
  }
}
