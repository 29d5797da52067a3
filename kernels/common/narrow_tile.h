/* Sums in R^d for a d that is at most MMDFLOW_DIMENSION, known when this is compiled: an item's particles and their
   sums stay in registers while leaf after leaf of the sources passes. Sources come packed (see `pack`); missing
   coordinates are zeros, which change no bit.

   Where a kernel has one component, smooth at 0, and the frame says so, z and s are in the frame and |z - s|^2 is
   |z|^2 + |s|^2 - 2 z's; then sums of slopes h and of -2 h s stand for those of h (z - s), see `write_rows`.

   Where MMDFLOW_SUMS_SHARED is 1, sums of leaves and across leaves are in local memory, each item's own: they are
   seldom touched, and registers are few. */
#ifndef MMDFLOW_NARROW_TILE_H
#define MMDFLOW_NARROW_TILE_H

#include "pairs.h"

#include "frame.h"

#define D MMDFLOW_DIMENSION

/* Numbers of a packed source: coordinates, squared length, weight; where sources are shared in fours. */
#define NORM_AT D
#define WEIGHT_AT (D + 1)
#define PACKED (MMDFLOW_SHARED ? (D + 5) / 4 * 4 : D + 2)

#if defined(MMDFLOW_PROFILE) && MMDFLOW_RADIAL
#define EXPANDABLE is_smooth(MMDFLOW_PROFILE)
#define SCALED (MMDFLOW_PROFILE == PROFILE_gaussian)
#define SLOPE_IS_VALUE (slope_is_value(MMDFLOW_PROFILE) == SAME)
#else
#define EXPANDABLE 0
#define SCALED 0
#define SLOPE_IS_VALUE 0
#endif

/* Sums of a piece: values, slopes, gradient. */
struct sums {
  real f[ROWS], h[ROWS], g[D][ROWS];
};

INLINE void clear_sums(struct sums *s) {
  EACH(r, ROWS) s->f[r] = s->h[r] = SPREAD(0);
  EACH(k, D) EACH(r, ROWS) s->g[k][r] = SPREAD(0);
}

/* Adds one source y to the sums. Where `own` is not negative it is the number of the source, and the particle of
   that number is left out. */
INLINE void add_pair(const int with_gradient, const struct constants *c, GLOBAL const SCALAR *components, int count,
                     real (*z)[ROWS], const SCALAR *y, place own, place first, struct sums *s) {
  real square[ROWS], inner[ROWS], apart[D][ROWS], value[ROWS], slope[ROWS], inner_slope[ROWS];
  EACH(k, D) {
    real there = SPREAD(y[k]);
#if MMDFLOW_RADIAL
    EACH(r, ROWS) apart[k][r] = z[k][r] - there;
    EACH(r, ROWS) square[r] = k == 0 ? apart[k][r] * apart[k][r] : FMA(apart[k][r], apart[k][r], square[r]);
#endif
#if MMDFLOW_INNER
    EACH(r, ROWS) inner[r] = k == 0 ? z[k][r] * there : FMA(z[k][r], there, inner[r]);
#endif
  }
  evaluate_pairs(ROWS, c, components, count, square, inner, value, slope, inner_slope);
  real w = SPREAD(y[WEIGHT_AT]);
  if (with_gradient) {
    EACH(r, ROWS) s->f[r] = FMA(value[r], w, s->f[r]);
#if MMDFLOW_RADIAL
    EACH(r, ROWS) slope[r] = slope[r] * w;
    EACH(k, D) EACH(r, ROWS) s->g[k][r] = FMA(slope[r], apart[k][r], s->g[k][r]);
#endif
#if MMDFLOW_INNER
    EACH(r, ROWS) inner_slope[r] = inner_slope[r] * w;
    EACH(k, D) EACH(r, ROWS) s->g[k][r] = FMA(inner_slope[r], SPREAD(y[k]), s->g[k][r]);
#endif
  } else {
    EACH(r, ROWS) s->f[r] = FMA(own < 0 ? value[r] : without_itself(value[r], own, first, r), w, s->f[r]);
  }
}

