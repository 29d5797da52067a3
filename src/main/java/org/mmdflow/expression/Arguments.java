package org.mmdflow.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one call, by key.
 *
 * <p>Keys are declared in order when the call is bound; a value without a key belongs to the key at
 * its place. Unknown, repeated and surplus values are refused then; missing and ill-typed ones when
 * they are asked for. Every fault is a {@link UserError} that points at the character. Reading
 * changes nothing; safe for any number of threads.
 */
public final class Arguments {
  /** Above, not every whole number is a double. */
  private static final double LARGEST_INTEGER = 0x1p53;

  private final Expression.Call call;
  private final Map<String, Expression> values = new HashMap<>();

  private Arguments(Expression.Call call, List<String> keys) {
    this.call = call;
    boolean named = false;
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression.Argument argument = call.arguments().get(i);
      named |= argument.key().isPresent();
      if (named && argument.key().isEmpty()) {
        throw argument
            .at()
            .error("a value without a key follows one with a key,", "write key=value");
      }
      if (!named && i >= keys.size()) {
        throw argument
            .at()
            .error(
                call.name() + " takes no value number " + (i + 1) + ",",
                "the keys are " + String.join(", ", keys));
      }
      String key = argument.key().orElseGet(Integer.valueOf(i)::toString);
      bind(named ? key : keys.get(i), argument, keys);
    }
  }

  /**
   * Binds the values of {@code call} to the declared keys.
   *
   * @param keys all that the call may have, in the order of values without a key
   * @throws UserError for an unknown or repeated key, a value too many, or a value without a key
   *     after one with a key
   */
  public static Arguments of(Expression.Call call, String... keys) {
    return new Arguments(call, List.of(keys));
  }

  /** Refuses whatever {@code call} gives: for names that take no values. */
  public static void none(Expression.Call call) {
    if (!call.arguments().isEmpty()) {
      throw call.arguments()
          .get(0)
          .at()
          .error(call.name() + " takes no values but has one", "write " + call.name() + " alone");
    }
  }

  private void bind(String key, Expression.Argument argument, List<String> keys) {
    if (!keys.contains(key)) {
      throw argument
          .at()
          .error(
              "unknown key " + Location.quote(key) + " of " + call.name(),
              Suggestions.mend(key, "keys", keys));
    }
    if (values.put(key, argument.value()) != null) {
      throw argument.at().error(key + " is given twice,", "keep one");
    }
  }

  /** The name that was called. */
  public String name() {
    return call.name();
  }

  /** Where the call begins. */
  public Location at() {
    return call.at();
  }

  /** Whether the user gave {@code key}. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of {@code key} as it was written; refused if missing. */
  public Expression expression(String key) {
    Expression value = values.get(key);
    if (value == null) {
      throw call.at()
          .error(call.name() + " needs " + key + ",", "write " + call.name() + "(" + key + "=...)");
    }
    return value;
  }

  /** Where the value of {@code key} stands, or the call where it is missing. */
  public Location at(String key) {
    return Optional.ofNullable(values.get(key)).map(Expression::at).orElse(call.at());
  }

  /** A finite number; refused if missing. */
  public double number(String key) {
    return Values.number(key, expression(key));
  }

  /** A finite number, {@code otherwise} where there is none. */
  public double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** A number above 0. */
  public double positive(String key) {
    double value = number(key);
    if (!(value > 0)) {
      throw mustBe(key, "above 0");
    }
    return value;
  }

  /** A number above 0, {@code otherwise} where there is none. */
  public double positive(String key, double otherwise) {
    return has(key) ? positive(key) : otherwise;
  }

  /** A number of at least {@code least} and at most {@code most}. */
  public double ranged(String key, double least, double most) {
    double value = number(key);
    if (!(value >= least)) {
      throw mustBe(key, "at least " + Numbers.format(least));
    }
    if (!(value <= most)) {
      throw mustBe(key, "at most " + Numbers.format(most));
    }
    return value;
  }

  /** Likewise, {@code otherwise} where there is none. */
  public double ranged(String key, double least, double most, double otherwise) {
    return has(key) ? ranged(key, least, most) : otherwise;
  }

  /** A whole number of at least {@code least} and at most {@code most}; 1e6 is one. */
  public long integer(String key, long least, long most) {
    double value = number(key);
    if (value != Math.rint(value)) {
      throw mustBe(key, "a whole number");
    }
    return (long) ranged(key, (double) least, Math.min((double) most, LARGEST_INTEGER));
  }

  /** Likewise, {@code otherwise} where there is none. */
  public long integer(String key, long least, long most, long otherwise) {
    return has(key) ? integer(key, least, most) : otherwise;
  }

  /** A list of one or more numbers. */
  public double[] vector(String key) {
    return Values.vector(key, expression(key));
  }

  /** A list of d numbers; one number stands for d equal ones. */
  public double[] vector(String key, int d) {
    return Values.vector(key, expression(key), d);
  }

  /** A list of one or more lists of equally many numbers: rows. */
  public double[][] matrix(String key) {
    return Values.matrix(key, expression(key));
  }

  /** A word or quoted text, such as a file name. */
  public String text(String key) {
    return Values.text(key, expression(key));
  }

  /** A word or quoted text, {@code otherwise} where there is none. */
  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /** The error {@code KEY must be WANTED but is VALUE, at character ...}. */
  public UserError mustBe(String key, String wanted) {
    return Values.mustBe(key, expression(key), wanted);
  }
}
