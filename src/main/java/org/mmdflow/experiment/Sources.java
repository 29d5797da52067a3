package org.mmdflow.experiment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.mmdflow.expression.Expression;
import org.mmdflow.measure.Distribution;

/** Where points come from, in words that hold in any folder. */
final class Sources {
  /** File names that need no quotes in an expression. */
  private static final Pattern PLAIN =
      Pattern.compile("[^\\s()\"]+\\.(npy|npz|csv)(:[^\\s()\"]+)?");

  private Sources() {}

  /** The expression of {@code law}, file names made absolute, so that it holds in any folder. */
  static String absolute(Distribution law, Path base) {
    String text = law.toString();
    if (text.startsWith("points(")) {
      return text;
    }
    Expression expression = rewrite(Expression.parse(text), base);
    boolean plain =
        expression instanceof Expression.Word word && PLAIN.matcher(word.text()).matches();
    return plain ? ((Expression.Word) expression).text() : expression.toString();
  }

  /** The expression of features, likewise. */
  static String absoluteFeatures(String text, Path base) {
    return rewrite(Expression.parse(text), base).toString();
  }

  /** An absolute file name. */
  static String absolute(String file, Path base) {
    try {
      return base.resolve(file).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      return file;
    }
  }

  private static Expression rewrite(Expression expression, Path base) {
    if (expression instanceof Expression.Sum sum) {
      List<Expression.Term> terms =
          sum.terms().stream()
              .map(t -> new Expression.Term(t.factor(), term(t.value(), base), t.at()))
              .toList();
      return new Expression.Sum(terms, sum.at());
    }
    if (expression instanceof Expression.Word word && word.quoted()) {
      return new Expression.Word(absolute(word.text(), base), true, word.at());
    }
    if (expression instanceof Expression.Call call) {
      List<Expression.Argument> arguments =
          call.arguments().stream()
              .map(a -> new Expression.Argument(a.key(), rewrite(a.value(), base), a.at()))
              .toList();
      return new Expression.Call(call.name(), arguments, call.at());
    }
    return expression;
  }

  /** A term of a union: files in quotes only where they need them. */
  private static Expression term(Expression value, Path base) {
    return rewrite(value, base) instanceof Expression.Word file
        ? new Expression.Word(file.text(), false, file.at())
        : rewrite(value, base);
  }

  /** The dimension and number in words: {@code 1000 x 2}. */
  static String size(Distribution law) {
    return law.n() + " x " + law.d();
  }
}
