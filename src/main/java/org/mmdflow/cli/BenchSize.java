package org.mmdflow.cli;

import java.util.List;
import org.mmdflow.expression.UserError;

/** Which sizes can be measured. */
final class BenchSize {
  /** Numbers drawn, their copies for a device, and what is read back. */
  private static final int COPIES = 3;

  private BenchSize() {}

  static void check(int n, int m, List<Integer> dimensions) {
    positive("--n", n, "points");
    positive("--m", m, "sources");
    dimensions.forEach(d -> positive("--d", d, "dimensions"));
    long all = 0;
    for (int d : dimensions) {
      if ((long) Math.max(n, m) * d > Integer.MAX_VALUE - 8) {
        throw new UserError(
            Figures.count(Math.max(n, m))
                + (n < m ? " sources in " : " points in ")
                + Figures.dimensions(d)
                + " are more numbers than an array holds, in "
                + (n < m ? "--m" : "--n")
                + " and --d; use fewer");
      }
      all += ((long) n + m) * d;
    }
    double bytes = (double) COPIES * Double.BYTES * all;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new UserError(
          "these points need "
              + Figures.bytes(bytes)
              + " of Java heap, which has "
              + Figures.bytes(heap)
              + ", in --n, --m and --d; use fewer, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g");
    }
  }

  private static void positive(String option, int value, String what) {
    if (value < 1) {
      throw new UserError(
          what
              + " must be at least 1 but are "
              + value
              + ", in "
              + option
              + "; give a whole number from 1");
    }
  }
}
