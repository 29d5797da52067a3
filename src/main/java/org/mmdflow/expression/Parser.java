package org.mmdflow.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recursive descent over the grammar of {@link Expression}; bounded in length and depth. */
final class Parser {
  private final Scanner scanner;
  private int depth;

  Parser(String text, int from, int to) {
    if (to - from > Expression.MOST_CHARACTERS) {
      throw new Location(text, from + Expression.MOST_CHARACTERS)
          .error(
              "the expression is longer than " + Expression.MOST_CHARACTERS + " characters,",
              "put long lists of points into a file");
    }
    scanner = new Scanner(text, from, to);
  }

  Expression parse() {
    Expression whole = sum();
    if (!scanner.atEnd()) {
      throw unexpected("\"+\" or the end");
    }
    return whole;
  }

  private Expression sum() {
    Location at = scanner.here();
    List<Expression.Term> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (scanner.take('+'));
    Expression.Term first = terms.get(0);
    boolean plain = terms.size() == 1 && first.factor() == 1;
    return plain ? first.value() : new Expression.Sum(terms, at);
  }

  private Expression.Term term() {
    Location at = scanner.here();
    Expression value = value();
    if (!(value instanceof Expression.Numeral factor) || !scanner.take('*')) {
      return new Expression.Term(1, value, at);
    }
    return new Expression.Term(factor.value(), value(), at);
  }

  private Expression value() {
    if (scanner.comesNext('"')) {
      return scanner.quoted();
    }
    if (scanner.comesNext('[')) {
      return items();
    }
    if (!scanner.wordComesNext()) {
      throw unexpected("a value");
    }
    Expression value = scanner.word();
    if (value instanceof Expression.Word name && scanner.comesNext('(')) {
      return call(name);
    }
    return value;
  }

  private Expression items() {
    Location at = scanner.here();
    List<Expression> values = new ArrayList<>();
    open(at);
    scanner.take('[');
    if (!scanner.take(']')) {
      do {
        values.add(sum());
      } while (scanner.take(','));
      close(']', at);
    }
    depth--;
    return new Expression.Items(values, at);
  }

  private Expression call(Expression.Word name) {
    Location bracket = scanner.here();
    List<Expression.Argument> arguments = new ArrayList<>();
    open(bracket);
    scanner.take('(');
    if (!scanner.take(')')) {
      do {
        arguments.add(argument());
      } while (scanner.take(','));
      close(')', bracket);
    }
    depth--;
    return new Expression.Call(name.text(), arguments, name.at());
  }

  private Expression.Argument argument() {
    Location at = scanner.here();
    Expression value = sum();
    if (value instanceof Expression.Word key && !key.quoted() && scanner.take('=')) {
      return new Expression.Argument(Optional.of(key.text()), sum(), at);
    }
    return new Expression.Argument(Optional.empty(), value, at);
  }

  private void open(Location at) {
    if (++depth > Expression.DEEPEST) {
      throw at.error(
          "brackets are nested more than " + Expression.DEEPEST + " deep", "take some away");
    }
  }

  private void close(char bracket, Location opened) {
    if (scanner.atEnd()) {
      throw opened.error("the bracket is never closed,", "end it with \"" + bracket + "\"");
    }
    if (!scanner.take(bracket)) {
      throw unexpected("\",\" or \"" + bracket + "\"");
    }
  }

  private UserError unexpected(String wanted) {
    return scanner
        .here()
        .error(
            "expected " + wanted + " but found " + scanner.found() + ",",
            "the form is name(key=value, list=[a, b]), and odd characters stand in \"quotes\"");
  }
}
