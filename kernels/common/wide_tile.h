/* Sums in R^d for any d. A piece of a leaf at a time: squared distances, chunk of coordinates by chunk; from them
   values and slopes, which stay in local memory; from these the gradient, chunk by chunk, whose sums are in global
   memory. An item keeps its particles' numbers to itself, so that only sources are shared. */
#ifndef MMDFLOW_WIDE_TILE_H
#define MMDFLOW_WIDE_TILE_H

#include "pairs.h"

/* Coordinates that are taken at once. */
#define CHUNK 8

/* Numbers kept of each source and item: slopes of the radial components, or of the polynomials, or both. */
#define KEPT (MMDFLOW_RADIAL + MMDFLOW_INNER)

/* Where the item keeps number `which` of source j: items side by side. */
#define KEPT_AT(which, j, r) kept[(((which) * PIECE + (j)) * ROWS + (r)) * ITEMS + ITEM]

/* Coordinates k to k + CHUNK - 1 of sources `from` on, 0 beyond d, into local memory; or nothing. */
INLINE void share_chunk(GLOBAL const SCALAR *sources, place from, int there, int d, int k, LOCAL SCALAR *tile) {
#if MMDFLOW_SHARED
  WAIT_FOR_GROUP();
  for (int i = ITEM; i < there * CHUNK; i += ITEMS) {
    int coordinate = k + i % CHUNK;
    tile[i] = coordinate < d ? sources[(from + i / CHUNK) * d + coordinate] : 0;
  }
  WAIT_FOR_GROUP();
#endif
}

INLINE SCALAR source_coordinate(GLOBAL const SCALAR *sources, place from, int j, int d, int k, int c,
                                LOCAL const SCALAR *tile) {
#if MMDFLOW_SHARED
  return tile[j * CHUNK + c];
#else
  return k + c < d ? sources[(from + j) * d + k + c] : 0;
#endif
}

/* As narrow_sums, in R^d. `kept` has room for KEPT PIECE ROWS numbers of each item, `tile` for PIECE CHUNK. */
INLINE void wide_sums(const int with_gradient, int d, GLOBAL const SCALAR *points, place first, place last,
                      GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place m, place leaf_first,
                      place leaf_last, place runs, place run_first, GLOBAL const SCALAR *components, int count,
                      GLOBAL SUM *value, GLOBAL SUM *gradient, place stride, place run_size, int fresh_value,
                      int fresh_gradient, int skip, LOCAL real *kept, LOCAL SCALAR *tile) {
  place run = run_first + GROUP_ROW, here = last - first;
  value += run * run_size;
  gradient += run * run_size;
  struct constants constants = constants_of(components);
  sum f[ROWS];
  EACH(r, ROWS) f[r] = fresh_value ? no_sum() : load_sum(value, here, r);
  place end = smaller(run_start(leaf_first, leaf_last, run + 1, runs) * LEAF, m);
  place begin = run_start(leaf_first, leaf_last, run, runs) * LEAF;
  for (place from = begin; from < end; from += PIECE) {
    int there = (int)smaller(PIECE, end - from);
    for (int k = 0; k < d; k += CHUNK) {
      real z[CHUNK][ROWS];
      EACH(c, CHUNK) EACH(r, ROWS) {
        z[c][r] = k + c < d ? load_coordinate(points, first, last, d, k + c, r) : SPREAD(0);
      }
      share_chunk(sources, from, there, d, k, tile);
      for (int j = 0; j < there; j++) {
        real square[ROWS], inner[ROWS];
        EACH(r, ROWS) {
          square[r] = k == 0 ? SPREAD(0) : KEPT_AT(0, j, r);
          inner[r] = k == 0 ? SPREAD(0) : KEPT_AT(KEPT - 1, j, r);
        }
        EACH(c, CHUNK) {
          real s = SPREAD(source_coordinate(sources, from, j, d, k, c, tile));
          EACH(r, ROWS) square[r] = FMA(z[c][r] - s, z[c][r] - s, square[r]);
          EACH(r, ROWS) inner[r] = FMA(z[c][r], s, inner[r]);
        }
        EACH(r, ROWS) {
#if MMDFLOW_RADIAL
          KEPT_AT(0, j, r) = square[r];
#endif
#if MMDFLOW_INNER
          KEPT_AT(KEPT - 1, j, r) = inner[r];
#endif
        }
      }
    }
    real piece_f[ROWS];
    EACH(r, ROWS) piece_f[r] = SPREAD(0);
    for (int j = 0; j < there; j++) {
      real square[ROWS], inner[ROWS], k[ROWS], slope[ROWS], inner_slope[ROWS], w = SPREAD(weights[from + j]);
      EACH(r, ROWS) {
        square[r] = KEPT_AT(0, j, r);
        inner[r] = KEPT_AT(KEPT - 1, j, r);
      }
      evaluate_pairs(ROWS, &constants, components, count, square, inner, k, slope, inner_slope);
      EACH(r, ROWS) {
        piece_f[r] = FMA(skip ? without_itself(k[r], from + j, first, r) : k[r], w, piece_f[r]);
#if MMDFLOW_RADIAL
        KEPT_AT(0, j, r) = slope[r] * w;
#endif
#if MMDFLOW_INNER
        KEPT_AT(KEPT - 1, j, r) = inner_slope[r] * w;
#endif
      }
    }
    EACH(r, ROWS) f[r] = sum_plus(f[r], piece_f[r]);
    for (int k = 0; with_gradient && k < d; k += CHUNK) {
      real z[CHUNK][ROWS], g[CHUNK][ROWS];
      EACH(c, CHUNK) EACH(r, ROWS) {
        z[c][r] = k + c < d ? load_coordinate(points, first, last, d, k + c, r) : SPREAD(0);
        g[c][r] = SPREAD(0);
      }
      share_chunk(sources, from, there, d, k, tile);
      for (int j = 0; j < there; j++) {
        EACH(c, CHUNK) {
          real s = SPREAD(source_coordinate(sources, from, j, d, k, c, tile));
#if MMDFLOW_RADIAL
          EACH(r, ROWS) g[c][r] = FMA(KEPT_AT(0, j, r), z[c][r] - s, g[c][r]);
#endif
#if MMDFLOW_INNER
          EACH(r, ROWS) g[c][r] = FMA(KEPT_AT(KEPT - 1, j, r), s, g[c][r]);
#endif
        }
      }
      for (int c = 0; c < CHUNK && k + c < d; c++) {
        EACH(r, ROWS) {
          GLOBAL SUM *column = gradient + (k + c) * stride;
          sum all = fresh_gradient && from == begin ? no_sum() : load_sum(column, here, r);
          store_sum(column, here, r, sum_plus(all, g[c][r]));
        }
      }
    }
  }
  EACH(r, ROWS) store_sum(value, here, r, f[r]);
}

#endif
