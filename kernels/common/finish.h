/* What becomes of sums: runs added in order, factors, rounding to the precision of clouds. */
#ifndef MMDFLOW_FINISH_H
#define MMDFLOW_FINISH_H

#include "device.h"
#include "frame_choice.h"
#include "long_sum.h"

/* Adds to total[i] of `count` numbers those of each run, in order; from 0 where `fresh`. */
INLINE void add_runs(GLOBAL const SUM *partial, place runs, place run_size, place count, int fresh,
                     GLOBAL SUM *total) {
  place i = ITEM_OF_ALL;
  if (i < count) {
    SUM all = partial[i];
    if (!fresh) {
      all = sum_add(total[i], all);
    }
    for (place run = 1; run < runs; run++) {
      all = sum_add(all, partial[run * run_size + i]);
    }
    total[i] = all;
  }
}

/* out[(first + i) d + k], row by row, from columns k that are `stride` apart, i < count. Where the frame says so
   they are sums of -2 h s, and behind them is a column of sums of h, which make sums of h (z - s). */
INLINE void write_rows(GLOBAL const SUM *column, place stride, place count, int d, FACTOR factor, place first,
                       GLOBAL const SCALAR *points, GLOBAL const SCALAR *frame, GLOBAL SCALAR *out) {
  place at = ITEM_OF_ALL;
  if (at < count * d) {
    place i = at / d;
    int k = (int)(at % d);
    SUM all = column[k * stride + i];
    if (frame[FRAME_EXPANDED] != 0) {
      SCALAR z = (points[(first + i) * d + k] - frame[FRAME_CENTRE + k]) * frame[FRAME_UNIT];
      all = sum_add(sum_times(all, (FACTOR)0.5), sum_times(column[d * stride + i], (FACTOR)z));
      all = sum_times(all, (FACTOR)frame[FRAME_INVERSE]);
    }
    /* Adding 0 makes 0 of -0. */
    out[first * d + at] = sum_rounded(sum_times(all, factor)) + (SCALAR)0;
  }
}

/* Source ITEM_OF_ALL of m as narrow tiles read it: `width` numbers of which d are coordinates, in the frame times
   -2, or as they are; their squared length; the weight; `row` numbers in all, zeros where nothing is said. */
INLINE void pack(GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place m, int d, int width, int row,
                 GLOBAL const SCALAR *frame, GLOBAL SCALAR *packed) {
  place j = ITEM_OF_ALL;
  if (j < m) {
    GLOBAL SCALAR *to = packed + j * row;
    SCALAR square = 0;
    for (int k = 0; k < row; k++) {
      SCALAR x = 0;
      if (k < d) {
        x = sources[j * d + k];
        if (frame[FRAME_EXPANDED] != 0) {
          x = (x - frame[FRAME_CENTRE + k]) * frame[FRAME_UNIT];
          square = FMA(x, x, square);
          x = -2 * x;
        }
      }
      to[k] = x;
    }
    to[width] = square;
    to[width + 1] = weights[j];
  }
}

/* sum_i w_i value_i of each leaf of `count` values. */
INLINE void weigh_leaves(GLOBAL const SUM *value, place count, GLOBAL const SCALAR *weights, GLOBAL SUM *leaves) {
  place leaf = ITEM_OF_ALL;
  if (leaf * LEAF < count) {
    SUM all = sum_times(value[leaf * LEAF], weights[leaf * LEAF]);
    for (place i = leaf * LEAF + 1; i < leaf * LEAF + LEAF && i < count; i++) {
      all = sum_add(all, sum_times(value[i], weights[i]));
    }
    leaves[leaf] = all;
  }
}

#endif
