/* Kernel sums: entry points of the tiles. Beyond pairs.h an includer says

     MMDFLOW_DIMENSION   d, or 0 for any
     MMDFLOW_ITEMS       items of a group */
#if MMDFLOW_DOUBLE || MMDFLOW_SUM_DOUBLE
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif

#if MMDFLOW_DIMENSION
#include "../common/narrow_tile.h"
#define LOCAL_MEMORY __local SCALAR tile[MMDFLOW_SHARED ? PIECE * (D + 1) : 1];
#define SUMS(with_gradient)                                                                              \
  narrow_sums(with_gradient, points, first, last, sources, weights, m, leaf_first, leaf_last, runs,      \
              run_first, components, count, sums + value_at, sums + gradient_at, stride, run_size,       \
              fresh_value, fresh_gradient, skip, tile)
#else
#include "../common/wide_tile.h"
#define LOCAL_MEMORY                                     \
  __local real kept[KEPT * PIECE * ROWS * MMDFLOW_ITEMS]; \
  __local SCALAR tile[MMDFLOW_SHARED ? PIECE * CHUNK : 1];
#define SUMS(with_gradient)                                                                              \
  wide_sums(with_gradient, d, points, first, last, sources, weights, m, leaf_first, leaf_last, runs,     \
            run_first, components, count, sums + value_at, sums + gradient_at, stride, run_size,         \
            fresh_value, fresh_gradient, skip, kept, tile)
#endif

/* See narrow_sums; nothing happens once `stopped` holds a number that is not negative. */
#define ARGUMENTS                                                                                                \
  int d, GLOBAL const SCALAR *points, place first, place last, GLOBAL const SCALAR *sources,                     \
      GLOBAL const SCALAR *weights, place m, place leaf_first, place leaf_last, place runs,                      \
      place run_first,                                                                                           \
      GLOBAL const SCALAR *components, int count, GLOBAL SUM *sums, place value_at, place gradient_at,           \
      place stride, place run_size, int fresh_value, int fresh_gradient, int skip, GLOBAL const int *stopped

#define GROUP_OF __attribute__((reqd_work_group_size(MMDFLOW_ITEMS, 1, 1)))

GROUP_OF KERNEL gradient_sums(ARGUMENTS) {
  LOCAL_MEMORY
  if (stopped[0] < 0) {
    SUMS(1);
  }
}

GROUP_OF KERNEL value_sums(ARGUMENTS) {
  LOCAL_MEMORY
  if (stopped[0] < 0) {
    SUMS(0);
  }
}

/* Row first_row + GROUP_ROW of the block of kernel values, n x m. */
GROUP_OF KERNEL gram(int d, GLOBAL const SCALAR *rows, place first_row, GLOBAL const SCALAR *columns, place m,
                     GLOBAL const SCALAR *components, int count, GLOBAL SCALAR *out) {
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
#ifdef MMDFLOW_PROFILE
        out[i * m + j] = ((const SCALAR *)&value[r])[lane] * components[6];
#else
        out[i * m + j] = ((const SCALAR *)&value[r])[lane];
#endif
      }
    }
  }
}
