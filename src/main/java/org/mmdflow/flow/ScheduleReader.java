package org.mmdflow.flow;

import java.util.List;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;

/** Expressions to schedules. */
final class ScheduleReader {
  private static final String SCHEDULE = "schedule";
  private static final List<String> NAMES =
      List.of("constant", "halving", "inverse-sqrt", "linear");
  private static final long MOST_STEPS = 1L << 53;

  private ScheduleReader() {}

  static Schedule read(Expression expression) {
    if (expression instanceof Expression.Numeral number) {
      if (!(number.value() >= 0)) {
        throw number
            .at()
            .error(
                "a schedule must be at least 0 but is " + number + ",", "give a number from 0 up");
      }
      return new Constant(number.value());
    }
    Expression.Call call = expression.asCall(SCHEDULE);
    return switch (call.name()) {
      case "constant" -> constant(Arguments.of(call, "value", "until"));
      case "halving" -> halving(Arguments.of(call, "start", "every"));
      case "inverse-sqrt" -> new InverseSqrt(level(Arguments.of(call, "start"), "start"));
      case "linear" -> linear(Arguments.of(call, "from", "to", "over"));
      default -> throw call.unknown(SCHEDULE, NAMES);
    };
  }

  private static Schedule halving(Arguments arguments) {
    return new Halving(level(arguments, "start"), steps(arguments, "every"));
  }

  private static Schedule linear(Arguments arguments) {
    return new LinearSchedule(
        level(arguments, "from"), level(arguments, "to"), steps(arguments, "over"));
  }

  private static Schedule constant(Arguments arguments) {
    double value = level(arguments, "value");
    return arguments.has("until")
        ? new ConstantUntil(value, steps(arguments, "until"))
        : new Constant(value);
  }

  private static double level(Arguments arguments, String key) {
    return arguments.ranged(key, 0, Double.MAX_VALUE);
  }

  private static long steps(Arguments arguments, String key) {
    return arguments.integer(key, 1, MOST_STEPS);
  }
}
