package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.expression.UserError;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25 | 0 | 0.25",
        "0.25 | 1000000 | 0.25",
        "constant(10) | 7 | 10",
        "constant(10, until=5000) | 4999 | 10",
        "constant(10, until=5000) | 5000 | 0",
        "halving(1, every=1000) | 999 | 1",
        "halving(1, every=1000) | 1000 | 0.5",
        "halving(3, every=1000) | 3999 | 0.375",
        "halving(1, every=1) | 1074 | 4.9e-324",
        "halving(1, every=1) | 9000000000000000000 | 0",
        "inverse-sqrt(6) | 0 | 6",
        "inverse-sqrt(6) | 8 | 2",
        "linear(1, 3, over=4) | 0 | 1",
        "linear(1, 3, over=4) | 1 | 1.5",
        "linear(1, 3, over=4) | 4 | 3",
        "linear(0.3, 0.1, over=3) | 99 | 0.1",
      })
  void hasTheValueOfTheTable(String text, long n, double value) {
    assertThat(Schedule.parse(text).at(n)).isEqualTo(value);
  }

  static Stream<Schedule> schedules() {
    return Stream.of(
        Schedule.constant(0.5),
        Schedule.constantUntil(2, 7),
        Schedule.constantUntil(2, 1),
        Schedule.halving(3, 1),
        Schedule.halving(3, 5),
        Schedule.inverseSqrt(2),
        Schedule.linear(1, 0, 10));
  }

  /** Between two edges the value is constant, at an edge it jumps: for schedules with edges. */
  @ParameterizedTest
  @MethodSource("schedules")
  void edgesAreWhereTheValueJumps(Schedule schedule) {
    boolean hasEdges = schedule.nextEdge(0) != Long.MAX_VALUE;
    boolean steps = schedule instanceof ConstantUntil || schedule instanceof Halving;
    assertThat(hasEdges).isEqualTo(steps);
    for (long n = 0; hasEdges && n < 40; n++) {
      long next = n + 1;
      while (next < 100 && schedule.at(next) == schedule.at(n)) {
        next++;
      }
      assertThat(schedule.nextEdge(n)).isEqualTo(next == 100 ? Long.MAX_VALUE : next);
    }
  }

  @Test
  void edgesEnd() {
    assertThat(Schedule.halving(1, Long.MAX_VALUE).nextEdge(5)).isEqualTo(Long.MAX_VALUE);
    assertThat(Schedule.halving(1, Long.MAX_VALUE / 2 + 1).nextEdge(Long.MAX_VALUE - 1))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(Schedule.halving(1, 10).nextEdge(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Schedule.halving(0, 10).nextEdge(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(Schedule.constantUntil(0, 10).nextEdge(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void readsBackToAnEqualSchedule() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 500; trial++) {
      double a = random.nextDouble() * Math.pow(10, random.nextInt(-9, 9));
      double b = random.nextInt(10);
      long steps = random.nextLong(1, 1L << random.nextInt(1, 54));
      for (Schedule schedule :
          new Schedule[] {
            Schedule.constant(a),
            Schedule.constantUntil(b, steps),
            Schedule.halving(a, steps),
            Schedule.inverseSqrt(a),
            Schedule.linear(a, b, steps)
          }) {
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
      }
    }
    assertThat(Schedule.constant(1)).hasToString("1");
    assertThat(Schedule.constantUntil(10, 5000)).hasToString("constant(10, until=5000)");
    assertThat(Schedule.parse("linear(from=1, to=0.1, over=1e3)"))
        .hasToString("linear(1, 0.1, over=1000)");
  }

  private record Bad(String text, String message) {}

  static Stream<Bad> faults() {
    return Stream.of(
        new Bad(
            "constant()",
            "constant needs value, at character 1 of \"constant()\"; write constant(value=...)"),
        new Bad(
            "constant(1, 2, 3)",
            "constant takes no value number 3, at character 16 of \"constant(1, 2, 3)\"; the keys are value, until"),
        new Bad(
            "constant(-1)",
            "value must be at least 0 but is -1, at character 10 of \"constant(-1)\"; change value"),
        new Bad(
            "-1",
            "a schedule must be at least 0 but is -1, at character 1 of \"-1\"; give a number from 0 up"),
        new Bad(
            "constant(1, until=0)",
            "until must be at least 1 but is 0, at character 19 of \"constant(1, until=0)\"; change until"),
        new Bad(
            "constant(1, until=2.5)",
            "until must be a whole number but is 2.5, at character 19 of \"constant(1, until=2.5)\"; change until"),
        new Bad(
            "halving(1)",
            "halving needs every, at character 1 of \"halving(1)\"; write halving(every=...)"),
        new Bad(
            "halvin(1, every=2)",
            "unknown schedule \"halvin\" at character 1 of \"halvin(1, every=2)\"; did you mean \"halving\"?"),
        new Bad(
            "linear(1, over=3)",
            "linear needs to, at character 1 of \"linear(1, over=3)\"; write linear(to=...)"),
        new Bad(
            "inverse-sqrt",
            "inverse-sqrt needs start, at character 1 of \"inverse-sqrt\"; write inverse-sqrt(start=...)"),
        new Bad(
            "inverse-sqrt(1, 2)",
            "inverse-sqrt takes no value number 2, at character 17 of \"inverse-sqrt(1, 2)\"; the keys are start"),
        new Bad(
            "[1]",
            "expected a schedule but found a list, at character 1 of \"[1]\"; write it as name(key=value, ...)"),
        new Bad(
            "halving(1, every=1e17)",
            "every must be at most 9007199254740992 but is 1e17, at character 18 of \"halving(1, every=1e17)\"; change every"),
        new Bad(
            "1 + 2",
            "expected a schedule but found a sum, at character 1 of \"1 + 2\"; write it as name(key=value, ...)"),
        new Bad(
            "0.5*halving(1, every=2)",
            "expected a schedule but found 0.5*\"halving(...)\", at character 1 of \"0.5*halving(1, every=2)\"; write it as name(key=value, ...)"),
        new Bad(
            "nan",
            "unknown schedule \"nan\" at character 1 of \"nan\"; the schedules are constant, halving, inverse-sqrt, linear"),
        new Bad(
            "constant(1, until=NaN)",
            "until must be a number but is \"NaN\", at character 19 of \"constant(1, until=NaN)\"; change until"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void pointsAtTheFault(Bad bad) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Schedule.parse(bad.text()))
        .withMessage(bad.message());
  }

  @Test
  void refusesBadNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.constant(-1))
        .withMessage("value must be finite and at least 0 but is -1");
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.constant(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.inverseSqrt(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.halving(1, 0))
        .withMessage("every must be at least 1 but is 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.constantUntil(1, -5));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.linear(1, -1, 5));
  }
}
