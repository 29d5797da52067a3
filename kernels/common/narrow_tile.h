/* Sums in R^d for a d that is known when this is compiled, MMDFLOW_DIMENSION: an item's particles and their
   sums stay in registers while leaf after leaf of the sources passes. Where MMDFLOW_PADDED is 1, d is known to be
   at most that: what is missing are zeros, which change no bit. Where MMDFLOW_SUMS_SHARED is 1, sums across leaves
   are in local memory, each item's own: they are seldom touched, and registers are few. */
#ifndef MMDFLOW_NARROW_TILE_H
#define MMDFLOW_NARROW_TILE_H

#include "pairs.h"

#define D MMDFLOW_DIMENSION

#ifndef MMDFLOW_PADDED
#define MMDFLOW_PADDED 0
#endif
#ifndef MMDFLOW_SUMS_SHARED
#define MMDFLOW_SUMS_SHARED 0
#endif

#if MMDFLOW_PADDED
#define THERE(k) ((k) < d)
#else
#define THERE(k) 1
#endif

/* The item's sums across leaves of its row r. */
#if MMDFLOW_SUMS_SHARED
#define VALUE_SUM(r) own_sums[(r) * MMDFLOW_ITEMS + ITEM]
#define GRADIENT_SUM(k, r) own_sums[(((k) + 1) * ROWS + (r)) * MMDFLOW_ITEMS + ITEM]
#else
#define VALUE_SUM(r) f[r]
#define GRADIENT_SUM(k, r) g[k][r]
#endif

/* Adds one source y to the sums of the item. Where `own` is not negative it is the number of the source, and the
   particle of that number is left out. */
INLINE void add_pair(const int with_gradient, const struct constants *c, GLOBAL const SCALAR *components, int count,
                     real (*z)[ROWS], const SCALAR *y, SCALAR weight, place own, place first, real *f,
                     real (*g)[ROWS]) {
  real square[ROWS], inner[ROWS], apart[D][ROWS], value[ROWS], slope[ROWS], inner_slope[ROWS];
  EACH(k, D) {
    real s = SPREAD(y[k]);
#if MMDFLOW_RADIAL
    EACH(r, ROWS) apart[k][r] = z[k][r] - s;
    EACH(r, ROWS) square[r] = k == 0 ? apart[k][r] * apart[k][r] : FMA(apart[k][r], apart[k][r], square[r]);
#endif
#if MMDFLOW_INNER
    EACH(r, ROWS) inner[r] = k == 0 ? z[k][r] * s : FMA(z[k][r], s, inner[r]);
#endif
  }
  evaluate_pairs(ROWS, c, components, count, square, inner, value, slope, inner_slope);
  real w = SPREAD(weight);
  if (with_gradient) {
    EACH(r, ROWS) f[r] = FMA(value[r], w, f[r]);
#if MMDFLOW_RADIAL
    EACH(r, ROWS) slope[r] = slope[r] * w;
    EACH(k, D) EACH(r, ROWS) g[k][r] = FMA(slope[r], apart[k][r], g[k][r]);
#endif
#if MMDFLOW_INNER
    EACH(r, ROWS) inner_slope[r] = inner_slope[r] * w;
    EACH(k, D) EACH(r, ROWS) g[k][r] = FMA(inner_slope[r], SPREAD(y[k]), g[k][r]);
#endif
  } else {
    EACH(r, ROWS) f[r] = FMA(own < 0 ? value[r] : without_itself(value[r], own, first, r), w, f[r]);
  }
}

/* Particles first to last-1 against run `run_first` + GROUP_ROW of the `runs` that the leaves are cut into.
   `value` and `gradient` (by coordinate, `stride` apart) get sums by particle, those of a run `run_size` after
   those of the one before; they start from 0 where they are `fresh`, otherwise from what is there. `skip` leaves
   out the pairs of equal numbers.
   `tile` has room for PIECE sources with their weights, and is not used where nothing is shared; `own_sums` has
   room for (D + 1) ROWS sums of each item, or is not used. */
