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

/* Sources whose kernel values wait in the first-level cache; no more numbers than these are added one by one
   in SCALAR, whose roundings may all go the same way. */
enum { HALF = LEAF / 2 };

#define NOINLINE __attribute__((noinline))

/* A coordinate in the frame; its centre is a number of SCALAR. */
INLINE SCALAR framed(SCALAR x, SCALAR centre, SCALAR unit) { return (x - centre) * unit; }

/* Particles first to last-1 as BLOCK columns, x[k * BLOCK + lane]; the last particle fills up. */
static void load_block(const struct frame *frame, const SCALAR *points, int64_t first, int64_t last, SCALAR *x) {
  int d = frame->d, there = last - first < BLOCK ? (int)(last - first) : BLOCK;
  SCALAR unit = (SCALAR)frame->unit;
  const SCALAR *from = points + first * d;
  for (int k = 0; k < d; k++) {
    SCALAR centre = (SCALAR)frame->centre[k], *to = x + (size_t)k * BLOCK;
    for (int lane = 0; lane < there; lane++) {
      to[lane] = framed(from[(int64_t)lane * d + k], centre, unit);
    }
    for (int lane = there; lane < BLOCK; lane++) {
      to[lane] = to[there - 1];
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
