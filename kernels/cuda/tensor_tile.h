/* Sums on tensor cores, in R^d for 16 <= d <= MMDFLOW_DIMENSION, a multiple of 8: in the frame, where the kernel is
   smooth (see narrow_tile.h); does nothing where the frame says differences, which is what the wide tile is for.

   A warp holds MMDFLOW_TILES times 16 particles and goes through the sources by eights. The products z'y are of
   three parts each, of numbers split in two of 11 bits: float32's accuracy. The fragment that the first product
   leaves, values made of it, is what the second takes: its sources only come in another order within the eight,
   2t before 2t + 1.

   An includer says, beyond pairs.h, MMDFLOW_ROWS 4: pairs that an item evaluates together; MMDFLOW_FAST 1 where
   numbers keep the first 11 bits only, one product instead of three. */
#ifndef MMDFLOW_TENSOR_TILE_H
#define MMDFLOW_TENSOR_TILE_H

#include "../common/pairs.h"

#include "../common/frame.h"

#define D MMDFLOW_DIMENSION
#define TILES MMDFLOW_TILES
#define EIGHTS (D / 8)

/* A packed source, see `pack`; rows end in four numbers, so that no two lanes of a fragment meet in a bank. */
#define LINE (D + 4)
#define NORM_AT D
#define WEIGHT_AT (D + 1)

/* Sources that are shared, and whose sums begin anew. */
#define TOGETHER (D > 64 ? 32 : 64)

#define SCALED (MMDFLOW_PROFILE == PROFILE_gaussian)
#define SLOPE_IS_VALUE (slope_is_value(MMDFLOW_PROFILE) == SAME)

#define GROUP (((int)threadIdx.x & 31) >> 2)
#define PLACE ((int)threadIdx.x & 3)

/* Numbers as tensor cores take them: the sum of two. */
struct parts {
  unsigned int high, low;
};

INLINE struct parts split(float x) {
  struct parts p;
  p.high = device_tf32(x);
  p.low = __float_as_uint(x - __uint_as_float(p.high));
  return p;
}

struct fragment_a {
  unsigned int high[4], low[4];
};

struct fragment_b {
  unsigned int high[2], low[2];
};

/* The smallest products first. */
INLINE void multiply(float (&c)[4], const struct fragment_a &a, const struct fragment_b &b) {
#if !MMDFLOW_FAST
  device_mma_m16n8k8_tf32(c, a.low, b.high);
  device_mma_m16n8k8_tf32(c, a.high, b.low);
#endif
  device_mma_m16n8k8_tf32(c, a.high, b.high);
}

INLINE struct fragment_b fragment_of(const unsigned int *high, const unsigned int *low, int first, int second) {
  struct fragment_b b;
  b.high[0] = high[first];
  b.high[1] = high[second];
#if !MMDFLOW_FAST
  b.low[0] = low[first];
  b.low[1] = low[second];
#endif
  return b;
}

/* The sum of four lanes that hold parts of one row. */
INLINE float quad_sum(float x) {
  x += __shfl_xor_sync(0xffffffffu, x, 1);
  return x + __shfl_xor_sync(0xffffffffu, x, 2);
}

/* Particles of a warp in the frame: split once, or where registers are too few whenever they are used. */
#define SPLIT_LATE (D > 64 && !MMDFLOW_FAST)
struct warp_particles {
#if SPLIT_LATE
  float z[TILES][EIGHTS][4];
#else
  struct fragment_a z[TILES][EIGHTS];
#endif
  float norm[TILES][2];
};

INLINE void put_number(struct warp_particles *p, int tile, int n, int e, float z) {
#if SPLIT_LATE
  p->z[tile][n][e] = z;
#else
  struct parts s = split(z);
  p->z[tile][n].high[e] = s.high;
  p->z[tile][n].low[e] = s.low;
#endif
}

INLINE struct fragment_a particles_of(const struct warp_particles *p, int tile, int n) {
#if SPLIT_LATE
  struct fragment_a a;
  EACH(e, 4) {
    struct parts s = split(device_unknown(p->z[tile][n][e]));
    a.high[e] = s.high;
    a.low[e] = s.low;
  }
  return a;
#else
  return p->z[tile][n];
#endif
}

