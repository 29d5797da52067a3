/* Sizes of the tiles, and a block of particles in structure-of-arrays. */
#ifndef MMDFLOW_TILE_H
#define MMDFLOW_TILE_H

#include <stddef.h>
#include <string.h>

#include "constants.h"

#if defined(__AVX512F__) || defined(__aarch64__)
enum { REGISTERS = 32 };
#else
enum { REGISTERS = 16 };
#endif

/* Vectors of particles in a block, and in a staged tile. */
enum { BLOCK_VECTORS = 6, STAGED_VECTORS = 3 };
enum { BLOCK = BLOCK_VECTORS * LANES, STAGED = STAGED_VECTORS * LANES };

/* Sources that a staged tile takes at once, and columns of a panel: as many as registers hold. */
enum { SOURCES_AT_ONCE = REGISTERS == 32 ? 8 : 4, PANEL = REGISTERS == 32 ? 8 : 4 };

/* Sources whose kernel values wait in the first-level cache. */
enum { HALF = LEAF / 2 };

#define NOINLINE __attribute__((noinline))

/* A value in the frame's coordinates. */
INLINE SCALAR framed(const struct frame *frame, SCALAR x, int k) {
  return (SCALAR)(((double)x - frame->centre[k]) * frame->unit);
}

/* Particles first to last-1 as `width` columns, x[k * width + lane]; the last particle fills up. */
static void load_block(const struct frame *frame, const SCALAR *points, int64_t first, int64_t last, int width,
                       SCALAR *x) {
  int d = frame->d;
  for (int lane = 0; lane < width; lane++) {
    int64_t i = first + lane < last ? first + lane : last - 1;
    for (int k = 0; k < d; k++) {
      x[(size_t)k * width + lane] = framed(frame, points[i * d + k], k);
    }
  }
}

/* Adds a vector of SCALAR to doubles. */
INLINE void add_to_doubles(double *sum, real x) {
  SCALAR lane[LANES] __attribute__((aligned(VECTOR_BYTES)));
  STORE(lane, x);
  for (int l = 0; l < LANES; l++) {
    sum[l] += (double)lane[l];
  }
}

#endif
