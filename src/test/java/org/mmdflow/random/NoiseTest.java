package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  private static final long SEED = 0x0123456789abcdefL;
  private static final long LAST = Noise.LIMIT - 1;
  private final Noise noise = Noise.of(SEED);

  private float[] normals(Purpose purpose, long step, long first, int count, int dimension) {
    float[] out = new float[count * dimension];
    noise.normals(purpose, step, first, count, dimension, out);
    return out;
  }

  private int[] words(Purpose purpose, long step, long first, int count, int dimension) {
    int[] out = new int[count * dimension];
    noise.words(purpose, step, first, count, dimension, out);
    return out;
  }

  /** The counter word for word, with bits 43-32 of step and particle where DESIGN puts them. */
  @ParameterizedTest
  @CsvSource({
    "START,              0,           0,           01000000",
    "TARGET,             1,           2,           02000000",
    "EVALUATION_NOISE,   fffffffffff, 0,           03fff000",
    "DIFFUSION,          0,           fffffffffff, 04000fff",
    "MINI_BATCH,         abc00000001, 123fffffffe, 05abc123",
    "PERMUTATION,        80000000000, 100000000,   06800001",
    "SUBSET,             7ffffffff,   ffffffff,    07007000",
    "NETWORK_WEIGHTS,    ffffffff,    80000000000, 08000800"
  })
  void addressesReachTheCounter(Purpose purpose, String stepHex, String particleHex, String c3) {
    long step = Long.parseLong(stepHex, 16);
    long particle = Long.parseLong(particleHex, 16);
    int[] words = words(purpose, step, particle, 1, 11);
    int[] block = new int[4];
    for (int j = 0; j < 11; j++) {
      Philox.block(
          j / 4,
          (int) (particle & 0xffffffffL),
          (int) (step & 0xffffffffL),
          Integer.parseUnsignedInt(c3, 16),
          0x89abcdef,
          0x01234567,
          block);
      assertThat(words[j]).isEqualTo(block[j % 4]);
    }
  }

  @Test
  void particlesCarryPast32Bits() {
    long first = 0xfffffffeL;
    int[] together = words(Purpose.DIFFUSION, 3, first, 4, 3);
    for (int i = 0; i < 4; i++) {
      assertThat(words(Purpose.DIFFUSION, 3, first + i, 1, 3))
          .containsExactly(Arrays.copyOfRange(together, 3 * i, 3 * i + 3));
    }
    assertThat(words(Purpose.DIFFUSION, 3, 0, 1, 3))
        .isNotEqualTo(Arrays.copyOfRange(together, 6, 9));
  }

  /** Dimensions of every remainder mod 4, below and above the chunk of 1024 words. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 10, 31, 64, 683, 1023, 1024, 1025, 2050, 5003})
  void cuttingTheRangeChangesNothing(int dimension) {
    int count = 4099 / dimension + 7;
    float[] together = normals(Purpose.EVALUATION_NOISE, 12, 1000, count, dimension);
    int from = 0;
    for (int piece = 1; from < count; piece = piece % 5 + 1) {
      int size = Math.min(piece, count - from);
      assertThat(normals(Purpose.EVALUATION_NOISE, 12, 1000 + from, size, dimension))
          .containsExactly(
              Arrays.copyOfRange(together, from * dimension, (from + size) * dimension));
      from += size;
    }
  }

  /** A particle's first coordinates do not depend on how many it has. */
  @Test
  void dimensionsExtendEachOther() {
    int[] wide = words(Purpose.START, 0, 5, 1, 3000);
    for (int dimension : new int[] {1, 2, 3, 4, 7, 1024, 1030}) {
      assertThat(words(Purpose.START, 0, 5, 1, dimension))
          .containsExactly(Arrays.copyOf(wide, dimension));
    }
  }

  @Test
  void allVariantsAreTheSameWords() {
    int[] words = words(Purpose.TARGET, 9, 17, 301, 7);
    float[] floats = normals(Purpose.TARGET, 9, 17, 301, 7);
    double[] doubles = new double[words.length];
    noise.normals(Purpose.TARGET, 9, 17, 301, 7, doubles);
    double[] uniforms = new double[words.length];
    noise.uniforms(Purpose.TARGET, 9, 17, 301, 7, uniforms);
    for (int i = 0; i < words.length; i++) {
      assertThat(floats[i]).isEqualTo(NormalTransform.normal(words[i]));
      assertThat(doubles[i]).isEqualTo((double) floats[i]);
      assertThat(uniforms[i]).isEqualTo((2.0 * (words[i] & 0xffffffffL) + 1) / 0x1p33);
      assertThat(uniforms[i]).isStrictlyBetween(0.0, 1.0);
    }
  }

  @Test
  void seedsPurposesStepsAndParticlesHaveStreamsOfTheirOwn() {
    Set<Integer> firstWords = new HashSet<>();
    int streams = 0;
    int[] out = new int[1];
    for (long seed : new long[] {0, 1, 1L << 32, -1}) {
      for (Purpose purpose : Purpose.values()) {
        for (long step : new long[] {0, 1, 1L << 31, 1L << 32, 1L << 43}) {
          for (long particle : new long[] {0, 1, 1L << 31, 1L << 32, 1L << 43}) {
            Noise.of(seed).words(purpose, step, particle, 1, 1, out);
            firstWords.add(out[0]);
            streams++;
          }
        }
      }
    }
    // 1,000 words collide with probability 1.2e-4; these do not.
    assertThat(firstWords).hasSize(streams).hasSize(1000);
  }

  @Test
  void momentsTailsAndKolmogorovDistanceOfAMillion() {
    float[] x = normals(Purpose.DIFFUSION, 1, 0, 100_000, 10);
    double n = x.length;
    double[] moment = new double[5];
    for (float value : x) {
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= value;
        moment[k] += power / n;
      }
    }
    // Four standard deviations of each mean: variances 1, 2, 15, 96.
    assertWithin(moment[1], 0, 4 * Math.sqrt(1 / n));
    assertWithin(moment[2], 1, 4 * Math.sqrt(2 / n));
    assertWithin(moment[3], 0, 4 * Math.sqrt(15 / n));
    assertWithin(moment[4], 3, 4 * Math.sqrt(96 / n));

    Arrays.sort(x);
    double distance = 0;
    for (int i = 0; i < x.length; i++) {
      double f = NormalOracle.distribution(x[i]);
      distance = Math.max(distance, Math.max(f - i / n, (i + 1) / n - f));
    }
    // The 99.9 % point of the Kolmogorov distribution.
    assertThat(distance * Math.sqrt(n)).isLessThan(1.95);

    for (double k : new double[] {1, 2, 3, 4}) {
      int beyond = 0;
      for (float value : x) {
        beyond += Math.abs(value) > k ? 1 : 0;
      }
      double p = 2 * NormalOracle.upperTail(k);
      assertWithin(beyond, n * p, 4 * Math.sqrt(n * p * (1 - p)));
    }
  }

  /** Neighbours in every direction of the address are uncorrelated. */
  @Test
  void neighboursAreUncorrelated() {
    int count = 100_000;
    float[] x = normals(Purpose.DIFFUSION, 1, 0, count, 4);
    assertUncorrelated(x, normals(Purpose.DIFFUSION, 1, 1, count, 4));
    assertUncorrelated(x, normals(Purpose.DIFFUSION, 2, 0, count, 4));
    assertUncorrelated(x, normals(Purpose.EVALUATION_NOISE, 1, 0, count, 4));
    float[] nextCoordinate = new float[x.length];
    System.arraycopy(x, 1, nextCoordinate, 0, x.length - 1);
    assertUncorrelated(x, nextCoordinate);
  }

  private static void assertUncorrelated(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) x[i] * y[i];
    }
    assertWithin(sum / x.length, 0, 4 / Math.sqrt(x.length));
  }

  private static void assertWithin(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance));
  }

  /**
   * FNV-1a of 64 bits over the little-endian float bits. Every engine must give these; a change
   * here changes what recorded runs mean.
   */
  @ParameterizedTest
  @CsvSource({
    "42,               EVALUATION_NOISE, 0,              0,              100000, 10, 57a4443e69a1d556",
    "-1234567890123,   DIFFUSION,        17592186044415, 4294934529,     65537,  3,  7efe071b623bcb21",
  })
  void goldenHash(
      long seed, Purpose purpose, long step, long first, int count, int dimension, String golden) {
    float[] out = new float[count * dimension];
    Noise.of(seed).normals(purpose, step, first, count, dimension, out);
    long hash = 0xcbf29ce484222325L;
    for (float x : out) {
      int bits = Float.floatToRawIntBits(x);
      for (int shift = 0; shift < 32; shift += 8) {
        hash = (hash ^ ((bits >>> shift) & 0xff)) * 0x100000001b3L;
      }
    }
    assertThat(String.format("%016x", hash)).isEqualTo(golden);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    float[] out = new float[12];
    assertRefused(
        () -> noise.normals(Purpose.START, Noise.LIMIT, 0, 1, 1, out),
        "step is out of range: 17592186044416 is not in 0 to 17592186044415");
    assertRefused(
        () -> noise.normals(Purpose.START, -1, 0, 1, 1, out),
        "step is out of range: -1 is not in 0 to 17592186044415");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, -2, 1, 1, out),
        "first particle is out of range: -2 is not in 0 to 17592186044415");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, LAST, 2, 1, out),
        "particles reach too far: 17592186044415 + 2 > 17592186044416");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, 0, -1, 1, out), "count is too small: -1 < 0");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, 0, 1, 0, out), "dimension is too small: 0 < 1");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, 0, 5, 3, out), "output is too short: 12 < 5 x 3");
    assertRefused(
        () -> noise.normals(Purpose.START, 0, 0, 1 << 16, 1 << 16, new double[0]),
        "output is too short: 0 < 65536 x 65536");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void reachesTheLimitsAndLeavesTheRestOfTheOutputAlone() {
    float[] out = {7, 7, 7, 7};
    noise.normals(Purpose.START, LAST, LAST, 1, 3, out);
    assertThat(out[3]).isEqualTo(7);
    assertThat(out[2]).isNotEqualTo(7);
    noise.normals(Purpose.START, 0, 0, 0, 3, new float[0]);
    assertThat(noise.seed()).isEqualTo(SEED);
  }
}
