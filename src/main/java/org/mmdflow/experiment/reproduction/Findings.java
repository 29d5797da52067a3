package org.mmdflow.experiment.reproduction;

import java.util.OptionalDouble;
import org.mmdflow.experiment.reproduction.Row.Verdict;

/** Lines of the table for what the paper proves rather than measures: it states no figure. */
public final class Findings {
  private Findings() {}

  /** What had to hold, and whether it did. */
  public static Row of(String what, double ours, String tolerance, boolean held) {
    return row(what, ours, tolerance, held ? Verdict.PASS : Verdict.FAIL);
  }

  /** For comparison. */
  public static Row shown(String what, double ours, String words) {
    return row(what, ours, words, Verdict.SHOWN);
  }

  /** The run ended before. */
  public static Row missing(String what, String tolerance) {
    return row(what, Double.NaN, tolerance, Verdict.NOT_REACHED);
  }

  private static Row row(String what, double ours, String tolerance, Verdict verdict) {
    return new Row(what, OptionalDouble.empty(), ours, ours, ours, tolerance, verdict);
  }
}
