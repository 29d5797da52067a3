/* The numerics of one instruction set and precision. Built once for each:
     MMDFLOW_DOUBLE 0 or 1, MMDFLOW_NUMERICS the symbol, e.g. mmdflow_avx2_float,
     -O3 -ffp-contract=fast -fno-math-errno -fno-trapping-math, and
     avx512: -march=x86-64-v4 -mprefer-vector-width=512, avx2: -march=x86-64-v3, plain and neon: nothing. */
#include "bounds.h"
#include "peak.h"
#include "register_tile.h"
#include "room.h"

/* A kernel ready for tiles. */
struct prepared {
  int count;
  struct profile profile[MOST_COMPONENTS];
};

static void prepare(struct prepared *prepared, const struct terms *terms, const struct frame *frame) {
  prepared->count = terms->count;
  for (int c = 0; c < terms->count; c++) {
    prepared->profile[c] = profile_of(&terms->component[c], frame);
  }
}

INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* Sources of a leaf that are there, and that many with what fills up a group. */
INLINE int sources_in(const struct sources *sources, int64_t leaf) {
  return (int)smaller(sources->m - leaf * LEAF, LEAF);
}
INLINE int filled(int count) { return (count + SOURCES_AT_ONCE - 1) / SOURCES_AT_ONCE * SOURCES_AT_ONCE; }

/* Adds a leaf's sums to the block's, row by row. */
static void flush(const SCALAR *column, int rows, double *sum) {
  for (int row = 0; row < rows; row++) {
    EACH(r, STAGED_VECTORS) add_to_doubles(sum + (size_t)row * BLOCK + r * LANES, LOAD(column + row * STAGED + r * LANES));
  }
}

/* One leaf against one block through tiles; `value`, row d + 1 of the sums, `hsum`, row d. */
static void staged_leaf(const struct frame *frame, const struct prepared *kernel, const SCALAR *leaf, int count,
                        const struct room *room, int block, int lanes) {
  int d = frame->d;
  fused_function fused_tile =
      kernel->count == 1 && frame->form == FORM_EXPANDED ? fused_for(&kernel->profile[0]) : NULL;
  int step = fused_tile != NULL ? HALF : CHUNK;
  size_t columns = (size_t)d + 1;
  for (int at = 0; at < lanes; at += STAGED) {
    const SCALAR *norm = block_x(room, block) + at, *x = norm + BLOCK;
    SCALAR *value = room->column + columns * STAGED;
    memset(value, 0, STAGED * sizeof(SCALAR));
    if (frame->form == FORM_DIRECT) {
      memset(room->column, 0, columns * STAGED * sizeof(SCALAR));
    }
    for (int j = 0; j < count; j += step) {
      int some = count - j < step ? count - j : step;
      if (frame->form == FORM_DIRECT) {
        const SCALAR *source = leaf + (size_t)j * columns;
        direct_arguments(d, x, source, some, room->argument);
        profile_tiles(kernel->count, kernel->profile, some, room->argument, room->value, room->slope);
        add_values(room->value, source + d, d + 1, some, value);
        weigh(room->slope, source + d, d + 1, some);
        all_difference_sums(d, room->slope, x, source, some, room->column);
        continue;
      }
      const SCALAR *group = leaf + (size_t)j * columns, *weight = leaf_weights(frame, leaf) + j;
      SCALAR *slope = room->slope;
      if (fused_tile != NULL) {
        slope = room->argument;
        fused_tile(&kernel->profile[0].constants, d, norm, x, group, weight, some, slope, value);
      } else {
        product_arguments(d, frame->form == FORM_EXPANDED ? norm : NULL, x, group, some, room->argument);
        profile_tiles(kernel->count, kernel->profile, some, room->argument, room->value, slope);
        add_values(room->value, weight, 1, some, value);
      }
      all_panel_sums(d, slope, leaf_panels(frame, leaf, j / HALF), j % HALF, some, j > 0, room->column);
    }
    flush(room->column, d + 2, block_sum(room, block) + at);
  }
}

/* What is left to do with a block's sums. */
struct outcome {
  bool value_is_hsum;
  double value_factor;
  double slope_factor;
};

