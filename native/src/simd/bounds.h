/* Passes over raw points and weights that find a frame. */
#ifndef MMDFLOW_BOUNDS_H
#define MMDFLOW_BOUNDS_H

#include "tile.h"

/* Rows of few coordinates are taken several at once, so that there is always a vector's worth. */
enum { MOST_AT_A_TIME = 64 };

INLINE int rows_at_a_time(int d) { return d < MOST_AT_A_TIME ? MOST_AT_A_TIME / d : 1; }

static void extent(const void *points, int64_t first, int64_t last, int d, double *low, double *high, double *sum) {
  int rows = rows_at_a_time(d), width = rows * d;
  SCALAR few[2][MOST_AT_A_TIME];
  double total[MOST_AT_A_TIME];
  for (int c = 0; c < d; c += MOST_AT_A_TIME) { /* a strip of columns; all of them where rows > 1 */
    int strip = rows > 1 ? width : d - c < MOST_AT_A_TIME ? d - c : MOST_AT_A_TIME;
    for (int i = 0; i < strip; i++) {
      few[0][i] = (SCALAR)INFINITY;
      few[1][i] = -(SCALAR)INFINITY;
      total[i] = 0;
    }
    for (int64_t row = first; row < last; row += rows) {
      const SCALAR *x = (const SCALAR *)points + row * d + c;
      int there = last - row < rows ? (int)(last - row) * d : strip;
      for (int i = 0; i < there; i++) {
        few[0][i] = x[i] < few[0][i] ? x[i] : few[0][i];
        few[1][i] = x[i] > few[1][i] ? x[i] : few[1][i];
        total[i] += (double)x[i];
      }
    }
    for (int i = 0; i < strip; i++) {
      int k = c + (rows > 1 ? i % d : i);
      bool fresh = i < d;
      low[k] = fresh || (double)few[0][i] < low[k] ? (double)few[0][i] : low[k];
      high[k] = fresh || (double)few[1][i] > high[k] ? (double)few[1][i] : high[k];
      sum[k] = fresh ? total[i] : sum[k] + total[i];
    }
  }
}

static double moment(const void *points, int64_t first, int64_t last, int d, const double *centre) {
  int rows = rows_at_a_time(d), width = rows * d;
  double sum[MOST_AT_A_TIME], middle[MOST_AT_A_TIME], all = 0;
  for (int c = 0; c < d; c += MOST_AT_A_TIME) {
    int strip = rows > 1 ? width : d - c < MOST_AT_A_TIME ? d - c : MOST_AT_A_TIME;
    for (int i = 0; i < strip; i++) {
      middle[i] = centre[c + (rows > 1 ? i % d : i)];
      sum[i] = 0;
    }
    for (int64_t row = first; row < last; row += rows) {
      const SCALAR *x = (const SCALAR *)points + row * d + c;
      int there = last - row < rows ? (int)(last - row) * d : strip;
      for (int i = 0; i < there; i++) {
        double apart = (double)x[i] - middle[i];
        sum[i] += apart * apart;
      }
    }
    for (int i = 0; i < strip; i++) {
      all += sum[i];
    }
  }
  return all;
}

static bool all_equal(const void *weights, int64_t first, int64_t last) {
  const SCALAR *w = weights, one = w[0];
  bool equal = true;
  for (int64_t i = first; i < last; i++) {
    equal &= w[i] == one;
  }
  return equal;
}

#endif
