package org.mmdflow.theory;

import java.util.Arrays;

/**
 * The beginning of an assignment (Jonker and Volgenant 1987): column duals from the cheapest row of
 * each column, then rows that bid for their best column at the price of the second best. Used once,
 * by one thread.
 */
final class Reductions {
  /** Bids per row before the paths take over. */
  private static final int BIDS = 4;

  private final PartialAssignment p;
  private final double[] row;

  Reductions(PartialAssignment p) {
    this.p = p;
    row = new double[p.n];
  }

  /** Column duals are the least costs; a column takes its cheapest row if that is free. */
  void reduceColumns() {
    int[] cheapest = new int[p.n];
    Arrays.fill(p.price, Double.POSITIVE_INFINITY);
    for (int i = 0; i < p.n; i++) {
      p.costs.row(i, row);
      for (int j = 0; j < p.n; j++) {
        if (row[j] < p.price[j]) {
          p.price[j] = row[j];
          cheapest[j] = i;
        }
      }
    }
    for (int j = 0; j < p.n; j++) {
      if (p.columnOf[cheapest[j]] == PartialAssignment.FREE) {
        p.assign(cheapest[j], j);
      }
    }
  }

  /** Free rows bid; a row that loses its column bids at once, where that lowered a dual. */
  void reduceRows() {
    int[] waiting = p.freeRows();
    int left = waiting.length;
    long bids = (long) BIDS * p.n;
    while (left > 0 && bids-- > 0) {
      int i = waiting[--left];
      p.costs.row(i, row);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < p.n; j++) {
        double reduced = row[j] - p.price[j];
        if (reduced < second) {
          if (reduced < least) {
            second = least;
            least = reduced;
            best = j;
          } else {
            second = reduced;
          }
        }
      }
      double lower = p.price[best] - (second - least);
      boolean lowered = lower < p.price[best] && second < Double.POSITIVE_INFINITY;
      int loser = p.rowOf[best];
      if (lowered) {
        p.price[best] = lower;
      } else if (loser != PartialAssignment.FREE) {
        continue; // A tie: a path settles it.
      }
      p.assign(i, best);
      if (loser != PartialAssignment.FREE) {
        p.columnOf[loser] = PartialAssignment.FREE;
        waiting[left++] = loser;
      }
    }
  }
}
