package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.engine.cpu.Probe.InstructionSet;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The native noise has the bits of {@link Noise} and {@link StepArithmetic}. */
class NativeNoiseTest {
  /** Below, at and beyond a block of 4 and a chunk of 128 blocks. */
  private static final int[] DIMENSIONS = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 64, 127, 511, 512, 513, 1025, 2050
  };

  /** Rows {@code first} on of a cloud, at one address of the noise. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(
      long seed,
      Purpose purpose,
      long step,
      long first,
      int rows,
      int d,
      boolean inPlace,
      double level,
      double[] x) {
    static Case random(SplittableRandom random, Precision p) {
      int d = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
      int rows = random.nextInt(1, 2500 / d + 3);
      Purpose[] purposes = Purpose.values();
      return new Case(
          random.nextLong(),
          purposes[random.nextInt(purposes.length)],
          address(random, 1),
          address(random, rows),
          rows,
          d,
          random.nextBoolean(),
          HardNumbers.next(random, p),
          HardNumbers.array(random, p, rows * d));
    }

    /** Small, around 2^32, or up to the limit. */
    private static long address(SplittableRandom random, int room) {
      return switch (random.nextInt(4)) {
        case 0 -> random.nextInt(100);
        case 1 -> (1L << 32) - random.nextInt(2000);
        case 2 -> random.nextLong(Noise.LIMIT - room);
        default -> Noise.LIMIT - room;
      };
    }

    void ask(Probe probe, InstructionSet set, Precision p) {
      probe
          .ask(Probe.Operation.PERTURB, set, p)
          .integers(seed, purpose.code(), step, first, first + rows, d, inPlace ? 1 : 0)
          .numbers(level)
          .numbers(x);
    }

    double[] expected(Precision p) {
      double[] u = new double[x.length];
      Noise.of(seed).normals(purpose, step, first, rows, d, u);
      double[] out = new double[x.length];
      StepArithmetic.perturb(p, x, level, u, out);
      return out;
    }

    @Override
    public String toString() {
      return String.format(
          "seed %d, %s, step %d, particles %d and %d more, d = %d, level %s",
          seed, purpose, step, first, rows, d, level);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void hasTheBitsOfJava(Precision p) {
    SplittableRandom random = new SplittableRandom(21);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      cases.add(Case.random(random, p));
    }
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      cases.forEach(c -> c.ask(probe, set, p));
      ByteBuffer answers = probe.answers();
      for (Case c : cases) {
        HardNumbers.assertSameBits(
            Probe.numbers(answers, c.x.length), c.expected(p), set + " " + p + " " + c);
      }
      assertThat(answers.hasRemaining()).isFalse();
    }
  }

  /** However the rows are cut, a particle's noise is the same. */
  @ParameterizedTest
  @CsvSource({"1, 3000", "2, 1500", "3, 1000", "4, 700", "7, 300", "600, 5"})
  void cuttingTheRowsChangesNothing(int d, int rows) {
    long seed = -3;
    long start = (1L << 32) - 50;
    double[] expected = new double[rows * d];
    Noise.of(seed).normals(Purpose.DIFFUSION, 11, start, rows, d, expected);
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      for (int from = 0, piece = 1; from < rows; from += piece, piece = piece * 2 + 1) {
        int size = Math.min(piece, rows - from);
        probe
            .ask(Probe.Operation.PERTURB, set, Precision.FLOAT)
            .integers(seed, Purpose.DIFFUSION.code(), 11, start + from, start + from + size, d, 0)
            .numbers(1)
            .numbers(new double[size * d]);
      }
      HardNumbers.assertSameBits(
          Probe.numbers(probe.answers(), rows * d), expected, set + ", d = " + d);
    }
  }

  /** The hashes that {@code NoiseTest} fixes for all engines. */
  @ParameterizedTest
  @CsvSource({
    "42,               EVALUATION_NOISE, 0,              0,              100000, 10, 57a4443e69a1d556",
    "-1234567890123,   DIFFUSION,        17592186044415, 4294934529,     65537,  3,  7efe071b623bcb21",
  })
  void goldenHash(
      long seed, Purpose purpose, long step, long first, int count, int dimension, String golden) {
    for (InstructionSet set : Probe.instructionSets()) {
      ByteBuffer answers =
          new Probe()
              .ask(Probe.Operation.PERTURB, set, Precision.FLOAT)
              .integers(seed, purpose.code(), step, first, first + count, dimension, 1)
              .numbers(1)
              .numbers(new double[count * dimension])
              .answers();
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < count * dimension; i++) {
        int bits = Float.floatToRawIntBits((float) answers.getDouble());
        for (int shift = 0; shift < 32; shift += 8) {
          hash = (hash ^ ((bits >>> shift) & 0xff)) * 0x100000001b3L;
        }
      }
      assertThat(String.format("%016x", hash)).as("%s", set).isEqualTo(golden);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noRowsNeedNoNoise(Precision p) {
    for (InstructionSet set : Probe.instructionSets()) {
      ByteBuffer answers =
          new Probe()
              .ask(Probe.Operation.PERTURB, set, p)
              .integers(1, Purpose.START.code(), 0, 5, 5, 3, 0)
              .numbers(1)
              .answers();
      assertThat(answers.remaining()).as("%s", set).isZero();
    }
  }
}
