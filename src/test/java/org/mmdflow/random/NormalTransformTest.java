package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTransformTest {
  /** The bounds that NormalTransform states, below 4 and over all. */
  private static final double LARGEST_ERROR_BELOW_4 = 2.7e-7;

  private static final double LARGEST_ERROR = 4.9e-7;

  @Test
  void isTheExactQuantileWithinTheStatedError() {
    SplittableRandom random = new SplittableRandom(1);
    IntStream grid =
        IntStream.range(0, 1 << 16).map(high -> (high << 16) | random.nextInt(1 << 16));
    IntStream tail = IntStream.range(0, 1 << 14);
    IntStream middle = IntStream.range(0, 1 << 10).map(i -> Integer.MAX_VALUE - i);
    IntStream.concat(grid, IntStream.concat(tail, middle))
        .forEach(
            word -> {
              double x = Math.abs((double) NormalTransform.normal(word));
              double p = ((word & 0x7fffffff) + 0.5) * 0x1p-32;
              double bound = x < 4 ? LARGEST_ERROR_BELOW_4 : LARGEST_ERROR;
              assertThat(NormalOracle.quantileError(x, p))
                  .as("word %08x", word)
                  .isCloseTo(0, within(bound));
            });
  }

  /** The number of words above k is known exactly: it is where the quantile passes k. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.2})
  void tailsHoldTheRightNumberOfWords(double k) {
    int low = 0;
    int high = Integer.MAX_VALUE;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (NormalTransform.normal(middle) > k) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double expected = NormalOracle.upperTail(k) * 0x1p32;
    double spread = LARGEST_ERROR * NormalOracle.density(k) * 0x1p32;
    assertThat((double) low).isCloseTo(expected, within(0.5 + 1.001 * spread));
  }

  @Test
  void theTopBitIsTheSign() {
    new SplittableRandom(2)
        .ints(100_000)
        .forEach(
            word -> {
              float x = NormalTransform.normal(word);
              assertThat(NormalTransform.normal(word ^ 0x80000000)).isEqualTo(-x);
              assertThat(x < 0).isEqualTo(word < 0);
            });
  }

  /** At a boundary v = (8 + s) 2^(28 - octave), the two cubics meet within the rounding. */
  @Test
  void segmentsMeet() {
    for (int octave = 0; octave <= 28; octave++) {
      for (int s = 0; s < 8; s++) {
        long boundary = (8L + s) << (28 - octave);
        int word = (int) (boundary >>> 1);
        float before = NormalTransform.normal(word - 1);
        float after = NormalTransform.normal(word);
        assertThat(after - before)
            .as("octave %d segment %d", octave, s)
            .isLessThanOrEqualTo(2 * Math.ulp(Math.max(before, 0.25f)));
      }
    }
  }

  @Test
  void fallsAsTheWordGrows() {
    float previous = Float.POSITIVE_INFINITY;
    for (int high = 0; high < 1 << 15; high++) {
      float x = NormalTransform.normal(high << 16);
      assertThat(x).isLessThan(previous);
      previous = x;
    }
  }

  /** The whole last segment, p just below 1/2, where a cubic could slip below zero. */
  @Test
  void neverPassesZero() {
    float least = Float.POSITIVE_INFINITY;
    for (int word = 0x78000000; word >= 0; word++) {
      least = Math.min(least, NormalTransform.normal(word));
    }
    assertThat(least).isPositive().isLessThan(1e-8f);
  }

  @Test
  void extremeWords() {
    assertThat(NormalTransform.normal(0)).isCloseTo(6.337958f, within(5e-7f));
    assertThat(NormalTransform.normal(0x80000000)).isEqualTo(-NormalTransform.normal(0));
    assertThat(NormalTransform.normal(-1)).isEqualTo(-NormalTransform.normal(0x7fffffff));
  }
}