/* Particle sums of a block in the frame's coordinates become values and gradients of raw points; coordinates of
   a gradient lie `stride` apart. */
static void write_out(const struct frame *frame, const struct outcome *outcome, const struct room *room, int block,
                      int count, double *value, double *gradient, int64_t stride) {
  int d = frame->d;
  const double *sum = block_sum(room, block), *hsum = sum + (size_t)d * BLOCK;
  const double *f = outcome->value_is_hsum ? hsum : hsum + BLOCK;
  const SCALAR *x = block_x(room, block) + BLOCK;
  double value_factor = outcome->value_factor, slope_factor = outcome->slope_factor;
  for (int lane = 0; lane < count; lane++) {
    value[lane] += value_factor * f[lane];
  }
  for (int k = 0; k < d; k++) {
    if (frame->form == FORM_EXPANDED) {
      for (int lane = 0; lane < count; lane++) {
        gradient[lane] += slope_factor * (-0.5 * (double)x[lane] * hsum[lane] - sum[lane]);
      }
    } else {
      for (int lane = 0; lane < count; lane++) {
        gradient[lane] += slope_factor * sum[lane];
      }
    }
    gradient += stride;
    sum += BLOCK;
    x += BLOCK;
  }
}

static void gradients(const struct frame *frame, const struct terms *terms, const struct sources *sources,
                      int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last,
                      void *memory, double *value, double *gradient, int64_t stride) {
  struct room room;
  struct prepared kernel;
  lay_out(frame, memory, &room);
  prepare(&kernel, terms, frame);
  int d = frame->d;
  const struct profile *p = &kernel.profile[0];
  bool registers = frame->form == FORM_DIRECT && d <= MOST_REGISTER_D && kernel.count == 1;
  register_tile_function tile = registers ? register_tile_for(p, d, sources->equal_weights) : NULL;
  bool fused_tile = kernel.count == 1 && frame->form == FORM_EXPANDED && fused_for(p) != NULL;
  struct outcome outcome = {fused_tile && slope_is_value(p->name), 1, frame->unit};
  if (registers || fused_tile) { /* other tiles applied the factors */
    double weight = registers && sources->equal_weights ? sources->weight : 1;
    outcome.value_factor *= weight * p->value_factor;
    outcome.slope_factor *= weight * p->slope_factor;
  }
  for (int64_t i = first; i < last; i += (int64_t)room.blocks * BLOCK) {
    int64_t end = smaller(i + (int64_t)room.blocks * BLOCK, last);
    int blocks = load_blocks(frame, &room, points, i, end);
    for (int64_t leaf = leaf_first; leaf < leaf_last; leaf++) {
      const SCALAR *data = leaf_of(frame, sources, leaf);
      int count = sources_in(sources, leaf);
      for (int b = 0; b < blocks; b++) {
        int lanes = (int)smaller(end - i - (int64_t)b * BLOCK, BLOCK);
        if (registers) {
          double *sum = block_sum(&room, b), *value_sum = sum + (size_t)(d + 1) * BLOCK;
          const SCALAR *x = block_x(&room, b) + BLOCK;
          tile(&p->constants, x, lanes, data, count, value_sum, sum);
        } else {
          staged_leaf(frame, &kernel, data, filled(count), &room, b, lanes);
        }
      }
    }
    for (int b = 0; b < blocks; b++) {
      int64_t at = i + (int64_t)b * BLOCK;
      int count = (int)smaller(end - at, BLOCK);
      write_out(frame, &outcome, &room, b, count, value + (at - first), gradient + (at - first), stride);
    }
  }
}

/* Values of all pairs of a chunk, in room->value. */
static void value_tile(const struct frame *frame, const struct prepared *kernel, const SCALAR *leaf, int j, int count,
                       const struct room *room, int block, int at) {
  const SCALAR *norm = block_x(room, block) + at, *x = norm + BLOCK, *source = leaf + (size_t)j * (size_t)(frame->d + 1);
  if (frame->form == FORM_DIRECT) {
    direct_arguments(frame->d, x, source, count, room->argument);
  } else {
    product_arguments(frame->d, frame->form == FORM_EXPANDED ? norm : NULL, x, source, count, room->argument);
  }
  profile_tiles(kernel->count, kernel->profile, count, room->argument, room->value, room->slope);
}

