/* What becomes of sums: runs added in order, factors, rounding to the precision of clouds. */
#ifndef MMDFLOW_FINISH_H
#define MMDFLOW_FINISH_H

#include "device.h"
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

/* out[(first + i) d + k], row by row, from columns k that are `stride` apart, i < count. */
INLINE void write_rows(GLOBAL const SUM *column, place stride, place count, int d, FACTOR factor, place first,
                       GLOBAL SCALAR *out) {
  place at = ITEM_OF_ALL;
  if (at < count * d) {
    /* Adding 0 makes 0 of -0. */
    out[first * d + at] = sum_rounded(sum_times(column[at % d * stride + at / d], factor)) + (SCALAR)0;
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
