/* Sums of gradients where particles and sources are so few that a launch takes longer than its pairs: everything at
   once, in chains as short as can be. An item has one particle and a piece of one leaf of sources, and takes
   MMDFLOW_ROWS of them together. Differences, whatever the kernel; missing coordinates are zeros. */
#ifndef MMDFLOW_FEW_TILE_H
#define MMDFLOW_FEW_TILE_H

#include "pairs.h"

#define D MMDFLOW_DIMENSION

/* Items that share a particle, and particles of a group. */
#define PIECES (LEAF / PIECE)
#define PARTICLES (MMDFLOW_ITEMS / PIECES)

/* A source in local memory: coordinates, weight. */
#define LINE (D + 1)

/* Adds `n` sources from y on to the item's sums. */
INLINE void add_some(const int n, const struct constants *c, GLOBAL const SCALAR *components, int count,
                     const real *z, LOCAL const SCALAR *y, real *g) {
  real square[ROWS], inner[ROWS], apart[D][ROWS], value[ROWS], slope[ROWS], inner_slope[ROWS];
  EACH(k, D) {
#if MMDFLOW_RADIAL
    EACH(j, n) apart[k][j] = z[k] - y[j * LINE + k];
    EACH(j, n) square[j] = k == 0 ? apart[k][j] * apart[k][j] : FMA(apart[k][j], apart[k][j], square[j]);
#endif
#if MMDFLOW_INNER
    EACH(j, n) inner[j] = k == 0 ? z[k] * y[j * LINE + k] : FMA(z[k], y[j * LINE + k], inner[j]);
#endif
  }
  evaluate_pairs(n, c, components, count, square, inner, value, slope, inner_slope);
#if MMDFLOW_RADIAL
  EACH(j, n) slope[j] = slope[j] * y[j * LINE + D];
  EACH(k, D) EACH(j, n) g[k] = FMA(slope[j], apart[k][j], g[k]);
#endif
#if MMDFLOW_INNER
  EACH(j, n) inner_slope[j] = inner_slope[j] * y[j * LINE + D];
  EACH(k, D) EACH(j, n) g[k] = FMA(inner_slope[j], y[j * LINE + k], g[k]);
#endif
}

/* `there` sources from `from` on into local memory. */
INLINE void share_leaf(GLOBAL const SCALAR *sources, GLOBAL const SCALAR *weights, place from, int there, int d,
                       LOCAL SCALAR *leaf) {
  for (int i = ITEM; i < there * LINE; i += ITEMS) {
    int j = i / LINE, k = i % LINE;
    leaf[i] = k < d ? sources[(from + j) * d + k] : k == D ? weights[from + j] : 0;
  }
}

/* The item's particle against its piece of the shared leaf. */
INLINE void pass_piece(GLOBAL const SCALAR *points, place n, int d, GLOBAL const SCALAR *components, int count,
                       int there, LOCAL const SCALAR *leaf, real *g) {
  struct constants c = constants_of(components);
  place i = smaller(GROUP_COLUMN * PARTICLES + ITEM % PARTICLES, n - 1);
  real z[D];
  EACH(k, D) {
    z[k] = k < d ? points[i * d + k] : 0;
    g[k] = 0;
  }
  int j = ITEM / PARTICLES * PIECE, stop = (int)smaller(j + PIECE, there);
  ONE_BY_ONE for (; j + ROWS <= stop; j += ROWS) {
    add_some(ROWS, &c, components, count, z, leaf + j * LINE, g);
  }
  ONE_BY_ONE for (; j < stop; j++) {
    add_some(1, &c, components, count, z, leaf + j * LINE, g);
  }
}

/* Adds the pieces' sums in order, for one coordinate and particle at a time, and puts them down, `n` apart. */
INLINE void put_leaf(LOCAL const SCALAR *pieces, place n, int d, GLOBAL SUM *sums) {
  for (int i = ITEM; i < d * PARTICLES; i += ITEMS) {
    int k = i / PARTICLES, own = i % PARTICLES;
    LOCAL const SCALAR *piece = pieces + k * ITEMS + own;
    SCALAR all = piece[0];
    EACH(p, PIECES - 1) all = all + piece[(p + 1) * PARTICLES];
    place particle = GROUP_COLUMN * PARTICLES + own;
    if (particle < n) {
      sums[k * n + particle] = sum_of(all);
    }
  }
}

#endif
