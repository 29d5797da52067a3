/* What becomes of sums: entry points. MMDFLOW_LANES is 1. */

#ifndef MMDFLOW_FINISH_ENTRIES_H
#define MMDFLOW_FINISH_ENTRIES_H

#include "finish.h"

KERNEL(rows_of_sums)(GLOBAL const SUM *sums, place sums_at, place slots, place slot_size, place stride, place count,
                    int d, FACTOR factor, place first, GLOBAL const SCALAR *points, GLOBAL const SCALAR *frame,
                    GLOBAL SCALAR *out) {
  write_rows(sums + sums_at, slots, slot_size, stride, count, d, factor, first, points, frame, out);
}
LISTED(rows_of_sums)

KERNEL(pack_sources)(GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place m, int d, int width, int row,
                     GLOBAL const SCALAR *frame, GLOBAL SCALAR *packed) {
  pack(sources, weights, m, d, width, row, frame, packed);
}
LISTED(pack_sources)

KERNEL(bound_points)(GLOBAL const SCALAR *points, place n, int d, place before, GLOBAL SCALAR *bounds,
                     GLOBAL SUM *moments) {
  bound_some(points, n, d, before, bounds, moments);
}
LISTED(bound_points)

/* From the bounds of all clouds, `count` of them. One group. `longest` and `widest` are what the squared diagonal and
   the mean of |x|^2 may be; `unit` is that of a frame in the expanded form. */
KERNEL_OF_GROUPS(FRAME_ITEMS, choose_frame)(GLOBAL const SCALAR *bounds, GLOBAL const SUM *moments, place count,
                                            int d, FACTOR inverse_points, FACTOR longest, FACTOR widest,
                                            SCALAR unit, GLOBAL SCALAR *frame) {
  LOCAL_ARRAY(struct extent, shared, FRAME_ITEMS);
  FACTOR square = 0, moment = 0;
  for (int k = 0; k < d; k++) {
    shared[ITEM] = own_extent(bounds, moments, count, d, k);
    for (int reach = FRAME_ITEMS / 2; reach > 0; reach /= 2) {
      WAIT_FOR_GROUP();
      if (ITEM < reach) {
        struct extent other = shared[ITEM + reach], all = shared[ITEM];
        widen(&all, other.low, other.high, other.all, other.squares);
        shared[ITEM] = all;
      }
    }
    if (ITEM == 0) {
      struct extent all = shared[0];
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

/* A group for each leaf. */
KERNEL_OF_GROUPS(LEAF_ITEMS, weighted_leaves)(GLOBAL const SUM *sums, place slots, place slot_size, place count,
                                              GLOBAL const SCALAR *weights, place first, GLOBAL SUM *leaves) {
  LOCAL_ARRAY(SUM, shared, LEAF_ITEMS);
  SUM all = group_total(weighted_share(sums, slots, slot_size, count, weights + first), shared);
  if (ITEM == 0) {
    leaves[GROUP_COLUMN] = all;
  }
}
LISTED(weighted_leaves)

#endif
