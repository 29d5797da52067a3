package org.mmdflow.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxTest {
  /** The known answers of Random123 1.14, {@code kat_vectors}, philox4x32 10. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void knownAnswers(String counterAndKey, String answer) {
    int[] in = words(counterAndKey);
    int[] out = new int[4];
    Philox.block(in[0], in[1], in[2], in[3], in[4], in[5], out);
    assertThat(out).containsExactly(words(answer));
  }

  /** Commons RNG adds one to the 128-bit counter before its first block. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void equalsCommonsRngWithTheCounterShiftedByOne(int trial) {
    int[] seed = new SplittableRandom(trial).ints(6).toArray();
    // Let the increments carry through as many counter words as the trial has bits.
    for (int i = 0; i < Integer.bitCount(trial); i++) {
      seed[2 + i] = i == 0 ? -2 : -1;
    }
    UniformRandomProvider oracle = RandomSource.PHILOX_4X32.create(seed);
    BigInteger counter = BigInteger.ZERO;
    for (int i = 5; i >= 2; i--) {
      counter = counter.shiftLeft(32).add(BigInteger.valueOf(Integer.toUnsignedLong(seed[i])));
    }
    int[] out = new int[4];
    for (int n = 0; n < 1000; n++) {
      counter = counter.add(BigInteger.ONE);
      Philox.block(
          counter.intValue(),
          counter.shiftRight(32).intValue(),
          counter.shiftRight(64).intValue(),
          counter.shiftRight(96).intValue(),
          seed[0],
          seed[1],
          out);
      for (int word : out) {
        assertThat(word).isEqualTo(oracle.nextInt());
      }
    }
  }

  @Test
  void writesFourWordsAtTheOffset() {
    int[] out = new int[4];
    Philox.block(1, 2, 3, 4, 5, 6, out);
    int[] wide = {7, 7, 7, 7, 7, 7, 7};
    Philox.block(1, 2, 3, 4, 5, 6, wide, 2);
    assertThat(wide).containsExactly(7, 7, out[0], out[1], out[2], out[3], 7);
    assertThatThrownBy(() -> Philox.block(1, 2, 3, 4, 5, 6, wide, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static int[] words(String hex) {
    String[] parts = hex.split(" ", -1);
    int[] words = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      words[i] = Integer.parseUnsignedInt(parts[i], 16);
    }
    return words;
  }
}