/* Sets the pairs of a particle with the source of its own number to 0. */
static void skip(SCALAR *tile, int64_t source, int count, int64_t particle) {
  for (int64_t j = 0; j < count; j++) {
    int64_t lane = source + j - particle;
    if (lane >= 0 && lane < STAGED) {
      tile[j * STAGED + lane] = 0;
    }
  }
}

static void values(const struct frame *frame, const struct terms *terms, const struct sources *sources,
                   int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last,
                   bool skip_equal, void *memory, double *value) {
  struct room room;
  struct prepared kernel;
  lay_out(frame, memory, &room);
  prepare(&kernel, terms, frame);
  bool direct = frame->form == FORM_DIRECT;
  int stride = direct ? frame->d + 1 : 1;
  for (int64_t i = first; i < last; i += (int64_t)room.blocks * BLOCK) {
    int64_t end = smaller(i + (int64_t)room.blocks * BLOCK, last);
    load_blocks(frame, &room, points, i, end);
    for (int64_t leaf = leaf_first; leaf < leaf_last; leaf++) {
      const SCALAR *data = leaf_of(frame, sources, leaf);
      const SCALAR *weight = direct ? data + frame->d : leaf_weights(frame, data);
      int count = filled(sources_in(sources, leaf));
      for (int at = 0; i + at < end; at += STAGED) {
        memset(room.column, 0, STAGED * sizeof(SCALAR));
        for (int j = 0; j < count; j += CHUNK) {
          int some = count - j < CHUNK ? count - j : CHUNK;
          value_tile(frame, &kernel, data, j, some, &room, at / BLOCK, at % BLOCK);
          if (skip_equal) {
            skip(room.value, leaf * LEAF + j, some, i + at);
          }
          add_values(room.value, weight + (size_t)j * (size_t)stride, stride, some, room.column);
        }
        flush(room.column, 1, block_sum(&room, at / BLOCK) + at % BLOCK);
      }
    }
    for (int64_t lane = i; lane < end; lane++) {
      value[lane - first] += block_sum(&room, (int)((lane - i) / BLOCK))[(lane - i) % BLOCK];
    }
  }
}

static void gram(const struct frame *frame, const struct terms *terms, const struct sources *sources,
                 int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last, bool add,
                 void *memory, void *out, int64_t stride) {
  struct room room;
  struct prepared kernel;
  lay_out(frame, memory, &room);
  prepare(&kernel, terms, frame);
  for (int64_t i = first; i < last; i += (int64_t)room.blocks * BLOCK) {
    int64_t end = smaller(i + (int64_t)room.blocks * BLOCK, last);
    load_blocks(frame, &room, points, i, end);
    for (int64_t leaf = leaf_first; leaf < leaf_last; leaf++) {
      const SCALAR *data = leaf_of(frame, sources, leaf);
      int there = sources_in(sources, leaf), count = filled(there);
      for (int at = 0; i + at < end; at += STAGED) {
        int width = (int)smaller(end - i - at, STAGED);
        for (int j = 0; j < count; j += CHUNK) {
          int some = count - j < CHUNK ? count - j : CHUNK;
          value_tile(frame, &kernel, data, j, some, &room, at / BLOCK, at % BLOCK);
          for (int row = 0; row < some && j + row < there; row++) {
            SCALAR *to = (SCALAR *)out + (leaf * LEAF + j + row) * stride + i + at;
            const SCALAR *from = room.value + row * STAGED;
            for (int l = 0; l < width; l++) {
              to[l] = add ? to[l] + from[l] : from[l];
            }
          }
        }
      }
    }
  }
}

const struct numerics MMDFLOW_NUMERICS = {
    .block = BLOCK,
    .extent = extent,
    .moment = moment,
    .all_equal = all_equal,
    .packed_bytes = packed_bytes,
    .pack = pack,
    .room_bytes = room_bytes,
    .gradients = gradients,
    .values = values,
    .gram = gram,
    .peak = peak,
    .lanes = LANES,
#ifdef __AVX512F__
    .slots = 3,
#else
    .slots = 4,
#endif
};
