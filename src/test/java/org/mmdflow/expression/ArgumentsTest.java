package org.mmdflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentsTest {
  private static Arguments bind(String text, String... keys) {
    return Arguments.of(Expression.parse(text).asCall("thing"), keys);
  }

  @Test
  void bindsByPlaceAndByKey() {
    Arguments bound =
        bind("f(3, b=[1, 2], c=dir/x.npy, m=[[1, 2], [3, 4]])", "a", "b", "c", "m", "z");
    assertThat(bound.name()).isEqualTo("f");
    assertThat(bound.number("a")).isEqualTo(3);
    assertThat(bound.positive("a")).isEqualTo(3);
    assertThat(bound.ranged("a", 3, 3)).isEqualTo(3);
    assertThat(bound.integer("a", 1, 10)).isEqualTo(3);
    assertThat(bound.vector("b")).containsExactly(1, 2);
    assertThat(bound.vector("b", 2)).containsExactly(1, 2);
    assertThat(bound.vector("a", 3)).containsExactly(3, 3, 3);
    assertThat(bound.matrix("m")).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(bound.text("c")).isEqualTo("dir/x.npy");
    assertThat(bound.at("b").offset()).isEqualTo(7);
    assertThat(bound.has("z")).isFalse();
  }

  @Test
  void fillsInDefaults() {
    Arguments none = bind("f", "a");
    assertThat(none.number("a", -2)).isEqualTo(-2);
    assertThat(none.positive("a", 2)).isEqualTo(2);
    assertThat(none.ranged("a", 0, 1, 0.5)).isEqualTo(0.5);
    assertThat(none.integer("a", 0, 9, 4)).isEqualTo(4);
    assertThat(none.text("a", "x")).isEqualTo("x");
    assertThat(none.at("a").offset()).isZero();
  }

  private record Bad(String text, Consumer<Arguments> use, String message) {}

  static Stream<Bad> faults() {
    return Stream.of(
        new Bad(
            "f(1, 2, 3)",
            a -> {},
            "f takes no value number 3, at character 9 of \"f(1, 2, 3)\"; the keys are a, bee"),
        new Bad(
            "f(b=1)",
            a -> {},
            "unknown key \"b\" of f at character 3 of \"f(b=1)\"; the keys are a, bee"),
        new Bad(
            "f(be=1)",
            a -> {},
            "unknown key \"be\" of f at character 3 of \"f(be=1)\"; did you mean \"bee\"?"),
        new Bad(
            "f(a=1, a=2)",
            a -> {},
            "a is given twice, at character 8 of \"f(a=1, a=2)\"; keep one"),
        new Bad(
            "f(1, a=2)", a -> {}, "a is given twice, at character 6 of \"f(1, a=2)\"; keep one"),
        new Bad(
            "f(bee=1, 2)",
            a -> {},
            "a value without a key follows one with a key, at character 10 of \"f(bee=1, 2)\"; write key=value"),
        new Bad(
            "f(bee=1)",
            a -> a.number("a"),
            "f needs a, at character 1 of \"f(bee=1)\"; write f(a=...)"),
        new Bad(
            "f(x)",
            a -> a.number("a"),
            "a must be a number but is \"x\", at character 3 of \"f(x)\"; change a"),
        new Bad(
            "f(2*x)",
            a -> a.number("a"),
            "a must be a number but is 2*\"x\", at character 3 of \"f(2*x)\"; change a"),
        new Bad(
            "f(g(1))",
            a -> a.number("a"),
            "a must be a number but is \"g(...)\", at character 3 of \"f(g(1))\"; change a"),
        new Bad(
            "f(0)",
            a -> a.positive("a"),
            "a must be above 0 but is 0, at character 3 of \"f(0)\"; change a"),
        new Bad(
            "f(2)",
            a -> a.ranged("a", 0, 1),
            "a must be at most 1 but is 2, at character 3 of \"f(2)\"; change a"),
        new Bad(
            "f(-2)",
            a -> a.ranged("a", 0, 1),
            "a must be at least 0 but is -2, at character 3 of \"f(-2)\"; change a"),
        new Bad(
            "f(1.5)",
            a -> a.integer("a", 0, 9),
            "a must be a whole number but is 1.5, at character 3 of \"f(1.5)\"; change a"),
        new Bad(
            "f(1e17)",
            a -> a.integer("a", 0, Long.MAX_VALUE),
            "a must be at most 9007199254740992 but is 1e17, at character 3 of \"f(1e17)\"; change a"),
        new Bad(
            "f(1)",
            a -> a.vector("a"),
            "a must be a list of numbers such as [0, 1] but is 1, at character 3 of \"f(1)\"; change a"),
        new Bad(
            "f([])",
            a -> a.vector("a"),
            "a must be a list of numbers such as [0, 1] but is an empty list, at character 3 of \"f([])\"; change a"),
        new Bad(
            "f([1, x])",
            a -> a.vector("a"),
            "each number of a must be a number but is \"x\", at character 7 of \"f([1, x])\"; change each number of a"),
        new Bad(
            "f([1, 2])",
            a -> a.vector("a", 3),
            "a has a different dimension: 2 != 3, at character 3 of \"f([1, 2])\"; give 3 numbers"),
        new Bad(
            "f([[1, 2], [3]])",
            a -> a.matrix("a"),
            "row 2 of a has a different dimension: 1 != 2, at character 12 of \"f([[1, 2], [3]])\"; give 2 numbers"),
        new Bad(
            "f([[1], 3])",
            a -> a.matrix("a"),
            "row 2 of a must be a list of numbers such as [0, 1] but is 3, at character 9 of \"f([[1], 3])\"; change row 2 of a"),
        new Bad(
            "f(1)",
            a -> a.text("a"),
            "a must be a word or \"quoted text\" but is 1, at character 3 of \"f(1)\"; change a"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void pointsAtTheFault(Bad bad) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> bad.use().accept(bind(bad.text(), "a", "bee")))
        .withMessage(bad.message());
  }

  @Test
  void namesWithoutValuesRefuseThem() {
    Arguments.none(Expression.parse("f()").asCall("thing"));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Arguments.none(Expression.parse("f(1)").asCall("thing")))
        .withMessage("f takes no values but has one at character 3 of \"f(1)\"; write f alone");
  }

  @Test
  void longSourcesAreCutAroundTheFault() {
    String text = "f([" + "1, ".repeat(1000) + "x, " + "1, ".repeat(1000) + "1])";
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> bind(text, "a").vector("a"))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains("at character 3004 of \"...")
                    .contains("1, x, 1")
                    .hasSizeLessThan(250));
  }
}
