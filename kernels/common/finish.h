/* What becomes of sums: runs added in order, factors, rounding to the precision of clouds. */
#ifndef MMDFLOW_FINISH_H
#define MMDFLOW_FINISH_H

#include "device.h"
#include "frame_choice.h"
#include "long_sum.h"

/* The sum of `slots` numbers that are `slot_size` apart, in order. */
INLINE SUM slot_total(GLOBAL const SUM *at, place slots, place slot_size) {
  SUM all = sum_of(0);
  for (place slot = 0; slot < slots; slot++) {
    all = sum_add(all, at[slot * slot_size]);
  }
  return all;
}

/* A number of the gradient from its sum. Where the frame says so that is one of -2 h s, and with `slopes`, the sum of
   h, and the particle's coordinate k, `point`, it makes one of h (z - s). */
INLINE SCALAR finished(SUM all, SUM slopes, FACTOR factor, SCALAR point, int k, GLOBAL const SCALAR *frame) {
  if (frame[FRAME_EXPANDED] != 0) {
    SCALAR z = (point - frame[FRAME_CENTRE + k]) * frame[FRAME_UNIT];
    all = sum_add(sum_times(all, (FACTOR)0.5), sum_times(slopes, (FACTOR)z));
    all = sum_times(all, (FACTOR)frame[FRAME_INVERSE]);
  }
  /* Adding 0 makes 0 of -0. */
  return sum_rounded(sum_times(all, factor)) + (SCALAR)0;
}

/* Sums of slopes lie behind those of the gradient's d coordinates; there are some only where the frame says so. */
INLINE SUM slope_total(GLOBAL const SUM *own, place slots, place slot_size, place stride, int d,
                       GLOBAL const SCALAR *frame) {
  return frame[FRAME_EXPANDED] != 0 ? slot_total(own + d * stride, slots, slot_size) : sum_of(0);
}

/* out[(first + i) d + k], row by row, from columns k of sums that are `stride` apart, i < count. */
INLINE void write_rows(GLOBAL const SUM *column, place slots, place slot_size, place stride, place count, int d,
                       FACTOR factor, place first, GLOBAL const SCALAR *points, GLOBAL const SCALAR *frame,
                       GLOBAL SCALAR *out) {
  place at = ITEM_OF_ALL;
  if (at < count * d) {
    place i = at / d;
    int k = (int)(at % d);
    SUM all = slot_total(column + k * stride + i, slots, slot_size);
    SUM slopes = slope_total(column + i, slots, slot_size, stride, d, frame);
    out[first * d + at] = finished(all, slopes, factor, points[(first + i) * d + k], k, frame);
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

/* Items of a group that share a leaf of particles. */
#define LEAF_ITEMS 64

/* The group's sum of `own`, in a fixed order, for its first item. */
INLINE SUM group_total(SUM own, LOCAL SUM *shared) {
  shared[ITEM] = own;
  for (int reach = LEAF_ITEMS / 2; reach > 0; reach /= 2) {
    WAIT_FOR_GROUP();
    if (ITEM < reach) {
      shared[ITEM] = sum_add(shared[ITEM], shared[ITEM + reach]);
    }
  }
  return shared[0];
}

/* The item's share of sum_i w_i value_i over leaf GROUP_COLUMN of `count` values, each the sum of its slots. */
INLINE SUM weighted_share(GLOBAL const SUM *value, place slots, place slot_size, place count,
                          GLOBAL const SCALAR *weights) {
  SUM all = sum_of(0);
  place end = smaller((GROUP_COLUMN + 1) * LEAF, count);
  for (place i = GROUP_COLUMN * LEAF + ITEM; i < end; i += LEAF_ITEMS) {
    all = sum_add(all, sum_times(slot_total(value + i, slots, slot_size), weights[i]));
  }
  return all;
}

#endif
