package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.twosample.DistinctSplits;
import org.mmdflow.statistic.twosample.TestMethod;
import org.mmdflow.statistic.twosample.TestSettings;

/** What a user should know of two samples before they are tested. */
final class SampleNotes {
  private static final int MOST_NAMED = 8;

  private SampleNotes() {}

  /**
   * Says which columns tell nothing, that the samples are identical, that they are too small.
   *
   * @throws UserError if all points are equal, or a sample is a single point
   */
  static void say(
      Console console,
      Points x,
      Points y,
      Points pooled,
      TestMethod method,
      int blockSize,
      TestSettings settings) {
    checkSize("A", x);
    checkSize("B", y);
    List<String> constant = constantColumns(pooled);
    if (constant.size() == pooled.d()) {
      throw new UserError(
          "all points are equal, in A and B; give samples that vary, or other columns as in"
              + " points.csv:x,y");
    }
    if (!constant.isEmpty()) {
      int named = Math.min(MOST_NAMED, constant.size());
      console.note(
          (constant.size() == 1 ? "column " : "columns ")
              + String.join(", ", constant.subList(0, named))
              + (named < constant.size() ? " and " + (constant.size() - named) + " more" : "")
              + (constant.size() == 1 ? " has" : " have")
              + " one value in all points of A and B and tell"
              + (constant.size() == 1 ? "s" : "")
              + " nothing");
    }
    if (x.equals(y)) {
      console.note("A and B are the same points in the same order");
    }
    double splits = DistinctSplits.count(method, x.n(), y.n(), blockSize);
    if (splits * settings.level() < 1) {
      console.note(
          "so few points can be split in only "
              + Figures.number(splits)
              + " ways by the method "
              + method
              + ": p-values are hardly below "
              + Figures.number(1 / splits)
              + ", and the level "
              + Numbers.format(settings.level())
              + " is hardly reached");
    }
  }

  private static void checkSize(String name, Points points) {
    if (points.n() < 2) {
      throw new UserError("a single point is no sample, in " + name + "; give two points or more");
    }
  }

  /** Numbers of columns from 1. */
  private static List<String> constantColumns(Points points) {
    List<String> constant = new ArrayList<>();
    for (int c = 0; c < points.d(); c++) {
      int i = 1;
      while (i < points.n() && points.get(i, c) == points.get(0, c)) {
        i++;
      }
      if (i == points.n()) {
        constant.add(Integer.toString(c + 1));
      }
    }
    return constant;
  }
}
