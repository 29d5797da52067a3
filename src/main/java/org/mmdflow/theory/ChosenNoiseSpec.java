package org.mmdflow.theory;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

/**
 * A {@link ChosenNoise} as the user wrote it: {@code chosen}, {@code chosen(10)}, {@code
 * chosen(max=10, every=20, cosine=0.18)}, each key with a default; that of max follows from the
 * clouds. Immutable; any thread.
 *
 * @param max the largest level, empty for four times the pooled spread
 * @param every steps between two decisions
 * @param cosine in (0, 1)
 */
public record ChosenNoiseSpec(OptionalDouble max, long every, double cosine) {
  private static final String NAME = "chosen";
  private static final long MOST_STEPS = 1L << 53;

  /**
   * Reads an expression; empty where it begins with another word.
   *
   * @throws UserError pointing at the character
   */
  public static Optional<ChosenNoiseSpec> of(Expression expression) {
    boolean word = expression instanceof Expression.Word w && w.text().equals(NAME);
    boolean call = expression instanceof Expression.Call c && c.name().equals(NAME);
    if (!word && !call) {
      return Optional.empty();
    }
    Arguments given = Arguments.of(expression.asCall("noise level"), "max", "every", "cosine");
    double cosine = given.positive("cosine", ChosenNoise.COSINE);
    if (cosine >= 1) {
      throw given.mustBe("cosine", "below 1");
    }
    return Optional.of(
        new ChosenNoiseSpec(
            given.has("max") ? OptionalDouble.of(given.positive("max")) : OptionalDouble.empty(),
            given.integer("every", 1, MOST_STEPS, ChosenNoise.EVERY),
            cosine));
  }

  /**
   * The controller, with nothing left open.
   *
   * @param spread of start and target, asked for where max is open
   * @throws UserError if it is 0, so that there is no scale
   */
  public ChosenNoise resolve(DoubleSupplier spread) {
    return ChosenNoise.of(max.orElseGet(() -> open(spread.getAsDouble())), every, cosine);
  }

  private static double open(double spread) {
    if (!(spread > 0)) {
      throw new UserError(
          "start and target coincide in one point, so there is no largest noise level; give it, as"
              + " in chosen(max=1)");
    }
    return ChosenNoise.maxFor(spread);
  }
}
