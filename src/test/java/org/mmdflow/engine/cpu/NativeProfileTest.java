package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.cpu.Probe.InstructionSet;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.kernel.InverseMultiquadric;
import org.mmdflow.kernel.Laplace;
import org.mmdflow.kernel.Matern32;
import org.mmdflow.kernel.Matern52;
import org.mmdflow.kernel.ProfileFamily;
import org.mmdflow.kernel.RadialKernel;
import org.mmdflow.kernel.RationalQuadratic;
import org.mmdflow.kernel.Riesz;

/**
 * The common profiles against {@link RadialKernel#profile}, one pair on a line at a time: the
 * kernel between z and 0 and its derivative, 2 z k'(z^2).
 *
 * <p>With epsilon the spacing at 1, values and derivatives err by at most 16 epsilon (1 + e) in
 * float (2e-6) and 48 epsilon (1 + e) in double (1.1e-14: the exponential by table errs by 9e-15
 * alone), where e is the argument of the exponential, or the exponent p or s/2 of a power. Results
 * below the normal numbers may be 0.
 */
class NativeProfileTest {
  private static final List<RadialKernel> KERNELS =
      List.of(
          new Gaussian(1),
          new Laplace(1),
          new Matern32(1),
          new Matern52(1),
          new InverseMultiquadric(1, 1, 0.5),
          new InverseMultiquadric(1, 0.6, 1.4),
          new InverseMultiquadric(1, 3, 1),
          new RationalQuadratic(1, 0.5),
          new RationalQuadratic(1, 0.03),
          new RationalQuadratic(1, 7.3),
          new Riesz(1),
          new Riesz(0.01),
          new Riesz(0.5),
          new Riesz(1.5),
          new Riesz(1.99));

  /** Places in a frame whose unit brings the largest of them near 1. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(RadialKernel kernel, Precision p, double unit, double[] z) {
    static Case of(RadialKernel kernel, Precision p, double unit, double... z) {
      return new Case(
          kernel,
          p,
          unit,
          Arrays.stream(z).map(x -> p == Precision.FLOAT ? (float) x : x).toArray());
    }

    void ask(Probe probe, InstructionSet set) {
      double farthest = 0;
      for (double x : z) {
        farthest = Math.max(farthest, Double.isNaN(x) ? 0 : 2 * Math.abs(x));
      }
      probe
          .ask(Probe.Operation.PROFILE, set, p)
          .integers(Arrays.asList(ProfileFamily.values()).indexOf(kernel.family()))
          .numbers(Arrays.copyOf(kernel.parameters(), 3))
          .numbers(unit, farthest * unit)
          .integers(z.length)
          .numbers(z);
    }

    /** z^2 as the engine rounds it, in a frame or out of it. */
    double q(int i) {
      double square = z[i] * z[i];
      return p == Precision.FLOAT ? (float) (square * unit * unit) / (unit * unit) : square;
    }

    double epsilon() {
      return p == Precision.FLOAT ? 0x1p-23 : 0x1p-52;
    }

    double smallestNormal() {
      return p == Precision.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    double exponent(double q) {
      return switch (kernel.family()) {
        case GAUSSIAN -> q / 2;
        case LAPLACE -> Math.sqrt(q);
        case MATERN32 -> Math.sqrt(3 * q);
        case MATERN52 -> Math.sqrt(5 * q);
        case RATIONAL -> kernel.parameters()[2];
        case RIESZ -> kernel.parameters()[0] / 2;
      };
    }
  }

