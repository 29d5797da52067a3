/* Passes over raw points and weights that find a frame. */
#ifndef MMDFLOW_BOUNDS_H
#define MMDFLOW_BOUNDS_H

#include "tile.h"

static void widen(const void *points, int64_t first, int64_t last, int d, double *low, double *high) {
  const SCALAR *p = points;
  for (int k = 0; k < d; k++) {
    SCALAR least = (SCALAR)INFINITY, most = -(SCALAR)INFINITY;
    for (int64_t i = first; i < last; i++) {
      SCALAR x = p[i * d + k];
      least = x < least ? x : least;
      most = x > most ? x : most;
    }
    low[k] = least < low[k] ? (double)least : low[k];
    high[k] = most > high[k] ? (double)most : high[k];
  }
}

static double farthest(const void *points, int64_t first, int64_t last, int d, const double *centre) {
  const SCALAR *p = points;
  double largest = 0;
  for (int64_t i = first; i < last; i++) {
    double square = 0;
    for (int k = 0; k < d; k++) {
      double x = (double)p[i * d + k] - centre[k];
      square += x * x;
    }
    if (!(square <= largest)) {
      largest = square;
    }
  }
  return largest;
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
