package org.mmdflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "energy | energy",
        "  1.50 | 1.5",
        "-.5e+1 | -5",
        "gaussian( h = 1 ) | gaussian(h=1)",
        "f() | f()",
        "0.5*g(h=1)+0.5*g(h=4) | 0.5*g(h=1) + 0.5*g(h=4)",
        "1*g(1) + g(2) | g(1) + g(2)",
        "points([[0,1],[2,3]]) | points([[0, 1], [2, 3]])",
        "mixture(n=10, file=dir/a.npz:pts) | mixture(n=10, file=dir/a.npz:pts)",
        "grid-of-image(2moons.png, n=5) | grid-of-image(2moons.png, n=5)",
        "C:\\data\\a.npy | C:\\data\\a.npy",
        "f(\"a b.csv:x,y\") | f(\"a b.csv:x,y\")",
        "f(\"a\\\"b\\\\c\", []) | f(\"a\\\"b\\\\c\", [])",
        "f(\"1\") | f(\"1\")",
        "1e | 1e",
        "1-2 | 1-2",
      })
  void readsAndWrites(String text, String canonical) {
    Expression read = Expression.parse(text);
    assertThat(read).hasToString(canonical);
    assertThat(Expression.parse(canonical)).hasToString(canonical);
  }

  @Test
  void knowsPlacesAndKinds() {
    Expression.Sum sum = (Expression.Sum) Expression.parse("0.5*g(h=1) + w");
    assertThat(sum.terms()).hasSize(2);
    assertThat(sum.terms().get(0).factor()).isEqualTo(0.5);
    Expression.Call call = (Expression.Call) sum.terms().get(0).value();
    assertThat(call.at().offset()).isEqualTo(4);
    assertThat(call.arguments().get(0).key()).isEqualTo(Optional.of("h"));
    assertThat(call.arguments().get(0).value().at().offset()).isEqualTo(8);
    assertThat(sum.terms().get(1).factor()).isEqualTo(1);
    assertThat(sum.terms().get(1).value().at().offset()).isEqualTo(13);
    assertThat(sum.at().source()).isEqualTo("0.5*g(h=1) + w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "", "1", "-1e5", "a,b", "a\"b\\", "f(x)", "a+b", "tab\tx", "plain"})
  void quotesTextWhereNeeded(String text) {
    Expression read = Expression.parse(Expression.ofText(text));
    assertThat(read)
        .isInstanceOfSatisfying(
            Expression.Word.class, word -> assertThat(word.text()).isEqualTo(text));
    assertThat(Expression.ofText("dir/a.npz:pts")).isEqualTo("dir/a.npz:pts");
  }

  private static final String FORM =
      "; the form is name(key=value, list=[a, b]), and odd characters stand in \"quotes\"";

  static Stream<Arguments> badTexts() {
    return Stream.of(
        Arguments.of("", "expected a value but found the end, at character 1 of \"\"" + FORM),
        Arguments.of("f(", "expected a value but found the end, at character 3 of \"f(\"" + FORM),
        Arguments.of(
            "f(1", "the bracket is never closed, at character 2 of \"f(1\"; end it with \")\""),
        Arguments.of(
            "[1", "the bracket is never closed, at character 1 of \"[1\"; end it with \"]\""),
        Arguments.of(
            "f(1]", "expected \",\" or \")\" but found \"]\", at character 4 of \"f(1]\"" + FORM),
        Arguments.of(
            "f(1,)", "expected a value but found \")\", at character 5 of \"f(1,)\"" + FORM),
        Arguments.of(
            "f(2=1)",
            "expected \",\" or \")\" but found \"=\", at character 4 of \"f(2=1)\"" + FORM),
        Arguments.of(
            "a b", "expected \"+\" or the end but found \"b\", at character 3 of \"a b\"" + FORM),
        Arguments.of(
            "a\u0000",
            "expected \"+\" or the end but found \" \", at character 2 of \"a \"" + FORM),
        Arguments.of("\"a", "the quote is never closed, at character 1 of \"\"a\"; end it with \""),
        Arguments.of(
            "\"a\\", "the quote is never closed, at character 1 of \"\"a\\\"; end it with \""),
        Arguments.of(
            "f(1e999)",
            "the number \"1e999\" is too large, at character 3 of \"f(1e999)\"; stay below 1.8e308"));
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void pointsAtTheFirstFault(String text, String message) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Expression.parse(text))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "f(", "f(a=", "[[", "1*[", "\"", "1+", "f([1],"})
  void refusesHostileNesting(String piece) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Expression.parse(piece.repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
  }

  @Test
  void boundsDepthAndLengthExactly() {
    int deepest = Expression.DEEPEST;
    String legal = "[".repeat(deepest) + "1" + "]".repeat(deepest);
    assertThat(Expression.parse(legal)).hasToString(legal);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Expression.parse("[" + legal + "]"))
        .withMessageStartingWith("brackets are nested more than 64 deep at character 65 of");
    String longest = "a".repeat(Expression.MOST_CHARACTERS);
    assertThat(Expression.parse(longest)).hasToString(longest);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Expression.parse(longest + "a"))
        .withMessageStartingWith("the expression is longer than 1000000 characters, at character");
  }

  /** Whatever the text: a tree that reads back, or one line. */
  @Test
  void survivesRandomTexts() {
    SplittableRandom random = new SplittableRandom(7);
    String alphabet = "()[],=*+\" \\\n\t-.019eEghmedian\u2028\ud83d\ude00\u0000";
    int read = 0;
    for (int trial = 0; trial < 50_000; trial++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 14);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        String canonical = Expression.parse(text.toString()).toString();
        assertThat(Expression.parse(canonical)).hasToString(canonical);
        read++;
      } catch (UserError e) {
        assertThat(e.getMessage()).matches(".+ at character [0-9]+ of \".*\"; .+");
      }
    }
    assertThat(read).isGreaterThan(500);
  }
}
