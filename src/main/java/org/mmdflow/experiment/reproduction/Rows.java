package org.mmdflow.experiment.reproduction;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.Predicate;
import org.mmdflow.experiment.reproduction.Row.Verdict;

/**
 * Makes the lines of a table from the figures of several seeds; NaN stands for a run that did not
 * come so far, and is left out. Pure functions.
 */
public final class Rows {
  private Rows() {}

  /** The mean over seeds is within a share of the published figure, or of its nearer end. */
  public static Row within(String what, Published published, double share, double... overSeeds) {
    return row(
        what,
        published,
        overSeeds,
        String.format(Locale.ROOT, "mean within %.0f %%", 100 * share),
        all -> published.departure(all.getAverage()) <= share);
  }

  /** The mean over seeds is no further than {@code distance} from what it should be. */
  public static Row near(String what, double expected, double distance, double... overSeeds) {
    return row(
        what,
        Published.NOTHING,
        overSeeds,
        "mean within " + number(distance) + " of " + number(expected),
        all -> Math.abs(all.getAverage() - expected) <= distance);
  }

  /** The figure of each seed is at most {@code limit}. */
  public static Row atMost(String what, Published published, double limit, double... overSeeds) {
    return row(
        what,
        published,
        overSeeds,
        "each run at most " + number(limit),
        all -> all.getMax() <= limit);
  }

  /** The figure of each seed is at least {@code limit}. */
  public static Row atLeast(String what, Published published, double limit, double... overSeeds) {
    return row(
        what,
        published,
        overSeeds,
        "each run at least " + number(limit),
        all -> all.getMin() >= limit);
  }

  /** Nothing has to hold. */
  public static Row shown(String what, Published published, double... overSeeds) {
    Row row = row(what, published, overSeeds, "", all -> true);
    return row.verdict() == Verdict.PASS
        ? new Row(
            what,
            row.published(),
            row.publishedWords(),
            row.ours(),
            row.lowest(),
            row.highest(),
            "for comparison",
            Verdict.SHOWN)
        : row;
  }

  private static Row row(
      String what,
      Published published,
      double[] overSeeds,
      String tolerance,
      Predicate<DoubleSummaryStatistics> holds) {
    DoubleSummaryStatistics all =
        Arrays.stream(overSeeds).filter(v -> !Double.isNaN(v)).summaryStatistics();
    boolean reached = all.getCount() > 0;
    double mean = reached ? all.getAverage() : Double.NaN;
    return new Row(
        what,
        published.nearest(mean),
        published.words(),
        mean,
        reached ? all.getMin() : Double.NaN,
        reached ? all.getMax() : Double.NaN,
        tolerance,
        !reached ? Verdict.NOT_REACHED : holds.test(all) ? Verdict.PASS : Verdict.FAIL);
  }

  /** 2e-4 rather than 2.0E-4. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || (size >= 1e-3 && size < 1e5)) {
      return new java.math.BigDecimal(value)
          .round(new java.math.MathContext(4))
          .stripTrailingZeros()
          .toPlainString();
    }
    return String.format(Locale.ROOT, "%.2e", value)
        .replaceAll("\\.?0+e", "e")
        .replaceAll("e([+-])0", "e$1")
        .replace("e+", "e");
  }
}
