package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;

class KernelExpressionTest {
  @Test
  void readsBackToAnEqualKernel() {
    SplittableRandom random = new SplittableRandom(9);
    for (int trial = 0; trial < 2000; trial++) {
      Kernel kernel = RandomKernels.draw(random);
      assertThat(Kernel.parse(kernel.toString())).isEqualTo(kernel);
      assertThat(KernelSpec.of(kernel).resolve(() -> Double.NaN)).isEqualTo(kernel);
      assertThat(KernelSpec.of(kernel)).hasToString(kernel.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gaussian(6.324555) | gaussian(h=6.324555)",
        "imq(l=2) | imq(l=2, c=1, beta=0.5)",
        "imq(2, beta=1) | imq(l=2, c=1, beta=1)",
        "energy() | energy",
        "riesz(s=1) | energy",
        "2*energy | 2*energy",
        "1*energy | energy",
        "polynomial(3, 1) | polynomial(degree=3, c=1)",
        "rational-quadratic(1, 2) | rational-quadratic(l=1, alpha=2)",
        "0.5*gaussian(h=1)+0.5*gaussian(h=4) | 0.5*gaussian(h=1) + 0.5*gaussian(h=4)"
      })
  void writesTheCanonicalForm(String text, String canonical) {
    assertThat(Kernel.parse(text)).hasToString(canonical);
    assertThat(KernelSpec.parse(text))
        .hasToString(canonical)
        .isEqualTo(KernelSpec.parse(canonical));
  }

  @Test
  void medianWaitsForTheTarget() {
    KernelSpec spec = KernelSpec.parse("0.5*gaussian(h=0.5*median) + imq(median) + laplace(l=3)");
    assertThat(spec.needsMedian()).isTrue();
    assertThat(spec).hasToString("0.5*gaussian(h=0.5*median) + imq(median) + laplace(l=3)");
    assertThat(KernelSpec.parse(spec.toString())).isEqualTo(spec).hasSameHashCodeAs(spec);
    AtomicInteger asked = new AtomicInteger();
    Kernel kernel = spec.resolve(() -> 2.0 * asked.incrementAndGet());
    assertThat(asked).hasValue(1);
    assertThat(kernel).hasToString("0.5*gaussian(h=1) + imq(l=2, c=1, beta=0.5) + laplace(l=3)");
    assertThat(KernelSpec.parse("energy").needsMedian()).isFalse();
    assertThat(KernelSpec.parse("energy")).isNotEqualTo(spec);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void anUnusableMedianIsRefused(double median) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> KernelSpec.parse("gaussian(h=median)").resolve(() -> median))
        .withMessageMatching(
            "the median distance of the target is \\S+ and gives no bandwidth, at character 12 of"
                + " \"gaussian\\(h=median\\)\"; give a number here");
  }

  private record Bad(String text, String message) {}

  private static final String FORM =
      "; the form is name(key=value, list=[a, b]), and odd characters stand in \"quotes\"";

  private static final String POSITIVE = "; only positive weights keep the sum positive definite";

