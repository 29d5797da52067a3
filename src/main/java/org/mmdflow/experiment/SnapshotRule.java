package org.mmdflow.experiment;

import java.util.OptionalLong;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Cadence;

/**
 * When snapshots are written: {@code every(K)}, {@code log(COUNT)} or {@code none}.
 *
 * <p>{@code log(COUNT)} spreads COUNT snapshots evenly over log(1 + step) of the run's steps. What
 * is written down is {@code log(COUNT, over=STEPS)}: where a finished run is prolonged, the earlier
 * snapshots stand and later ones follow at the same ratio.
 */
sealed interface SnapshotRule {
  /** Every {@code k} steps. */
  record Every(long k) implements SnapshotRule {
    @Override
    public String toString() {
      return "every(" + k + ")";
    }
  }

  /** {@code count} of them over {@code over} steps, or over the run's. */
  record Logarithmic(int count, OptionalLong over) implements SnapshotRule {
    @Override
    public String toString() {
      return "log(" + count + (over.isPresent() ? ", over=" + over.getAsLong() : "") + ")";
    }
  }

  /** No snapshots. */
  record None() implements SnapshotRule {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * Reads a rule.
   *
   * @throws UserError if it is none of the three
   */
  static SnapshotRule parse(String text) {
    Expression.Call call = Expression.parse(text).asCall("snapshot rule");
    return switch (call.name()) {
      case "every" -> new Every(Arguments.of(call, "k").integer("k", 1, Long.MAX_VALUE >> 11));
      case "log" -> logarithmic(Arguments.of(call, "count", "over"));
      case "none" -> {
        Arguments.of(call);
        yield new None();
      }
      default -> throw call.unknown("snapshot rule", java.util.List.of("every", "log", "none"));
    };
  }

  private static SnapshotRule logarithmic(Arguments a) {
    int count = (int) a.integer("count", 1, 1_000_000);
    return new Logarithmic(
        count,
        a.has("over")
            ? OptionalLong.of(a.integer("over", 0, Long.MAX_VALUE >> 11))
            : OptionalLong.empty());
  }

  /** The rule with nothing left to the number of steps. */
  default SnapshotRule over(long steps) {
    return this instanceof Logarithmic l && l.over.isEmpty()
        ? new Logarithmic(l.count, OptionalLong.of(steps))
        : this;
  }

  /** When that is, in a run of {@code steps}; the last step of a run comes on top of it. */
  default Cadence cadence(long steps) {
    if (this instanceof Every every) {
      return Cadence.every(every.k);
    }
    return this instanceof Logarithmic l
        ? Cadence.logarithmic(l.count, l.over.orElse(steps), steps)
        : Cadence.never();
  }
}