INLINE void narrow_sums(const int with_gradient, int d, GLOBAL const SCALAR *points, place first, place last,
                        GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place m, place leaf_first,
                        place leaf_last, place runs, place run_first, GLOBAL const SCALAR *components, int count,
                        GLOBAL SUM *value, GLOBAL SUM *gradient, place stride, place run_size, int fresh_value,
                        int fresh_gradient, int skip, LOCAL SCALAR *tile, LOCAL sum *own_sums) {
#if !MMDFLOW_PADDED
  d = D;
#endif
  place run = run_first + GROUP_ROW, here = last - first;
  value += run * run_size;
  gradient += run * run_size;
  struct constants c = constants_of(components);
  real z[D][ROWS], piece_f[ROWS], piece_g[D][ROWS], leaf_f[ROWS], leaf_g[D][ROWS];
#if !MMDFLOW_SUMS_SHARED
  sum f[ROWS], g[D][ROWS];
#endif
  EACH(r, ROWS) VALUE_SUM(r) = fresh_value ? no_sum() : load_sum(value, here, r);
  EACH(k, D) EACH(r, ROWS) {
    z[k][r] = THERE(k) ? load_coordinate(points, first, last, d, k, r) : SPREAD(0);
    if (with_gradient) {
      int kept = THERE(k) && !fresh_gradient;
      GRADIENT_SUM(k, r) = kept ? load_sum(gradient + k * stride, here, r) : no_sum();
    }
  }
  place end = run_start(leaf_first, leaf_last, run + 1, runs);
  for (place leaf = run_start(leaf_first, leaf_last, run, runs); leaf < end; leaf++) {
    EACH(r, ROWS) leaf_f[r] = SPREAD(0);
    EACH(k, D) EACH(r, ROWS) leaf_g[k][r] = SPREAD(0);
    place stop = smaller(leaf * LEAF + LEAF, m);
    for (place from = leaf * LEAF; from < stop; from += PIECE) {
      int there = (int)smaller(PIECE, stop - from);
      EACH(r, ROWS) piece_f[r] = SPREAD(0);
      EACH(k, D) EACH(r, ROWS) piece_g[k][r] = SPREAD(0);
#if MMDFLOW_SHARED
      WAIT_FOR_GROUP();
      for (int i = ITEM; i < there * D; i += ITEMS) {
#if MMDFLOW_PADDED
        tile[i] = i % D < d ? sources[(from + i / D) * d + i % D] : 0;
#else
        tile[i] = sources[from * D + i];
#endif
      }
      for (int i = ITEM; i < there; i += ITEMS) {
        tile[PIECE * D + i] = weights[from + i];
      }
      WAIT_FOR_GROUP();
#endif
      for (int j = 0; j < there; j++) {
        SCALAR y[D];
#if MMDFLOW_SHARED
        EACH(k, D) y[k] = tile[j * D + k];
        SCALAR w = tile[PIECE * D + j];
#else
        EACH(k, D) y[k] = THERE(k) ? sources[(from + j) * d + k] : 0;
        SCALAR w = weights[from + j];
#endif
        add_pair(with_gradient, &c, components, count, z, y, w, skip ? from + j : -1, first, piece_f, piece_g);
      }
      EACH(r, ROWS) leaf_f[r] = leaf_f[r] + piece_f[r];
      EACH(k, D) EACH(r, ROWS) leaf_g[k][r] = leaf_g[k][r] + piece_g[k][r];
    }
    EACH(r, ROWS) VALUE_SUM(r) = sum_plus(VALUE_SUM(r), leaf_f[r]);
    if (with_gradient) {
      EACH(k, D) EACH(r, ROWS) GRADIENT_SUM(k, r) = sum_plus(GRADIENT_SUM(k, r), leaf_g[k][r]);
    }
  }
  EACH(r, ROWS) store_sum(value, here, r, VALUE_SUM(r));
  if (with_gradient) {
    EACH(k, D) EACH(r, ROWS) {
      if (THERE(k)) {
        store_sum(gradient + k * stride, here, r, GRADIENT_SUM(k, r));
      }
    }
  }
}

#endif