/* Sums of a lane: of its rows' values and slopes over its sources, and its fragments of the gradient. */
struct warp_sums {
  float f[TILES][2], h[TILES][2], g[TILES][EIGHTS][4];
};

INLINE void clear_sums(struct warp_sums *s) {
  EACH(i, TILES) {
    EACH(half, 2) s->f[i][half] = s->h[i][half] = 0;
    EACH(n, EIGHTS) EACH(e, 4) s->g[i][n][e] = 0;
  }
}

INLINE void add_sums(struct warp_sums *to, const struct warp_sums *s) {
  EACH(i, TILES) {
    EACH(half, 2) {
      to->f[i][half] += s->f[i][half];
      to->h[i][half] += s->h[i][half];
    }
    EACH(n, EIGHTS) EACH(e, 4) to->g[i][n][e] += s->g[i][n][e];
  }
}

/* The particle of a tile's row `half` 8 + GROUP, counted from the block's first. */
INLINE place row_of(int tile, int half) {
  place warp = GROUP_COLUMN * (MMDFLOW_ITEMS / 32) + threadIdx.x / 32;
  return (warp * TILES + tile) * 16 + half * 8 + GROUP;
}

INLINE void load_particles(const float *points, place first, place last, int d, const float *frame,
                           struct warp_particles *p) {
  EACH(i, TILES) {
    p->norm[i][0] = p->norm[i][1] = 0;
    EACH(n, EIGHTS) EACH(e, 4) {
      int half = e & 1, k = n * 8 + PLACE + (e >> 1) * 4;
      place at = smaller(first + row_of(i, half), last - 1);
      float z = k < d ? (points[at * d + k] - frame[FRAME_CENTRE + k]) * frame[FRAME_UNIT] : 0;
      put_number(p, i, n, e, z);
      p->norm[i][half] = fmaf(z, z, p->norm[i][half]);
    }
    EACH(half, 2) p->norm[i][half] = quad_sum(p->norm[i][half]);
  }
}

/* Copies TOGETHER sources, split; those beyond `there` have no weight. Lengths and weights stay whole. */
INLINE void share_sources(const float *packed, int there, unsigned int *high, unsigned int *low) {
  __syncthreads();
  for (int i = threadIdx.x; i < TOGETHER * (LINE / 4); i += MMDFLOW_ITEMS) {
    float4 four = make_float4(0, 0, 0, 0);
    if (i < there * (LINE / 4)) {
      four = ((const float4 *)packed)[i];
    }
    float number[4] = {four.x, four.y, four.z, four.w};
    unsigned int *h = high + 4 * i, *l = low + 4 * i;
    int whole = i % (LINE / 4) == D / 4;
    EACH(word, 4) {
      struct parts s = split(number[word]);
      h[word] = whole ? __float_as_uint(number[word]) : s.high;
#if !MMDFLOW_FAST
      l[word] = s.low;
#endif
    }
  }
  __syncthreads();
}

/* Values and weighted slopes of 16 particles and 8 sources: the four pairs of a lane, as the next product takes
   them. */
INLINE struct fragment_a pairs_of(const int with_gradient, const struct constants *c, const struct warp_particles *p,
                                  int tile, const float *product, const float *norm, const float *weight, int skip,
                                  place first, place source, struct warp_sums *s) {
  float square[4], value[4], slope[4];
  EACH(e, 4) square[e] = p->norm[tile][e >> 1] + norm[e & 1] + product[e];
  if (!SCALED) {
    EACH(e, 4) square[e] = AT_LEAST(square[e], 0);
  }
  evaluate(MMDFLOW_PROFILE, 4, SCALED, c, square, value, slope);
  EACH(e, 4) {
    if (skip && first + row_of(tile, e >> 1) == source + (e & 1)) {
      value[e] = 0;
    }
    s->f[tile][e >> 1] = fmaf(value[e], weight[e & 1], s->f[tile][e >> 1]);
    slope[e] *= weight[e & 1];
    if (with_gradient && !SLOPE_IS_VALUE) {
      s->h[tile][e >> 1] += slope[e];
    }
  }
  struct fragment_a a;
  if (with_gradient) {
    EACH(e, 4) {
      struct parts part = split(slope[(e & 1) * 2 + (e >> 1)]);
      a.high[e] = part.high;
      a.low[e] = part.low;
    }
  }
  return a;
}

