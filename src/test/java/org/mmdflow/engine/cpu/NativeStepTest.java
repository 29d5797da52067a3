package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.StepRecipe;
import org.mmdflow.engine.cpu.Probe.InstructionSet;

/** The native step moves particles to the bits of {@link StepRecipe}. */
class NativeStepTest {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(
      int rows,
      int d,
      boolean withVelocity,
      double momentum,
      double stepSize,
      double[] x,
      double[] gradient,
      double[] velocity) {
    /** Without velocity the momentum is, or is rounded to, 0. */
    static Case random(SplittableRandom random, Precision p) {
      int d = random.nextInt(1, 12);
      int rows = random.nextInt(1, 60);
      int count = rows * d;
      boolean hard = random.nextInt(3) == 0;
      boolean withVelocity = random.nextBoolean();
      double momentum =
          switch (withVelocity ? random.nextInt(4) : random.nextInt(2)) {
            case 0 -> 0;
            case 1 -> withVelocity || p == Precision.FLOAT ? 1e-50 : 0;
            default -> random.nextDouble();
          };
      return new Case(
          rows,
          d,
          withVelocity,
          momentum,
          random.nextInt(5) == 0 ? HardNumbers.next(random, p) : random.nextDouble(),
          hard ? HardNumbers.array(random, p, count) : HardNumbers.ordinary(random, p, count),
          hard ? HardNumbers.array(random, p, count) : HardNumbers.ordinary(random, p, count),
          hard ? HardNumbers.array(random, p, count) : HardNumbers.ordinary(random, p, count));
    }

    void ask(Probe probe, InstructionSet set, Precision p) {
      probe
          .ask(Probe.Operation.MOVE, set, p)
          .integers(rows, d, withVelocity ? 1 : 0)
          .numbers(momentum, stepSize)
          .numbers(x)
          .numbers(gradient)
          .numbers(withVelocity ? velocity : new double[0]);
    }

    /** Whether the outcome is finite. */
    boolean check(ByteBuffer answers, InstructionSet set, Precision p) {
      double[] v = velocity.clone();
      double[] out = new double[x.length];
      boolean finite = StepRecipe.move(p, x, v, gradient, momentum, stepSize, out);
      String what = set + " " + p + ", momentum " + momentum + ", step size " + stepSize;
      assertThat(answers.getLong()).as(what).isEqualTo(finite ? 1 : 0);
      HardNumbers.assertSameBits(Probe.numbers(answers, out.length), out, what + ", positions");
      HardNumbers.assertSameBits(Probe.numbers(answers, v.length), v, what + ", velocities");
      return finite;
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void hasTheBitsOfJava(Precision p) {
    SplittableRandom random = new SplittableRandom(22);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      cases.add(Case.random(random, p));
    }
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      cases.forEach(c -> c.ask(probe, set, p));
      ByteBuffer answers = probe.answers();
      int finite = 0;
      for (Case c : cases) {
        finite += c.check(answers, set, p) ? 1 : 0;
      }
      assertThat(answers.hasRemaining()).isFalse();
      assertThat(finite).as("both outcomes occur").isBetween(100, 300);
    }
  }

  /** A sum of finite numbers, or a product, may leave the range. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void overflowIsSeen(Precision p) {
    double most = p == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] ones = new double[35];
    Arrays.fill(ones, 1);
    List<Case> over = new ArrayList<>();
    List<Case> fine = new ArrayList<>();
    for (int at = 0; at < ones.length; at++) {
      double[] large = ones.clone();
      large[at] = most;
      over.add(new Case(35, 1, false, 0, -most, large, ones, ones));
      over.add(new Case(7, 5, true, 0.5, 3, ones, large, ones));
      fine.add(new Case(5, 7, true, 0.5, 0.75, ones, large, ones));
    }
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      over.forEach(c -> c.ask(probe, set, p));
      fine.forEach(c -> c.ask(probe, set, p));
      ByteBuffer answers = probe.answers();
      assertThat(over).noneMatch(c -> c.check(answers, set, p));
      assertThat(fine).allMatch(c -> c.check(answers, set, p));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyPlaceIsSearchedForWhatIsNotFinite(Precision p) {
    double largest = p == Precision.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] values = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -largest};
    int d = 3;
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      List<double[]> arrays = new ArrayList<>();
      for (int rows : new int[] {1, 2, 11, 23}) {
        for (int at = 0; at < rows * d; at++) {
          double[] x = new double[rows * d];
          x[at] = values[at % values.length];
          arrays.add(x);
          // All rows, and those from the second on.
          for (int first = 0; first < 2; first++) {
            probe.ask(Probe.Operation.FINITE, set, p).integers(first, rows, d).numbers(x);
          }
        }
      }
      ByteBuffer answers = probe.answers();
      for (double[] x : arrays) {
        double[] later = Arrays.copyOfRange(x, d, x.length);
        assertThat(answers.getLong()).isEqualTo(StepRecipe.allFinite(x) ? 1 : 0);
        assertThat(answers.getLong()).isEqualTo(StepRecipe.allFinite(later) ? 1 : 0);
      }
    }
  }
}
