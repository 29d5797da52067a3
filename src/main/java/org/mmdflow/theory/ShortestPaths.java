package org.mmdflow.theory;

/**
 * The end of an assignment: for each row still free the shortest path in reduced costs to a free
 * column (Dijkstra), along which rows change columns. Used once, by one thread.
 */
final class ShortestPaths {
  private final PartialAssignment p;
  private final double[] row;
  private final double[] distance;

  /** The row through which a column is reached. */
  private final int[] before;

  /** Settled ones, then the front, all at the least distance, then the rest. */
  private final int[] columns;

  private int settled;

  /** End of the front. */
  private int front;

  private double least;

  ShortestPaths(PartialAssignment p) {
    this.p = p;
    row = new double[p.n];
    distance = new double[p.n];
    before = new int[p.n];
    columns = new int[p.n];
  }

  /** A path of least reduced cost from each free row to a free column, and the duals after it. */
  void augment() {
    for (int free : p.freeRows()) {
      begin(free);
      int end = search();
      for (int k = 0; k < settled; k++) {
        int j = columns[k];
        p.price[j] += distance[j] - least;
      }
      flip(end, free);
    }
  }

  private void begin(int free) {
    p.costs.row(free, row);
    for (int j = 0; j < p.n; j++) {
      distance[j] = row[j] - p.price[j];
      before[j] = free;
      columns[j] = j;
    }
    settled = 0;
    front = 0;
    least = 0;
  }

  /** Settles columns by their distance until a free one is the nearest; returns that. */
  private int search() {
    while (true) {
      if (settled == front) {
        widenFront();
        for (int k = settled; k < front; k++) {
          if (p.rowOf[columns[k]] == PartialAssignment.FREE) {
            return columns[k];
          }
        }
      }
      int end = settle(columns[settled++]);
      if (end != PartialAssignment.FREE) {
        return end;
      }
    }
  }

  /** Goes on from the row of column {@code from}; returns a free column reached at no cost. */
  private int settle(int from) {
    int i = p.rowOf[from];
    p.costs.row(i, row);
    double base = row[from] - p.price[from] - least;
    for (int k = front; k < p.n; k++) {
      int j = columns[k];
      double through = row[j] - p.price[j] - base;
      if (through < distance[j]) {
        distance[j] = through;
        before[j] = i;
        if (through <= least) {
          // Reached at no further cost; rounding may say a little less than none.
          distance[j] = least;
          if (p.rowOf[j] == PartialAssignment.FREE) {
            return j;
          }
          columns[k] = columns[front];
          columns[front++] = j;
        }
      }
    }
    return PartialAssignment.FREE;
  }

  /** Puts the columns of the least distance among the rest into the front. */
  private void widenFront() {
    least = Double.POSITIVE_INFINITY;
    for (int k = settled; k < p.n; k++) {
      int j = columns[k];
      if (distance[j] <= least) {
        if (distance[j] < least) {
          front = settled;
          least = distance[j];
        }
        columns[k] = columns[front];
        columns[front++] = j;
      }
    }
  }

  private void flip(int end, int free) {
    int j = end;
    int i;
    do {
      i = before[j];
      int next = p.columnOf[i];
      p.assign(i, j);
      j = next;
    } while (i != free);
  }
}