/* The warp's particles against the shared sources, of which the first is number `source`. */
INLINE void pass_shared(const int with_gradient, const struct constants *c, const struct warp_particles *p,
                        const unsigned int *high, const unsigned int *low, int skip, place first, place source,
                        struct warp_sums *s) {
  for (int eight = 0; eight < TOGETHER; eight += 8) {
    float product[TILES][4];
    EACH(i, TILES) EACH(e, 4) product[i][e] = 0;
    EACH(n, EIGHTS) {
      int at = (eight + GROUP) * LINE + n * 8 + PLACE;
      struct fragment_b b = fragment_of(high, low, at, at + 4);
      EACH(i, TILES) multiply(product[i], particles_of(p, i, n), b);
    }
    int line = (eight + 2 * PLACE) * LINE;
    float norm[2], weight[2];
    EACH(e, 2) {
      norm[e] = __uint_as_float(high[line + e * LINE + NORM_AT]);
      weight[e] = __uint_as_float(high[line + e * LINE + WEIGHT_AT]);
    }
    struct fragment_a a[TILES];
    EACH(i, TILES) {
      a[i] = pairs_of(with_gradient, c, p, i, product[i], norm, weight, skip, first, source + eight + 2 * PLACE, s);
    }
    if (with_gradient) {
      EACH(n, EIGHTS) {
        int at = line + n * 8 + GROUP;
        struct fragment_b b = fragment_of(high, low, at, at + LINE);
        EACH(i, TILES) multiply(s->g[i][n], a[i], b);
      }
    }
  }
}

/* Adds a leaf to the sums in memory, or begins them. */
INLINE void add_leaf(const int with_gradient, int d, const struct warp_sums *s, place here, place stride,
                     int fresh_value, int fresh_gradient, SUM *value, SUM *gradient) {
  EACH(i, TILES) EACH(half, 2) {
    place row = row_of(i, half);
    float f = quad_sum(s->f[i][half]), h = SLOPE_IS_VALUE ? f : quad_sum(s->h[i][half]);
    if (row < here) {
      if (PLACE == 0) {
        value[row] = sum_plus(fresh_value ? no_sum() : value[row], f);
        if (with_gradient) {
          SUM *slopes = gradient + d * stride;
          slopes[row] = sum_plus(fresh_gradient ? no_sum() : slopes[row], h);
        }
      }
      if (with_gradient) {
        EACH(n, EIGHTS) EACH(e, 2) {
          int k = n * 8 + 2 * PLACE + e;
          if (k < d) {
            SUM *column = gradient + k * stride;
            column[row] = sum_plus(fresh_gradient ? no_sum() : column[row], s->g[i][n][half * 2 + e]);
          }
        }
      }
    }
  }
}

/* See narrow_sums; `high` and `low` have room for TOGETHER LINE words. */
INLINE void tensor_sums(const int with_gradient, int d, const float *points, place first, place last,
                        const float *packed, const float *frame, place m, place leaf_first, place leaf_last, place runs,
                        place run_first, const float *components, SUM *value, SUM *gradient, place stride,
                        place run_size, int fresh_value, int fresh_gradient, int skip, unsigned int *high,
                        unsigned int *low) {
  place run = run_first + GROUP_ROW, here = last - first;
  value += run * run_size;
  gradient += run * run_size;
  struct constants c = constants_of(components);
  struct warp_particles p;
  load_particles(points, first, last, d, frame, &p);
  place begin = run_start(leaf_first, leaf_last, run, runs), end = run_start(leaf_first, leaf_last, run + 1, runs);
  for (place leaf = begin; leaf < end; leaf++) {
    struct warp_sums all, some;
    clear_sums(&all);
    place stop = smaller(leaf * LEAF + LEAF, m);
    for (place from = leaf * LEAF; from < stop; from += TOGETHER) {
      clear_sums(&some);
      share_sources(packed + from * LINE, (int)smaller(TOGETHER, stop - from), high, low);
      pass_shared(with_gradient, &c, &p, high, low, skip, first, from, &some);
      add_sums(&all, &some);
    }
    add_leaf(with_gradient, d, &all, here, stride, fresh_value && leaf == begin, fresh_gradient && leaf == begin,
             value, gradient);
  }
}

#endif
