/* Passes over raw points and weights that find a frame. */
#ifndef MMDFLOW_BOUNDS_H
#define MMDFLOW_BOUNDS_H

#include "tile.h"

static void extent(const void *points, int64_t first, int64_t last, int d, double *low, double *high, double *sum) {
  const SCALAR *p = points;
  for (int k = 0; k < d; k++) {
    SCALAR least = (SCALAR)INFINITY, most = -(SCALAR)INFINITY;
    double total = 0;
    for (int64_t i = first; i < last; i++) {
      SCALAR x = p[i * d + k];
      least = x < least ? x : least;
      most = x > most ? x : most;
      total += (double)x;
    }
    low[k] = (double)least;
    high[k] = (double)most;
    sum[k] = total;
  }
}

static double moment(const void *points, int64_t first, int64_t last, int d, const double *centre) {
  const SCALAR *p = points;
  double sum = 0;
  for (int64_t i = first; i < last; i++) {
    for (int k = 0; k < d; k++) {
      double x = (double)p[i * d + k] - centre[k];
      sum += x * x;
    }
  }
  return sum;
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
