package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "1, 7, 7",
    "5, 0, 0",
    "5, 1, 5",
    "5, 5, 5",
    "5, 6, 10",
    "9223372036854775807, 2, 9223372036854775807",
    "10, 9223372036854775807, 9223372036854775807",
  })
  void everyIsTheNextMultiple(long k, long step, long next) {
    assertThat(Cadence.every(k).atOrAfter(step)).isEqualTo(next);
  }

  @Test
  void neverIsNever() {
    assertThat(Cadence.never().atOrAfter(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(Cadence.never().isAt(0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "60, 10000, 10000",
    "5, 100, 100000",
    "1, 10, 10",
    "1, 10, 1000",
    "3, 0, 0",
    "50, 7, 7"
  })
  void logarithmicHasBothEndsAndGrowingGaps(int count, long over, long until) {
    long[] steps = steps(Cadence.logarithmic(count, over, until), until);
    assertThat(steps).contains(0, over).isSorted().doesNotHaveDuplicates();
    assertThat(LongStream.of(steps).filter(s -> s <= over).count()).isLessThanOrEqualTo(count + 1);
    for (int i = 3; i < steps.length && steps[i] < over; i++) {
      assertThat(steps[i] - steps[i - 1]).isGreaterThanOrEqualTo(steps[i - 1] - steps[i - 2] - 1);
    }
  }

  /** A run that is prolonged keeps the steps it had. */
  @Test
  void logarithmicWithoutAnEndIsMade() {
    Cadence endless = Cadence.logarithmic(10, 1000, Long.MAX_VALUE);
    assertThat(endless.atOrAfter(1_000_000_000_000L)).isGreaterThanOrEqualTo(1_000_000_000_000L);
    assertThat(endless.atOrAfter(0)).isZero();
  }

  @Test
  void logarithmicGoesOnPastItsLength() {
    long[] shorter = steps(Cadence.logarithmic(10, 1000, 1000), 1000);
    long[] longer = steps(Cadence.logarithmic(10, 1000, 100_000), 100_000);
    assertThat(longer).startsWith(shorter).hasSizeGreaterThan(shorter.length + 3);
  }

  private static long[] steps(Cadence cadence, long until) {
    return LongStream.iterate(cadence.atOrAfter(0), s -> s <= until, s -> cadence.atOrAfter(s + 1))
        .toArray();
  }

  @Test
  void refusesWhatIsNoCadence() {
    assertThatIllegalArgumentException().isThrownBy(() -> Cadence.every(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Cadence.logarithmic(0, 5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> Cadence.logarithmic(5, -1, 5));
  }
}