/* Likewise in the frame; `norm` are the particles' squared lengths. */
INLINE void add_expanded_pair(const int with_gradient, const struct constants *c, real (*z)[ROWS],
                              const real *norm, const SCALAR *y, place own, place first, struct sums *s) {
#if defined(MMDFLOW_PROFILE) && MMDFLOW_RADIAL
  real square[ROWS], value[ROWS], slope[ROWS];
  EACH(r, ROWS) square[r] = norm[r] + SPREAD(y[NORM_AT]);
  EACH(k, D) EACH(r, ROWS) square[r] = FMA(z[k][r], SPREAD(y[k]), square[r]);
  if (!SCALED) {
    EACH(r, ROWS) square[r] = AT_LEAST(square[r], SPREAD(0));
  }
  evaluate(MMDFLOW_PROFILE, ROWS, SCALED, c, square, value, slope);
  real w = SPREAD(y[WEIGHT_AT]);
  if (!with_gradient) {
    EACH(r, ROWS) s->f[r] = FMA(own < 0 ? value[r] : without_itself(value[r], own, first, r), w, s->f[r]);
    return;
  }
  EACH(r, ROWS) slope[r] = slope[r] * w;
  if (SLOPE_IS_VALUE) {
    EACH(r, ROWS) s->f[r] = s->f[r] + slope[r];
  } else {
    EACH(r, ROWS) s->f[r] = FMA(value[r], w, s->f[r]);
    EACH(r, ROWS) s->h[r] = s->h[r] + slope[r];
  }
  EACH(k, D) EACH(r, ROWS) s->g[k][r] = FMA(slope[r], SPREAD(y[k]), s->g[k][r]);
#endif
}

/* The item's sums of its row r, of a leaf and across leaves: values, slopes, gradients. */
#if MMDFLOW_SUMS_SHARED
#define OWN_PLACE(number, r) (((number) * ROWS + (r)) * MMDFLOW_ITEMS + ITEM)
#else
#define OWN_PLACE(number, r) ((number) * ROWS + (r))
#endif
#define OWN_SUM(number, r) own_sums[OWN_PLACE(number, r)]
#define LEAF_SUM(number, r) leaf_sums[OWN_PLACE(number, r)]
#define SUMS_OF_ROW (D + 2)

/* Adds a piece's sums to the leaf's, or begins a leaf with them. */
INLINE void add_piece(const int with_gradient, const int expanded, int begin, const struct sums *s, OWN real *leaf_sums) {
  EACH(r, ROWS) LEAF_SUM(0, r) = begin ? s->f[r] : LEAF_SUM(0, r) + s->f[r];
  if (with_gradient) {
    if (expanded && !SLOPE_IS_VALUE) {
      EACH(r, ROWS) LEAF_SUM(1, r) = begin ? s->h[r] : LEAF_SUM(1, r) + s->h[r];
    }
    EACH(k, D) EACH(r, ROWS) LEAF_SUM(k + 2, r) = begin ? s->g[k][r] : LEAF_SUM(k + 2, r) + s->g[k][r];
  }
}

/* Loads them, or starts from 0: `gradient` has d columns, and one of slopes where the kernel is expandable. */
INLINE void start_sums(const int with_gradient, int d, GLOBAL const SUM *value, GLOBAL const SUM *gradient,
                       place stride, place here, int fresh_value, int fresh_gradient, OWN sum *own_sums) {
  EACH(r, ROWS) {
    OWN_SUM(0, r) = fresh_value ? no_sum() : load_sum(value, here, r);
    if (with_gradient && EXPANDABLE) {
      OWN_SUM(1, r) = fresh_gradient ? no_sum() : load_sum(gradient + d * stride, here, r);
    }
  }
  if (with_gradient) {
    EACH(k, D) EACH(r, ROWS) {
      OWN_SUM(k + 2, r) = fresh_gradient || k >= d ? no_sum() : load_sum(gradient + k * stride, here, r);
    }
  }
}

INLINE void add_leaf(const int with_gradient, const int expanded, OWN const real *leaf_sums, OWN sum *own_sums) {
  EACH(r, ROWS) OWN_SUM(0, r) = sum_plus(OWN_SUM(0, r), LEAF_SUM(0, r));
  if (with_gradient) {
    if (expanded) {
      EACH(r, ROWS) OWN_SUM(1, r) = sum_plus(OWN_SUM(1, r), LEAF_SUM(SLOPE_IS_VALUE ? 0 : 1, r));
    }
    EACH(k, D) EACH(r, ROWS) OWN_SUM(k + 2, r) = sum_plus(OWN_SUM(k + 2, r), LEAF_SUM(k + 2, r));
  }
}

INLINE void end_sums(const int with_gradient, int d, GLOBAL SUM *value, GLOBAL SUM *gradient, place stride, place here,
                     OWN sum *own_sums) {
  EACH(r, ROWS) {
    store_sum(value, here, r, OWN_SUM(0, r));
    if (with_gradient && EXPANDABLE) {
      store_sum(gradient + d * stride, here, r, OWN_SUM(1, r));
    }
  }
  if (with_gradient) {
    EACH(k, D) EACH(r, ROWS) {
      if (k < d) {
        store_sum(gradient + k * stride, here, r, OWN_SUM(k + 2, r));
      }
    }
  }
}