  /** Answers of one case. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(Case question, String what, double[] value, double[] gradient) {
    String what(int i) {
      return what + " at " + question.z[i] + ", unit " + question.unit;
    }
  }

  private static List<Case> everyKernelAt(Precision p, double... z) {
    return KERNELS.stream().map(kernel -> Case.of(kernel, p, 1, z)).toList();
  }

  private static void check(List<Case> cases, Consumer<Answer> expectation) {
    for (InstructionSet set : Probe.instructionSets()) {
      Probe probe = new Probe();
      cases.forEach(c -> c.ask(probe, set));
      ByteBuffer answers = probe.answers();
      for (Case c : cases) {
        double[] value = Probe.numbers(answers, c.z.length);
        double[] gradient = Probe.numbers(answers, c.z.length);
        expectation.accept(new Answer(c, set + " " + c.p + " " + c.kernel, value, gradient));
      }
      assertThat(answers.hasRemaining()).isFalse();
    }
  }

  private static void assertClose(
      double actual, double expected, double relative, double least, String what) {
    double error = Math.abs(actual - expected);
    assertThat(error <= relative * Math.abs(expected) + least)
        .as(
            "%s: %s for %s, relative error %.3g above %.3g",
            what, actual, expected, error / Math.abs(expected), relative)
        .isTrue();
  }

  private static void checkErrors(Answer a) {
    Case c = a.question;
    for (int i = 0; i < c.z.length; i++) {
      double q = c.q(i);
      double bound = (c.epsilon() < 1e-10 ? 48 : 16) * c.epsilon() * (1 + c.exponent(q));
      double slope = 2 * c.z[i] * c.kernel.slope(q);
      // A slope is multiplied by a difference only after it may have fallen below the normal
      // numbers.
      double least = 4 * c.smallestNormal() * (1 + c.exponent(q)) * (1 + c.exponent(q));
      assertClose(a.value[i], c.kernel.value(q), bound, least, a.what(i) + ", value");
      assertClose(
          a.gradient[i],
          slope,
          bound,
          least * Math.max(1, Math.abs(c.z[i])),
          a.what(i) + ", gradient");
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void errorsAreWithinTheBound(Precision p) {
    SplittableRandom random = new SplittableRandom(23);
    int range = p == Precision.FLOAT ? 20 : 60;
    List<Case> cases = new ArrayList<>();
    for (RadialKernel kernel : KERNELS) {
      for (int exponent = -range; exponent <= range; exponent += random.nextInt(1, 4)) {
        double[] z = new double[97];
        for (int i = 0; i < z.length; i++) {
          z[i] = Math.scalb(random.nextDouble(-1, 1), exponent - random.nextInt(10));
        }
        cases.add(Case.of(kernel, p, Math.scalb(1.0, -exponent), z));
      }
    }
    check(cases, NativeProfileTest::checkErrors);
  }

  /** At 0 there is no force, and the value is k(0), up to what is not a normal number. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void coincidentPointsExertNoForce(Precision p) {
    check(
        everyKernelAt(p, 0, -0.0, 0, 1, 0),
        a -> {
          for (int i : new int[] {0, 1, 2, 4}) {
            assertThat(a.gradient[i]).as(a.what(i)).isZero();
            double atZero = a.question.kernel.value(0);
            double root = Math.sqrt(a.question.smallestNormal());
            double least = 2 * -new Riesz(1).value(root * root);
            assertClose(
                a.value[i],
                atZero,
                16 * a.question.epsilon() * (1 + a.question.exponent(0)),
                least,
                a.what(i));
          }
        });
  }

  /**
   * Squares that are not normal numbers: finite, no force against the direction of the kernel's.
   */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void pointsThatAlmostCoincideExertFiniteForces(Precision p) {
    double[] z =
        p == Precision.FLOAT
            ? new double[] {Float.MIN_VALUE, 1e-38, -1e-30, 1e-23, -3e-20, 1e-19}
            : new double[] {Double.MIN_VALUE, 1e-308, -1e-200, 1e-162, -1e-154, 1.5e-154};
    check(
        everyKernelAt(p, z),
        a -> {
          for (int i = 0; i < z.length; i++) {
            assertThat(a.value[i]).as(a.what(i)).isFinite();
            assertThat(a.gradient[i]).as(a.what(i)).isFinite();
            assertThat(a.gradient[i] * z[i]).as(a.what(i)).isLessThanOrEqualTo(0);
          }
        });
  }

  /** Far away kernels that decay are 0, and no product is 0 times infinity. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void farPointsAreSeenWithoutOverflow(Precision p) {
    double[] z =
        p == Precision.FLOAT
            ? new double[] {12, 13, 14, 40, 88, 100, -1e3, 1e6, -1e12, 1e18}
            : new double[] {37, 38, 39, 300, 700, 800, -1e4, 1e20, -1e75, 1e150};
    check(everyKernelAt(p, z), NativeProfileTest::checkErrors);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void notANumberStays(Precision p) {
    check(
        everyKernelAt(p, 1, Double.NaN, 0.5),
        a -> {
          assertThat(a.value[1]).as(a.what(1)).isNaN();
          assertThat(a.gradient[1]).as(a.what(1)).isNaN();
          assertThat(new double[] {a.value[0], a.value[2], a.gradient[0], a.gradient[2]})
              .as(a.what)
              .doesNotContain(Double.NaN);
        });
  }
}
