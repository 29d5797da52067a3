package org.mmdflow.theory;

import java.util.Arrays;

/** An assignment problem on its way: who has whom so far, and the duals of the columns. */
final class PartialAssignment {
  static final int FREE = -1;

  final int n;
  final Costs costs;

  /** The column of each row, or FREE. */
  final int[] columnOf;

  /** The row of each column, or FREE. */
  final int[] rowOf;

  /** The dual of each column. */
  final double[] price;

  PartialAssignment(int n, Costs costs) {
    this.n = n;
    this.costs = costs;
    columnOf = new int[n];
    rowOf = new int[n];
    Arrays.fill(columnOf, FREE);
    Arrays.fill(rowOf, FREE);
    price = new double[n];
  }

  void assign(int i, int j) {
    columnOf[i] = j;
    rowOf[j] = i;
  }

  /** Rows without a column, ascending. */
  int[] freeRows() {
    int[] free = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (columnOf[i] == FREE) {
        free[count++] = i;
      }
    }
    return Arrays.copyOf(free, count);
  }

  /** The result, once every row has a column: the dual of a row follows from its column's. */
  Assignment result() {
    double[] row = new double[n];
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
