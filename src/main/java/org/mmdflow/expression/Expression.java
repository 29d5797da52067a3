package org.mmdflow.expression;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A parsed text of the expression language: numbers, words, lists, calls and weighted sums.
 *
 * <pre>
 * sum      = term { "+" term }
 * term     = [ number "*" ] value
 * value    = number | word | "quoted \" text" | list | word "(" [ argument { "," argument } ] ")"
 * list     = "[" [ sum { "," sum } ] "]"
 * argument = [ word "=" ] sum
 * </pre>
 *
 * <p>A word is any run of characters but blanks and {@code ( ) [ ] , = * + "}, so that most file
 * names need no quotes. Immutable; its text, {@link Object#toString()}, reads back to the same
 * tree.
 */
public sealed interface Expression {
  /** Longest text that is read. */
  int MOST_CHARACTERS = 1_000_000;

  /** Most levels of brackets within brackets. */
  int DEEPEST = 64;

  /** Where it begins in the user's text. */
  Location at();

  /**
   * Reads a text.
   *
   * @throws UserError pointing at the first character that does not fit; also for more than {@value
   *     #MOST_CHARACTERS} characters or {@value #DEEPEST} levels of brackets
   */
  static Expression parse(String text) {
    return parse(text, 0, text.length());
  }

  /**
   * Likewise the part of a text from {@code from} to before {@code to}; errors point into the
   * whole.
   */
  static Expression parse(String text, int from, int to) {
    return new Parser(text, from, to).parse();
  }

  /** A finite number. */
  record Numeral(double value, Location at) implements Expression {
    @Override
    public String toString() {
      return Numbers.format(value);
    }
  }

  /**
   * A name or a file name.
   *
   * @param text without quotes and escapes
   * @param quoted whether the user put it into quotes, which makes it text and never a name
   */
  record Word(String text, boolean quoted, Location at) implements Expression {
    @Override
    public String toString() {
      return quoted ? Scanner.inQuotes(text) : ofText(text);
    }
  }

  /** {@code name(...)}. */
  record Call(String name, List<Argument> arguments, Location at) implements Expression {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    /**
     * The error for a name that is none of {@code valid}, with the nearest one.
     *
     * @param kind what the name should be, such as {@code kernel}; its plural takes an s
     */
    public UserError unknown(String kind, Collection<String> valid) {
      return at.error(
          "unknown " + kind + " " + Location.quote(name),
          Suggestions.mend(name, kind + "s", valid));
    }

    @Override
    public String toString() {
      return name + join(arguments, "(", ")");
    }
  }

  /**
   * A value in a call.
   *
   * @param key empty for a value that its place names
   */
  record Argument(Optional<String> key, Expression value, Location at) {
    @Override
    public String toString() {
      return key.map(name -> name + "=").orElse("") + value;
    }
  }

  /** {@code [a, b]}. */
  record Items(List<Expression> values, Location at) implements Expression {
    /** Copies the list. */
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return join(values, "[", "]");
    }
  }

  /** Two or more terms, or a single one with a factor. */
  record Sum(List<Term> terms, Location at) implements Expression {
    /** Copies the list. */
    public Sum {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return terms.stream().map(Term::toString).collect(Collectors.joining(" + "));
    }
  }

  /** One term of a sum; the factor is 1 where the user wrote none. */
  record Term(double factor, Expression value, Location at) {
    String describe() {
      return Numbers.format(factor) + "*" + value.describe();
    }

    @Override
    public String toString() {
      return factor == 1 ? value.toString() : Numbers.format(factor) + "*" + value;
    }
  }

  /**
   * This as a call: a bare name is a call without arguments.
   *
   * @param kind what is wanted here, such as {@code kernel}, for the message
   * @throws UserError if this is a number, a list, a sum or quoted text
   */
  default Call asCall(String kind) {
    if (this instanceof Call call) {
      return call;
    }
    if (this instanceof Word word && !word.quoted()) {
      return new Call(word.text(), List.of(), at());
    }
    throw at().error(
            "expected a " + kind + " but found " + describe() + ",",
            "write it as name(key=value, ...)");
  }

  /** What this is, for messages: short things as they are, others by their kind. */
  default String describe() {
    if (this instanceof Word word) {
      return Location.quote(word.text());
    }
    if (this instanceof Items items) {
      return items.values().isEmpty() ? "an empty list" : "a list";
    }
    if (this instanceof Sum sum) {
      return sum.terms().size() == 1 ? sum.terms().get(0).describe() : "a sum";
    }
    return this instanceof Call call ? Location.quote(call.name() + "(...)") : toString();
  }

  /** {@code text} as the language writes it: in quotes where it would not read back without. */
  static String ofText(String text) {
    return Scanner.isBareWord(text) ? text : Scanner.inQuotes(text);
  }

  private static String join(List<?> parts, String open, String close) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(", ", open, close));
  }
}