  static Stream<Bad> faults() {
    return Stream.of(
        new Bad("", "expected a value but found the end, at character 1 of \"\"" + FORM),
        new Bad("  ", "expected a value but found the end, at character 3 of \"  \"" + FORM),
        new Bad(
            "gausian(h=1)",
            "unknown kernel \"gausian\" at character 1 of \"gausian(h=1)\"; did you mean \"gaussian\"?"),
        new Bad(
            "0.5*gausian(h=1)",
            "unknown kernel \"gausian\" at character 5 of \"0.5*gausian(h=1)\"; did you mean \"gaussian\"?"),
        new Bad(
            "gaussian(h=-1)",
            "h must be above 0 but is -1, at character 12 of \"gaussian(h=-1)\"; change h"),
        new Bad(
            "gaussian(h=0)",
            "h must be above 0 but is 0, at character 12 of \"gaussian(h=0)\"; change h"),
        new Bad(
            "gaussian()",
            "gaussian needs h, at character 1 of \"gaussian()\"; write gaussian(h=...)"),
        new Bad(
            "gaussian", "gaussian needs h, at character 1 of \"gaussian\"; write gaussian(h=...)"),
        new Bad(
            "gaussian(h=x)",
            "h must be a number or median but is \"x\", at character 12 of \"gaussian(h=x)\"; change h"),
        new Bad(
            "gaussian(h=[1])",
            "h must be a number or median but is a list, at character 12 of \"gaussian(h=[1])\"; change h"),
        new Bad(
            "gaussian(h=)",
            "expected a value but found \")\", at character 12 of \"gaussian(h=)\"" + FORM),
        new Bad(
            "gaussian(h=1",
            "the bracket is never closed, at character 9 of \"gaussian(h=1\"; end it with \")\""),
        new Bad(
            "gaussian(h=1))",
            "expected \"+\" or the end but found \")\", at character 14 of \"gaussian(h=1))\""
                + FORM),
        new Bad(
            "gaussian h=1",
            "expected \"+\" or the end but found \"h\", at character 10 of \"gaussian h=1\""
                + FORM),
        new Bad(
            "gaussian(sigma=1)",
            "unknown key \"sigma\" of gaussian at character 10 of \"gaussian(sigma=1)\"; the keys are h"),
        new Bad(
            "gaussian(hh=1)",
            "unknown key \"hh\" of gaussian at character 10 of \"gaussian(hh=1)\"; did you mean \"h\"?"),
        new Bad(
            "gaussian(h=1, h=2)",
            "h is given twice, at character 15 of \"gaussian(h=1, h=2)\"; keep one"),
        new Bad(
            "gaussian(1, 2)",
            "gaussian takes no value number 2, at character 13 of \"gaussian(1, 2)\"; the keys are h"),
        new Bad(
            "gaussian(h=1, 2)",
            "a value without a key follows one with a key, at character 15 of \"gaussian(h=1, 2)\"; write key=value"),
        new Bad(
            "gaussian(1, h=2)",
            "h is given twice, at character 13 of \"gaussian(1, h=2)\"; keep one"),
        new Bad(
            "gaussian(h=1e999)",
            "the number \"1e999\" is too large, at character 12 of \"gaussian(h=1e999)\"; stay below 1.8e308"),
        new Bad(
            "gaussian(h=1e-200)",
            "h must lie between 1e-150 and 1e150 but is 1e-200, at character 1 of \"gaussian(h=1e-200)\"; change the kernel's parameters"),
        new Bad(
            "gaussian(h=NaN)",
            "h must be a number or median but is \"NaN\", at character 12 of \"gaussian(h=NaN)\"; change h"),
        new Bad(
            "gaussian(h=-2*median)",
            "h must be above 0 but is -2*\"median\", at character 12 of \"gaussian(h=-2*median)\"; change h"),
        new Bad(
            "gaussian(h=mean)",
            "h must be a number or median but is \"mean\", at character 12 of \"gaussian(h=mean)\"; change h"),
        new Bad(
            "gaussian(h=median)",
            "median needs a target, at character 12 of \"gaussian(h=median)\"; give a number here"),
        new Bad(
            "gaussian(h=1) +",
            "expected a value but found the end, at character 16 of \"gaussian(h=1) +\"" + FORM),
        new Bad(
            "gaussian(h=1) - gaussian(h=2)",
            "expected \"+\" or the end but found \"-\", at character 15 of \"gaussian(h=1) - gaussian(h=2)\""
                + FORM),
        new Bad(
            "-0.5*gaussian(h=1)",
            "the weight of a kernel must be above 0 but is -0.5, at character 1 of \"-0.5*gaussian(h=1)\""
                + POSITIVE),
        new Bad(
            "gaussian(h=1) + -1*laplace(l=2)",
            "the weight of a kernel must be above 0 but is -1, at character 17 of \"gaussian(h=1) + -1*laplace(l=2)\""
                + POSITIVE),
        new Bad(
            "0*energy",
            "the weight of a kernel must be above 0 but is 0, at character 1 of \"0*energy\""
                + POSITIVE),
        new Bad(
            "2*3",
            "expected a kernel but found 3, at character 3 of \"2*3\"; write it as name(key=value, ...)"),
        new Bad(
            "3",
            "expected a kernel but found 3, at character 1 of \"3\"; write it as name(key=value, ...)"),
        new Bad(
            "[1, 2]",
            "expected a kernel but found a list, at character 1 of \"[1, 2]\"; write it as name(key=value, ...)"),
        new Bad(
            "\"gaussian\"",
            "expected a kernel but found \"gaussian\", at character 1 of \"\"gaussian\"\"; write it as name(key=value, ...)"),
        new Bad(
            "energy(1)",
            "energy takes no values but has one at character 8 of \"energy(1)\"; write energy alone"),
        new Bad(
            "riesz(s=2)", "s must be below 2 but is 2, at character 9 of \"riesz(s=2)\"; change s"),
        new Bad(
            "riesz(s=0)", "s must be above 0 but is 0, at character 9 of \"riesz(s=0)\"; change s"),
        new Bad("riesz", "riesz needs s, at character 1 of \"riesz\"; write riesz(s=...)"),
        new Bad(
            "polynomial(degree=2.5, c=1)",
            "degree must be a whole number but is 2.5, at character 19 of \"polynomial(degree=2.5, c=1)\"; change degree"),
        new Bad(
            "polynomial(degree=0, c=1)",
            "degree must be at least 1 but is 0, at character 19 of \"polynomial(degree=0, c=1)\"; change degree"),
        new Bad(
            "polynomial(degree=2)",
            "polynomial needs c, at character 1 of \"polynomial(degree=2)\"; write polynomial(c=...)"),
        new Bad(
            "polynomial(degree=2, c=-1)",
            "c must be at least 0 but is -1, at character 24 of \"polynomial(degree=2, c=-1)\"; change c"),
        new Bad(
            "imq(l=1, c=0)",
            "c must be above 0 but is 0, at character 12 of \"imq(l=1, c=0)\"; change c"),
        new Bad(
            "imq(l=1, c=1e-20, beta=100)",
            "c^(-2 beta - 4) must be within 1e-150 and 1e150 but is Infinity, at character 1 of \"imq(l=1, c=1e-20, beta=100)\"; change the kernel's parameters"),
        new Bad(
            "rational-quadratic(l=1)",
            "rational-quadratic needs alpha, at character 1 of \"rational-quadratic(l=1)\"; write rational-quadratic(alpha=...)"),
        new Bad(
            "(gaussian(h=1))",
            "expected a value but found \"(\", at character 1 of \"(gaussian(h=1))\"" + FORM),
        new Bad(
            "matern(l=1)",
            "unknown kernel \"matern\" at character 1 of \"matern(l=1)\"; did you mean \"matern32\"?"),
        new Bad(
            "0.5gaussian(h=1)",
            "unknown kernel \"0.5gaussian\" at character 1 of \"0.5gaussian(h=1)\"; did you mean \"gaussian\"?"),
        new Bad(
            "gaussian(h=\"1",
            "the quote is never closed, at character 12 of \"gaussian(h=\"1\"; end it with \""),
        new Bad(
            "gaussian(h=1)\nlaplace",
            "expected \"+\" or the end but found \"laplace\", at character 15 of \"gaussian(h=1) laplace\""
                + FORM),
        new Bad(
            "multiquadric(c=1)",
            "unknown kernel \"multiquadric\" at character 1 of \"multiquadric(c=1)\"; the kernels are gaussian, laplace, matern32, matern52, imq, rational-quadratic, energy, riesz, polynomial"),
        new Bad(
            "gaussian(h=1)*2",
            "expected \"+\" or the end but found \"*\", at character 14 of \"gaussian(h=1)*2\""
                + FORM),
        new Bad(
            "1*2*energy",
            "expected \"+\" or the end but found \"*\", at character 4 of \"1*2*energy\"" + FORM),
        new Bad(
            "gaussian(h=1;2)",
            "h must be a number or median but is \"1;2\", at character 12 of \"gaussian(h=1;2)\"; change h"),
        new Bad(
            "Gaussian(h=1)",
            "unknown kernel \"Gaussian\" at character 1 of \"Gaussian(h=1)\"; did you mean \"gaussian\"?"),
        new Bad(
            "gaussian[h=1]",
            "expected \"+\" or the end but found \"[\", at character 9 of \"gaussian[h=1]\""
                + FORM),
        new Bad(
            "laplace(l=energy)",
            "l must be a number or median but is \"energy\", at character 11 of \"laplace(l=energy)\"; change l"),
        new Bad(
            "+energy", "expected a value but found \"+\", at character 1 of \"+energy\"" + FORM),
        new Bad(
            "1e-200*energy",
            "a weight must lie between 1e-150 and 1e150 but is 1e-200, at character 1 of \"1e-200*energy\"; change the weight"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void pointsAtTheFault(Bad bad) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Kernel.parse(bad.text()))
        .withMessage(bad.message());
  }
}
