package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indices, subsets and permutations of {@link Noise}. */
class IndexDrawsTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private final Noise noise = Noise.of(7);

  /**
   * The documented recipe in big integers; bounds near 2^63 / 1.5 reject a third of the attempts.
   */
  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 3, 10, 1L << 32, (1L << 32) + 1, 0x5555555555555556L, 0x7fffffffffffffffL})
  void boundedIndexFollowsItsRecipe(long bound) {
    BigInteger b = BigInteger.valueOf(bound);
    int[] words = new int[64];
    int rejected = 0;
    for (long index = 0; index < 300; index++) {
      noise.words(Purpose.MINI_BATCH, 4, index, 1, words.length, words);
      int attempt = 0;
      BigInteger product = product(words, attempt, b);
      while (product.mod(TWO_64).compareTo(TWO_64.mod(b)) < 0) {
        product = product(words, ++attempt, b);
        rejected++;
      }
      assertThat(noise.boundedIndex(Purpose.MINI_BATCH, 4, index, bound))
          .isEqualTo(product.shiftRight(64).longValueExact())
          .isBetween(0L, bound - 1);
    }
    if (bound == 0x5555555555555556L) {
      assertThat(rejected).isPositive();
    }
  }

  private static BigInteger product(int[] words, int attempt, BigInteger bound) {
    return new BigInteger(Integer.toUnsignedString(words[2 * attempt]))
        .shiftLeft(32)
        .add(new BigInteger(Integer.toUnsignedString(words[2 * attempt + 1])))
        .multiply(bound);
  }

  @Test
  void subsetsOfAnotherFirstIndexAreOthersAndAsLikely() {
    assertThat(noise.subset(Purpose.SUBSET, 5, 0, 1000, 100))
        .containsExactly(noise.subset(Purpose.SUBSET, 5, 1000, 100));
    assertThat(noise.subset(Purpose.SUBSET, 5, 1L << 32, 1000, 100))
        .isNotEqualTo(noise.subset(Purpose.SUBSET, 5, 1000, 100));
    assertThat(chiSquare(20, 20_000, at -> noise.subset(Purpose.SUBSET, 0, 6L * at, 6, 3)))
        .isLessThan(43.8);
  }

  @Test
  void subsetsAreAllEquallyLikely() {
    // C(6, 3) = 20 subsets; 19 degrees of freedom, 99.9 % point 43.8.
    assertThat(chiSquare(20, 20_000, step -> noise.subset(Purpose.SUBSET, step, 6, 3)))
        .isLessThan(43.8);
  }

  @Test
  void permutationsAreAllEquallyLikely() {
    // 4! = 24; 23 degrees of freedom, 99.9 % point 49.7.
    assertThat(chiSquare(24, 24_000, step -> noise.permutation(Purpose.PERMUTATION, step, 4)))
        .isLessThan(49.7);
  }

  private static double chiSquare(int kinds, int draws, IntFunction<int[]> draw) {
    Map<String, Integer> counts = new HashMap<>();
    for (int step = 0; step < draws; step++) {
      counts.merge(Arrays.toString(draw.apply(step)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(kinds);
    double expected = (double) draws / kinds;
    return counts.values().stream()
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({"1,0", "0,0", "1,1", "10,10", "1000,17", "1000,999", "2147483647,1000"})
  void subsetsAreDistinctAscendingAndRepeatable(long n, int m) {
    int[] subset = noise.subset(Purpose.SUBSET, 5, n, m);
    assertThat(subset).hasSize(m).doesNotHaveDuplicates().isSorted();
    assertThat(Arrays.stream(subset)).allMatch(index -> index >= 0 && index < n);
    assertThat(Noise.of(7).subset(Purpose.SUBSET, 5, n, m)).containsExactly(subset);
    if (m > 1 && m < n) {
      assertThat(noise.subset(Purpose.SUBSET, 6, n, m)).isNotEqualTo(subset);
      assertThat(noise.subset(Purpose.MINI_BATCH, 5, n, m)).isNotEqualTo(subset);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 101, 10_007})
  void permutationsHoldEveryIndexOnce(int n) {
    int[] permutation = noise.permutation(Purpose.PERMUTATION, 3, n);
    assertThat(Arrays.stream(permutation).sorted()).containsExactly(identity(n));
    if (n > 100) {
      assertThat(permutation).isNotEqualTo(noise.permutation(Purpose.PERMUTATION, 4, n));
    }
  }

  private static Integer[] identity(int n) {
    return IntStream.range(0, n).boxed().toArray(Integer[]::new);
  }

  /** Found by a separate program after the documented recipe. */
  @Test
  void goldenDraws() {
    assertThat(noise.subset(Purpose.SUBSET, 0, 1000, 5)).containsExactly(171, 280, 371, 675, 995);
    assertThat(noise.permutation(Purpose.PERMUTATION, 0, 8))
        .containsExactly(5, 6, 3, 1, 2, 4, 7, 0);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertRefused(() -> noise.boundedIndex(Purpose.SUBSET, 0, 0, 0), "bound is too small: 0 < 1");
    assertRefused(
        () -> noise.boundedIndex(Purpose.SUBSET, 0, -1, 5),
        "index is out of range: -1 is not in 0 to 17592186044415");
    assertRefused(
        () -> noise.subset(Purpose.SUBSET, 0, 4, 5), "subset is larger than the set: 5 > 4");
    assertRefused(() -> noise.subset(Purpose.SUBSET, 0, 4, -1), "m is too small: -1 < 0");
    assertRefused(
        () -> noise.subset(Purpose.SUBSET, 0, 1L << 31, 5),
        "n is too large: 2147483648 > 2147483647");
    assertRefused(() -> noise.permutation(Purpose.PERMUTATION, 0, -3), "n is too small: -3 < 0");
    assertRefused(
        () -> noise.permutation(Purpose.PERMUTATION, Noise.LIMIT, 3),
        "step is out of range: 17592186044416 is not in 0 to 17592186044415");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
