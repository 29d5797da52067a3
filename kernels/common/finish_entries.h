/* What becomes of sums: entry points. MMDFLOW_LANES is 1. `stopped` as in steps.cl. */

#ifndef MMDFLOW_FINISH_ENTRIES_H
#define MMDFLOW_FINISH_ENTRIES_H

#include "finish.h"

KERNEL(run_sums)(GLOBAL const SUM *partial, place partial_at, place runs, place run_size, place count, int fresh,
                GLOBAL SUM *totals, place total_at, GLOBAL const int *stopped) {
  if (stopped[0] < 0) {
    add_runs(partial + partial_at, runs, run_size, count, fresh, totals + total_at);
  }
}
LISTED(run_sums)

KERNEL(rows_of_sums)(GLOBAL const SUM *totals, place total_at, place stride, place count, int d, FACTOR factor,
                    place first, GLOBAL const SCALAR *points, GLOBAL const SCALAR *frame, GLOBAL SCALAR *out) {
  write_rows(totals + total_at, stride, count, d, factor, first, points, frame, out);
}
LISTED(rows_of_sums)

KERNEL(pack_sources)(GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place m, int d, int width, int row,
                     GLOBAL const SCALAR *frame, GLOBAL SCALAR *packed) {
  pack(sources, weights, m, d, width, row, frame, packed);
}
LISTED(pack_sources)

KERNEL(leaf_bounds)(GLOBAL const SCALAR *points, place n, int d, place before, GLOBAL SCALAR *bounds,
                    GLOBAL SUM *moments) {
  bound_leaves(points, n, d, before, bounds, moments);
}
LISTED(leaf_bounds)

/* From the bounds of all leaves of all clouds. One group. `longest` and `widest` are what the squared diagonal and
   the mean of |x|^2 may be; `unit` is that of a frame in the expanded form. */
KERNEL_OF_GROUPS(FRAME_ITEMS, choose_frame)(GLOBAL const SCALAR *bounds, GLOBAL const SUM *moments, place leaves,
                                            int d, FACTOR inverse_points, FACTOR longest, FACTOR widest,
                                            SCALAR unit, GLOBAL SCALAR *frame) {
  LOCAL_ARRAY(struct extent, shared, FRAME_ITEMS);
  FACTOR square = 0, moment = 0;
  for (int k = 0; k < d; k++) {
    shared[ITEM] = own_extent(bounds, moments, leaves, d, k);
    WAIT_FOR_GROUP();
    if (ITEM == 0) {
      struct extent all = shared[0];
      for (int i = 1; i < FRAME_ITEMS; i++) {
        struct extent other = shared[i];
        widen(&all, other.low, other.high, other.all, other.squares);
      }
      centre_axis(&all, k, inverse_points, frame, &square, &moment);
    }
    WAIT_FOR_GROUP();
  }
  if (ITEM == 0) {
    frame[FRAME_EXPANDED] = is_narrow(square, moment, longest, widest) ? 1 : 0;
    frame[FRAME_UNIT] = unit;
    frame[FRAME_INVERSE] = 1 / unit;
  }
}
LISTED(choose_frame)

KERNEL(weighted_leaves)(GLOBAL const SUM *totals, place total_at, place count, GLOBAL const SCALAR *weights,
                       place first, GLOBAL SUM *leaves) {
  weigh_leaves(totals + total_at, count, weights + first, leaves);
}
LISTED(weighted_leaves)

#endif
