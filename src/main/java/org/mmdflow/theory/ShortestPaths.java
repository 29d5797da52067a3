package org.mmdflow.theory;

import java.util.Arrays;

/**
 * The assignment problem by shortest augmenting paths (Jonker and Volgenant 1987): column duals
 * from the cheapest row of each column, then rows that bid for their best column at the price of
 * the second best, then for each row still free the shortest path in reduced costs to a free column
 * (Dijkstra). Used once, by one thread.
 */
final class ShortestPaths {
  private static final int FREE = -1;

  /** Bids per row before the paths take over. */
  private static final int BIDS = 4;

  private final int n;
  private final Costs costs;
  private final int[] columnOf;
  private final int[] rowOf;
  private final double[] price;
  private final double[] row;
  private final double[] distance;
  private final int[] before;
  private final int[] columns;

  ShortestPaths(int n, Costs costs) {
    this.n = n;
    this.costs = costs;
    columnOf = new int[n];
    rowOf = new int[n];
    Arrays.fill(columnOf, FREE);
    Arrays.fill(rowOf, FREE);
    price = new double[n];
    row = new double[n];
    distance = new double[n];
    before = new int[n];
    columns = new int[n];
  }

  /** Column duals are the least costs; a column takes its cheapest row if that is free. */
  void reduceColumns() {
    int[] cheapest = new int[n];
    Arrays.fill(price, Double.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      costs.row(i, row);
      for (int j = 0; j < n; j++) {
        if (row[j] < price[j]) {
          price[j] = row[j];
          cheapest[j] = i;
        }
      }
    }
    for (int j = 0; j < n; j++) {
      if (columnOf[cheapest[j]] == FREE) {
        assign(cheapest[j], j);
      }
    }
  }

  /** Free rows bid; a row that loses its column bids at once, where that lowered a dual. */
  void reduceRows() {
    int[] waiting = freeRows();
    int left = waiting.length;
    long bids = (long) BIDS * n;
    while (left > 0 && bids-- > 0) {
      int i = waiting[--left];
      costs.row(i, row);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        double reduced = row[j] - price[j];
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
      double lower = price[best] - (second - least);
      boolean lowered = lower < price[best] && second < Double.POSITIVE_INFINITY;
      int loser = rowOf[best];
      if (lowered) {
        price[best] = lower;
      } else if (loser != FREE) {
        continue; // A tie: a path settles it.
      }
      assign(i, best);
      if (loser != FREE) {
        columnOf[loser] = FREE;
        waiting[left++] = loser;
      }
    }
  }

  /** A path of least reduced cost from each free row to a free column, and the duals after it. */
  void augment() {
    for (int free : freeRows()) {
      costs.row(free, row);
      for (int j = 0; j < n; j++) {
        distance[j] = row[j] - price[j];
        before[j] = free;
        columns[j] = j;
      }
      // columns: settled, then those at the least distance, then the rest
      int settled = 0;
      int front = 0;
      double least = 0;
      int end = FREE;
      while (end == FREE) {
        if (settled == front) {
          front = nextFront(front);
          least = distance[columns[settled]];
          for (int k = settled; k < front && end == FREE; k++) {
            end = rowOf[columns[k]] == FREE ? columns[k] : FREE;
          }
          if (end != FREE) {
            break;
          }
        }
        int from = columns[settled++];
        int i = rowOf[from];
        costs.row(i, row);
        double base = row[from] - price[from] - least;
        for (int k = front; k < n; k++) {
          int j = columns[k];
          double through = row[j] - price[j] - base;
          if (through < distance[j]) {
            distance[j] = through;
            before[j] = i;
            if (through <= least) {
              // Reached at no further cost; rounding may say a little less than none.
              distance[j] = least;
              if (rowOf[j] == FREE) {
                end = j;
                break;
              }
              columns[k] = columns[front];
              columns[front++] = j;
            }
          }
        }
      }
      for (int k = 0; k < settled; k++) {
        int j = columns[k];
        price[j] += distance[j] - least;
      }
      flip(end, free);
    }
  }

  /** Moves the columns of the least distance to places from {@code from}; returns their end. */
  private int nextFront(int from) {
    int end = from;
    double least = Double.POSITIVE_INFINITY;
    for (int k = from; k < n; k++) {
      int j = columns[k];
      if (distance[j] <= least) {
        if (distance[j] < least) {
          end = from;
          least = distance[j];
        }
        columns[k] = columns[end];
        columns[end++] = j;
      }
    }
    return end;
  }

  private void flip(int end, int free) {
    int j = end;
    int i;
    do {
      i = before[j];
      int next = columnOf[i];
      assign(i, j);
      j = next;
    } while (i != free);
  }

  private void assign(int i, int j) {
    columnOf[i] = j;
    rowOf[j] = i;
  }

  private int[] freeRows() {
    int[] free = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (columnOf[i] == FREE) {
        free[count++] = i;
      }
    }
    return Arrays.copyOf(free, count);
  }

  Assignment result() {
    double[] rowDual = new double[n];
    double cost = 0;
    for (int i = 0; i < n; i++) {
      costs.row(i, row);
      double own = row[columnOf[i]];
      rowDual[i] = own - price[columnOf[i]];
      cost += own;
    }
    return new Assignment(columnOf, rowDual, price, cost);
  }
}
