package org.mmdflow.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of two metrics tables at the same steps.
 *
 * @param step of both
 * @param lossA half_mmd2_v of the first, NaN if undefined
 * @param lossB likewise of the second
 * @param gradientA mean_squared_gradient of the first
 * @param gradientB likewise of the second
 */
public record MetricsSideBySide(
    long step, double lossA, double lossB, double gradientA, double gradientB) {
  private static final String LOSS = "half_mmd2_v";
  private static final String GRADIENT = "mean_squared_gradient";

  /** At most {@code most} (2 or more) common rows: the first, the last, and some between by log. */
  public static List<MetricsSideBySide> of(MetricsTable a, MetricsTable b, int most) {
    List<int[]> common = FirstDifference.commonRows(a, b);
    List<MetricsSideBySide> rows = new ArrayList<>();
    int before = -1;
    for (int k = 0; k < most && !common.isEmpty(); k++) {
      // From the first row on by equal ratios, as most of a flow happens early.
      double share = (double) k / (most - 1);
      int row = (int) Math.round(Math.pow(common.size(), share)) - 1;
      if (row > before) {
        int[] pair = common.get(row);
        rows.add(
            new MetricsSideBySide(
                (long) value(a, "step", pair[0]),
                value(a, LOSS, pair[0]),
                value(b, LOSS, pair[1]),
                value(a, GRADIENT, pair[0]),
                value(b, GRADIENT, pair[1])));
        before = row;
      }
    }
    return rows;
  }

  private static double value(MetricsTable table, String name, int row) {
    double[] column = table.columns().get(name);
    return column == null ? Double.NaN : column[row];
  }
}
