/* Kernel sums: entry points of the tiles. Beyond pairs.h an includer says

     MMDFLOW_DIMENSION   the largest d, or 0 for any
     MMDFLOW_ITEMS       items of a group
     MMDFLOW_TILES       where it is on tensor cores, see tensor_tile.h
     MMDFLOW_FEW         1 for few particles and sources, see few_tile.h */
#ifndef MMDFLOW_SUM_ENTRIES_H
#define MMDFLOW_SUM_ENTRIES_H

#if MMDFLOW_FEW
#include "few_tile.h"

/* Gradients' sums at n particles, of a leaf of two sources in each row of groups: its first_leaves rows are the
   first's. Sums of leaf after leaf, of a leaf by coordinate and particle. */
KERNEL_OF_GROUPS(MMDFLOW_ITEMS, few_sums)
(int d, GLOBAL const SCALAR *points, place n, GLOBAL const SCALAR *first, GLOBAL const SCALAR *first_weights,
 place first_m, place first_leaves, GLOBAL const SCALAR *second, GLOBAL const SCALAR *second_weights, place second_m,
 GLOBAL const SCALAR *components, int count, GLOBAL SUM *sums, place sums_at, GLOBAL const int *stopped) {
  LOCAL_ARRAY(SCALAR, leaf, LEAF * LINE);
  LOCAL_ARRAY(SCALAR, pieces, D * MMDFLOW_ITEMS);
  if (stopped[0] < 0) {
    int second_one = GROUP_ROW >= first_leaves;
    place from = (GROUP_ROW - (second_one ? first_leaves : 0)) * LEAF;
    int there = (int)smaller(LEAF, (second_one ? second_m : first_m) - from);
    share_leaf(second_one ? second : first, second_one ? second_weights : first_weights, from, there, d, leaf);
    WAIT_FOR_GROUP();
    real g[D];
    pass_piece(points, n, d, components, count, there, leaf, g);
    EACH(k, D) pieces[k * ITEMS + ITEM] = g[k];
    WAIT_FOR_GROUP();
    put_leaf(pieces, n, d, sums + sums_at + GROUP_ROW * d * n);
  }
}
LISTED(few_sums)

#else

#if MMDFLOW_TILES
#include "../cuda/tensor_tile.h"
#define RUNS_IN(frame) (frame[FRAME_EXPANDED] != 0)
#define LOCAL_MEMORY                                 \
  LOCAL_ARRAY(unsigned int, high, TOGETHER * LINE); \
  LOCAL_ARRAY(unsigned int, low, MMDFLOW_FAST ? 1 : TOGETHER * LINE);
#define SUMS(with_gradient)                                                                               \
  tensor_sums(with_gradient, d, points, first, last, sources, frame, m, leaf_first, leaf_last, runs,      \
              run_first, components, sums + value_at, sums + gradient_at, stride, run_size, fresh_value,  \
              fresh_gradient, skip, high, low)
#elif MMDFLOW_DIMENSION
#define RUNS_IN(frame) 1
#include "narrow_tile.h"
#define LOCAL_MEMORY                                        \
  LOCAL_ARRAY(SCALAR, tile, MMDFLOW_SHARED ? PIECE * PACKED : 1); \
  LOCAL_ARRAY(real, shared_leaves, MMDFLOW_SUMS_SHARED ? SUMS_OF_ROW * ROWS * MMDFLOW_ITEMS : 1); \
  LOCAL_ARRAY(sum, shared_sums, MMDFLOW_SUMS_SHARED ? SUMS_OF_ROW * ROWS * MMDFLOW_ITEMS : 1);
#define SUMS(with_gradient)                                                                              \
  narrow_sums(with_gradient, d, points, first, last, sources, frame, m, leaf_first, leaf_last, runs,      \
              run_first, components, count, sums + value_at, sums + gradient_at, stride, run_size,       \
              fresh_value, fresh_gradient, skip, tile, shared_leaves, shared_sums)
#else
#include "frame.h"
#include "wide_tile.h"
#define RUNS_IN(frame) (frame[FRAME_EXPANDED] == 0)
#define LOCAL_MEMORY                                             \
  LOCAL_ARRAY(real, kept, KEPT * PIECE * ROWS * MMDFLOW_ITEMS); \
  LOCAL_ARRAY(SCALAR, tile, MMDFLOW_SHARED ? PIECE * CHUNK : 1);
#define SUMS(with_gradient)                                                                              \
  wide_sums(with_gradient, d, points, first, last, sources, weights, m, leaf_first, leaf_last, runs,     \
            run_first, components, count, sums + value_at, sums + gradient_at, stride, run_size,         \
            fresh_value, fresh_gradient, skip, kept, tile)
#endif

/* See narrow_sums and wide_sums: the former's sources are packed, and `weights` are not used; the latter does
   nothing in a frame. Nothing happens once `stopped` holds a number that is not negative. */
#define ARGUMENTS                                                                                                \
  int d, GLOBAL const SCALAR *points, place first, place last, GLOBAL const SCALAR *sources,                     \
      GLOBAL const SCALAR *weights, GLOBAL const SCALAR *frame, place m, place leaf_first, place leaf_last,      \
      place runs, place run_first,                                                                               \
      GLOBAL const SCALAR *components, int count, GLOBAL SUM *sums, place value_at, place gradient_at,           \
      place stride, place run_size, int fresh_value, int fresh_gradient, int skip, GLOBAL const int *stopped

KERNEL_OF_GROUPS(MMDFLOW_ITEMS, gradient_sums)(ARGUMENTS) {
  LOCAL_MEMORY
  if (stopped[0] < 0 && RUNS_IN(frame)) {
    SUMS(1);
  }
}
LISTED(gradient_sums)

KERNEL_OF_GROUPS(MMDFLOW_ITEMS, value_sums)(ARGUMENTS) {
  LOCAL_MEMORY
  if (stopped[0] < 0 && RUNS_IN(frame)) {
    SUMS(0);
  }
}
LISTED(value_sums)

#if !MMDFLOW_TILES
/* Row first_row + GROUP_ROW of the block of kernel values, n x m, times `factor`. */
KERNEL_OF_GROUPS(MMDFLOW_ITEMS, gram)
(int d, GLOBAL const SCALAR *rows, place first_row, GLOBAL const SCALAR *columns, place m,
 GLOBAL const SCALAR *components, int count, SCALAR factor, GLOBAL SCALAR *out) {
  place i = first_row + GROUP_ROW;
  struct constants c = constants_of(components);
  real square[ROWS], inner[ROWS], value[ROWS], slope[ROWS], inner_slope[ROWS];
  EACH(r, ROWS) square[r] = inner[r] = SPREAD(0);
  for (int k = 0; k < d; k++) {
    real s = SPREAD(rows[i * d + k]);
    EACH(r, ROWS) {
      real x = load_coordinate(columns, 0, m, d, k, r);
      square[r] = FMA(x - s, x - s, square[r]);
      inner[r] = FMA(x, s, inner[r]);
    }
  }
  evaluate_pairs(ROWS, &c, components, count, square, inner, value, slope, inner_slope);
  EACH(r, ROWS) {
    for (int lane = 0; lane < LANES; lane++) {
      place j = particle(r, lane);
      if (j < m) {
        out[i * m + j] = ((const SCALAR *)&value[r])[lane] * factor;
      }
    }
  }
}
LISTED(gram)
#endif

#endif

#endif
