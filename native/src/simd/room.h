/* One thread's scratch memory: some blocks of particles with their sums in double, and tiles. */
#ifndef MMDFLOW_ROOM_H
#define MMDFLOW_ROOM_H

#include "stages.h"

enum { CACHE_BYTES = 196608, MOST_BLOCKS = 16 };

/* For one block: |z|^2, then coordinates (times -2 where the form is expanded), BLOCK each; and sums in
   double: gradient by coordinate, the sum of w h, the value, BLOCK each. */
struct room {
  int blocks;
  size_t block_numbers;
  size_t block_sums;
  SCALAR *x;
  double *sum;
  SCALAR *argument; /* CHUNK by STAGED, as are value and slope; a fused tile of HALF by STAGED takes all */
  SCALAR *value;
  SCALAR *slope;
  SCALAR *column; /* d + 2 rows of STAGED: a leaf's sums */
};

static size_t rounded(size_t numbers) { return (numbers + 63) / 64 * 64; }

/* Lays the room out from `data` on, which may be NULL; returns its bytes. */
static size_t lay_out(const struct frame *frame, void *data, struct room *room) {
  size_t d = (size_t)frame->d;
  room->block_numbers = rounded((d + 1) * BLOCK);
  room->block_sums = rounded((d + 2) * BLOCK);
  size_t bytes = room->block_numbers * sizeof(SCALAR) + room->block_sums * sizeof(double);
  size_t blocks = CACHE_BYTES / bytes;
  room->blocks = blocks < 1 ? 1 : blocks > MOST_BLOCKS ? MOST_BLOCKS : (int)blocks;
  size_t sums = (size_t)room->blocks * room->block_sums, numbers = (size_t)room->blocks * room->block_numbers;
  size_t tile = (size_t)CHUNK * STAGED;
  room->sum = data;
  room->x = (SCALAR *)(room->sum + sums);
  room->argument = room->x + numbers;
  room->value = room->argument + tile;
  room->slope = room->value + tile;
  room->column = room->slope + tile;
  return sums * sizeof(double) + (numbers + 3 * tile + rounded((d + 2) * STAGED)) * sizeof(SCALAR);
}

static size_t room_bytes(const struct frame *frame) {
  struct room room;
  return lay_out(frame, NULL, &room);
}

INLINE SCALAR *block_x(const struct room *room, int block) { return room->x + (size_t)block * room->block_numbers; }

INLINE double *block_sum(const struct room *room, int block) {
  return room->sum + (size_t)block * room->block_sums;
}

/* Loads particles first to last-1 into the room's blocks and clears their sums; returns how many blocks. */
static int load_blocks(const struct frame *frame, const struct room *room, const SCALAR *points, int64_t first,
                       int64_t last) {
  int d = frame->d, blocks = (int)((last - first + BLOCK - 1) / BLOCK);
  for (int b = 0; b < blocks; b++) {
    SCALAR *norm = block_x(room, b), *x = norm + BLOCK;
    load_block(frame, points, first + (int64_t)b * BLOCK, last, x);
    memset(norm, 0, BLOCK * sizeof(SCALAR));
    for (int k = 0; k < d && frame->form == FORM_EXPANDED; k++) {
      SCALAR *at = x + (size_t)k * BLOCK;
      for (int lane = 0; lane < BLOCK; lane++) {
        norm[lane] += at[lane] * at[lane];
        at[lane] *= -2;
      }
    }
    memset(block_sum(room, b), 0, room->block_sums * sizeof(double));
  }
  return blocks;
}

#endif