/* Leaves [leaf, end) of m packed sources. */
INLINE void pass_leaves(const int with_gradient, const int expanded, const struct constants *c,
                        GLOBAL const SCALAR *components, int count, real (*z)[ROWS], const real *norm, place first,
                        GLOBAL const SCALAR *packed, place m, place leaf, place end, int skip, LOCAL SCALAR *tile,
                        OWN real *leaf_sums, OWN sum *own_sums) {
  struct sums piece_sums;
  for (; leaf < end; leaf++) {
    place stop = smaller(leaf * LEAF + LEAF, m);
    for (place from = leaf * LEAF; from < stop; from += PIECE) {
      int there = (int)smaller(PIECE, stop - from);
      clear_sums(&piece_sums);
#if MMDFLOW_SHARED
      WAIT_FOR_GROUP();
      for (int i = ITEM; i < there * (PACKED / 4); i += ITEMS) {
        COPY_FOUR(tile, i, packed + from * PACKED, i);
      }
      WAIT_FOR_GROUP();
#endif
      SOME_TOGETHER for (int j = 0; j < there; j++) {
        SCALAR y[PACKED];
#if MMDFLOW_SHARED
        EACH(q, PACKED / 4) LOAD_FOUR(y + 4 * q, tile + j * PACKED + 4 * q);
#else
        EACH(k, PACKED) y[k] = packed[(from + j) * PACKED + k];
#endif
        place own = skip ? from + j : -1;
        if (expanded) {
          add_expanded_pair(with_gradient, c, z, norm, y, own, first, &piece_sums);
        } else {
          add_pair(with_gradient, c, components, count, z, y, own, first, &piece_sums);
        }
      }
      add_piece(with_gradient, expanded, from == leaf * LEAF, &piece_sums, leaf_sums);
    }
    add_leaf(with_gradient, expanded, leaf_sums, own_sums);
  }
}

/* Particles first to last-1 against run `run_first` + GROUP_ROW of the `runs` that the leaves are cut into.
   `value` and `gradient` (by coordinate, `stride` apart, slopes behind them) get sums by particle, those of a run
   `run_size` after those of the one before; they start from 0 where they are `fresh`, otherwise from what is there.
   `skip` leaves out the pairs of equal numbers.
   `tile` has room for PIECE packed sources, and is not used where nothing is shared; `shared_leaves`
   and `shared_sums` have room for SUMS_OF_ROW ROWS sums of each item, or are not used. */
INLINE void narrow_sums(const int with_gradient, int d, GLOBAL const SCALAR *points, place first, place last,
                        GLOBAL const SCALAR *packed, GLOBAL const SCALAR *frame, place m, place leaf_first,
                        place leaf_last, place runs, place run_first, GLOBAL const SCALAR *components, int count,
                        GLOBAL SUM *value, GLOBAL SUM *gradient, place stride, place run_size, int fresh_value,
                        int fresh_gradient, int skip, LOCAL SCALAR *tile, LOCAL real *shared_leaves, LOCAL sum *shared_sums) {
  place run = run_first + GROUP_ROW, here = last - first;
  value += run * run_size;
  gradient += run * run_size;
  struct constants c = constants_of(components);
#if MMDFLOW_SUMS_SHARED
  LOCAL real *leaf_sums = shared_leaves;
  LOCAL sum *own_sums = shared_sums;
#else
  real leaf_sums[SUMS_OF_ROW * ROWS];
  sum own_sums[SUMS_OF_ROW * ROWS];
#endif
  start_sums(with_gradient, d, value, gradient, stride, here, fresh_value, fresh_gradient, own_sums);
  int expanded = EXPANDABLE && frame[FRAME_EXPANDED] != 0;
  real z[D][ROWS], norm[ROWS];
  EACH(r, ROWS) norm[r] = SPREAD(0);
  EACH(k, D) EACH(r, ROWS) {
    z[k][r] = k < d ? load_coordinate(points, first, last, d, k, r) : SPREAD(0);
    if (expanded && k < d) {
      z[k][r] = (z[k][r] - SPREAD(frame[FRAME_CENTRE + k])) * SPREAD(frame[FRAME_UNIT]);
      norm[r] = FMA(z[k][r], z[k][r], norm[r]);
    }
  }
  place leaf = run_start(leaf_first, leaf_last, run, runs);
  place end = run_start(leaf_first, leaf_last, run + 1, runs);
  if (expanded) {
    pass_leaves(with_gradient, 1, &c, components, count, z, norm, first, packed, m, leaf, end, skip, tile, leaf_sums,
                own_sums);
  } else {
    pass_leaves(with_gradient, 0, &c, components, count, z, norm, first, packed, m, leaf, end, skip, tile, leaf_sums,
                own_sums);
  }
  end_sums(with_gradient, d, value, gradient, stride, here, own_sums);
}

#endif
