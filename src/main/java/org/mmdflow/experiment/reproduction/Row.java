package org.mmdflow.experiment.reproduction;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table that holds our figures against the published ones.
 *
 * @param what is measured, such as {@code noise to 5,000: half MMD^2 at step 1,000}
 * @param published the figure of the paper; empty where it states none
 * @param publishedWords as the table shows it, where a number alone would mislead: a range, a bound
 * @param ours mean over seeds; NaN where the run did not come so far
 * @param lowest over seeds
 * @param highest over seeds
 * @param tolerance what had to hold, in words, such as {@code within 10 %}
 * @param verdict whether it held
 */
public record Row(
    String what,
    OptionalDouble published,
    Optional<String> publishedWords,
    double ours,
    double lowest,
    double highest,
    String tolerance,
    Verdict verdict) {
  /** A line whose published figure is a plain number, or none. */
  public Row(
      String what,
      OptionalDouble published,
      double ours,
      double lowest,
      double highest,
      String tolerance,
      Verdict verdict) {
    this(what, published, Optional.empty(), ours, lowest, highest, tolerance, verdict);
  }

  /** Whether the tolerance held. */
  public enum Verdict {
    /** It held. */
    PASS,
    /** It did not. */
    FAIL,
    /** The run ended before. */
    NOT_REACHED,
    /** For comparison: nothing was to hold. */
    SHOWN
  }
}
