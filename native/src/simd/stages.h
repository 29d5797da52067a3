/* The stages of a tile of STAGED particles by some sources, for any dimension: arguments, profiles, sums.
   Tiles lie source by source, STAGED numbers each; x lies coordinate by coordinate, BLOCK numbers each. */
#ifndef MMDFLOW_STAGES_H
#define MMDFLOW_STAGES_H

#include "pack.h"

/* Sources of a tile that is not fused. */
enum { CHUNK = 64 };

/* Vectors whose profiles are evaluated together. */
enum { TOGETHER = REGISTERS == 32 ? 6 : 3 };

/* |z - s|^2 by differences. `count` is a multiple of SOURCES_AT_ONCE here and below. */
static NOINLINE void direct_arguments(int d, const SCALAR *x, const SCALAR *source, int count, SCALAR *tile) {
  for (int j = 0; j < count; j += SOURCES_AT_ONCE) {
    real sum[SOURCES_AT_ONCE][STAGED_VECTORS];
    EACH(t, SOURCES_AT_ONCE) EACH(r, STAGED_VECTORS) sum[t][r] = SPREAD(0);
    for (int k = 0; k < d; k++) {
      real z[STAGED_VECTORS];
      EACH(r, STAGED_VECTORS) z[r] = LOAD(x + (size_t)k * BLOCK + r * LANES);
      EACH(t, SOURCES_AT_ONCE) {
        real y = SPREAD(source[(size_t)t * (size_t)(d + 1) + (size_t)k]);
        EACH(r, STAGED_VECTORS) sum[t][r] = FMA(z[r] - y, z[r] - y, sum[t][r]);
      }
    }
    EACH(t, SOURCES_AT_ONCE) EACH(r, STAGED_VECTORS) STORE(tile + t * STAGED + r * LANES, sum[t][r]);
    source += (size_t)SOURCES_AT_ONCE * (size_t)(d + 1);
    tile += SOURCES_AT_ONCE * STAGED;
  }
}

/* One group's |z|^2 + |s|^2 - 2 z's, where x holds -2 z and norm |z|^2; or z's, where norm is NULL. */
INLINE void products(int d, const SCALAR *norm, const SCALAR *x, const SCALAR *group,
                     real (*sum)[STAGED_VECTORS]) {
  EACH(t, SOURCES_AT_ONCE) EACH(r, STAGED_VECTORS) {
    sum[t][r] = norm != NULL ? LOAD(norm + r * LANES) + SPREAD(group[t]) : SPREAD(0);
  }
  for (int k = 0; k < d; k++) {
    real z[STAGED_VECTORS];
    group += SOURCES_AT_ONCE;
    EACH(r, STAGED_VECTORS) z[r] = LOAD(x + r * LANES);
    EACH(t, SOURCES_AT_ONCE) {
      real y = SPREAD(group[t]);
      EACH(r, STAGED_VECTORS) sum[t][r] = FMA(z[r], y, sum[t][r]);
    }
    x += BLOCK;
  }
}

static NOINLINE void product_arguments(int d, const SCALAR *norm, const SCALAR *x, const SCALAR *group, int count,
                                       SCALAR *tile) {
  for (int j = 0; j < count; j += SOURCES_AT_ONCE) {
    real sum[SOURCES_AT_ONCE][STAGED_VECTORS];
    if (norm != NULL) {
      products(d, norm, x, group, sum);
    } else {
      products(d, NULL, x, group, sum);
    }
    EACH(t, SOURCES_AT_ONCE) EACH(r, STAGED_VECTORS) STORE(tile + t * STAGED + r * LANES, sum[t][r]);
    group += (size_t)SOURCES_AT_ONCE * (size_t)(d + 1);
    tile += SOURCES_AT_ONCE * STAGED;
  }
}

/* Arguments and one profile's slopes without leaving registers; values go to `value`[STAGED], weighted,
   unless they equal the slopes and come out of the panels. */
INLINE void fused(const enum profile_name name, const int scaled, const struct constants *constants, int d,
                  const SCALAR *norm, const SCALAR *x, const SCALAR *group, const SCALAR *weight, int count,
                  SCALAR *tile, SCALAR *value) {
  const struct constants c = *constants;
  SCALAR some[STAGED] __attribute__((aligned(VECTOR_BYTES))) = {0};
  for (int j = 0; j < count; j += SOURCES_AT_ONCE) {
    real sum[SOURCES_AT_ONCE][STAGED_VECTORS];
    products(d, norm, x, group, sum);
    UNROLL for (int e = 0; e < SOURCES_AT_ONCE * STAGED_VECTORS; e += TOGETHER) {
      real argument[TOGETHER], k[TOGETHER], h[TOGETHER];
      EACH(i, TOGETHER) argument[i] = sum[(e + i) / STAGED_VECTORS][(e + i) % STAGED_VECTORS];
      evaluate(name, TOGETHER, scaled, &c, argument, k, h);
      EACH(i, TOGETHER) STORE(tile + (e + i) * LANES, h[i]);
      if (!slope_is_value(name)) {
        EACH(i, TOGETHER) {
          SCALAR *to = some + (e + i) % STAGED_VECTORS * LANES;
          STORE(to, FMA(k[i], SPREAD(weight[(e + i) / STAGED_VECTORS]), LOAD(to)));
        }
      }
    }
    group += (size_t)SOURCES_AT_ONCE * (size_t)(d + 1);
    weight += SOURCES_AT_ONCE;
    tile += SOURCES_AT_ONCE * STAGED;
  }
  if (!slope_is_value(name)) {
    EACH(r, STAGED_VECTORS) STORE(value + r * LANES, LOAD(value + r * LANES) + LOAD(some + r * LANES));
  }
}

typedef void (*fused_function)(const struct constants *constants, int d, const SCALAR *norm, const SCALAR *x,
                               const SCALAR *group, const SCALAR *weight, int count, SCALAR *tile, SCALAR *value);

#define FUSED_TILE(name, scaled)                                                                             \
  static NOINLINE void fused_##name##_##scaled(const struct constants *constants, int d, const SCALAR *norm, \
                                                const SCALAR *x, const SCALAR *group, const SCALAR *weight,   \
                                                int count, SCALAR *tile, SCALAR *value) {                     \
    fused(PROFILE_##name, scaled, constants, d, norm, x, group, weight, count, tile, value);                 \
  }
FUSED_TILE(gaussian, 0)
FUSED_TILE(gaussian, 1)
FUSED_TILE(matern32, 0)
FUSED_TILE(matern52, 0)
FUSED_TILE(inverse_root, 0)
FUSED_TILE(inverse, 0)
FUSED_TILE(inverse_power, 0)

/* NULL for singular profiles, which are never expanded. */
static fused_function fused_for(const struct profile *p) {
  switch (p->name) {
    case PROFILE_gaussian:
      return p->scaled ? fused_gaussian_1 : fused_gaussian_0;
    case PROFILE_matern32:
      return fused_matern32_0;
    case PROFILE_matern52:
      return fused_matern52_0;
    case PROFILE_inverse_root:
      return fused_inverse_root_0;
    case PROFILE_inverse:
      return fused_inverse_0;
    case PROFILE_inverse_power:
      return fused_inverse_power_0;
    default:
      return NULL;
  }
}

/* Values and slopes of one component from the arguments of a tile: times the factors, and where `add` on top
   of what the tiles hold. */
INLINE void profile_tile(const enum profile_name name, const struct constants *constants, SCALAR value_factor,
                         SCALAR slope_factor, bool add, int count, const SCALAR *argument, SCALAR *value,
                         SCALAR *slope) {
  const struct constants c = *constants;
  for (int at = 0; at < count * STAGED; at += STAGED) {
    real x[STAGED_VECTORS], k[STAGED_VECTORS], h[STAGED_VECTORS];
    EACH(i, STAGED_VECTORS) x[i] = LOAD(argument + at + i * LANES);
    evaluate(name, STAGED_VECTORS, 0, &c, x, k, h);
    EACH(i, STAGED_VECTORS) k[i] = k[i] * SPREAD(value_factor);
    EACH(i, STAGED_VECTORS) h[i] = h[i] * SPREAD(slope_factor);
    if (add) {
      EACH(i, STAGED_VECTORS) k[i] = k[i] + LOAD(value + at + i * LANES);
      EACH(i, STAGED_VECTORS) h[i] = h[i] + LOAD(slope + at + i * LANES);
    }
    EACH(i, STAGED_VECTORS) STORE(value + at + i * LANES, k[i]);
    EACH(i, STAGED_VECTORS) STORE(slope + at + i * LANES, h[i]);
  }
}

#define PROFILE_TILE(name, family, smoothness, same)                                                            \
  static NOINLINE void tile_##name(const struct constants *c, SCALAR value_factor, SCALAR slope_factor, bool add, \
                                   int count, const SCALAR *argument, SCALAR *value, SCALAR *slope) {            \
    profile_tile(PROFILE_##name, c, value_factor, slope_factor, add, count, argument, value, slope);             \
  }
MMDFLOW_PROFILES(PROFILE_TILE)
PROFILE_TILE(polynomial, POLYNOMIAL, SMOOTH, OTHER)

/* All components' values and slopes, in the frame's coordinates. */
static void profile_tiles(int components, const struct profile *p, int count, const SCALAR *argument,
                          SCALAR *value, SCALAR *slope) {
  typedef void (*function)(const struct constants *, SCALAR, SCALAR, bool, int, const SCALAR *, SCALAR *, SCALAR *);
#define ENTRY(name, family, smoothness, same) tile_##name,
  static const function tiles[PROFILES + 1] = {MMDFLOW_PROFILES(ENTRY) tile_polynomial};
#undef ENTRY
  for (int c = 0; c < components; c++) {
    tiles[p[c].name](&p[c].constants, (SCALAR)p[c].value_factor, (SCALAR)p[c].slope_factor, c > 0, count, argument,
                     value, slope);
  }
}

/* value[STAGED] += sum_j w_j k_j over a tile of values; weights lie `stride` apart. */
static NOINLINE void add_values(const SCALAR *tile, const SCALAR *weight, int stride, int count, SCALAR *value) {
  real sum[STAGED_VECTORS];
  EACH(r, STAGED_VECTORS) sum[r] = SPREAD(0);
  for (int j = 0; j < count; j++) {
    real w = SPREAD(weight[(size_t)j * (size_t)stride]);
    EACH(r, STAGED_VECTORS) sum[r] = FMA(LOAD(tile + r * LANES), w, sum[r]);
    tile += STAGED;
  }
  EACH(r, STAGED_VECTORS) STORE(value + r * LANES, LOAD(value + r * LANES) + sum[r]);
}

/* Slopes times weights. */
static NOINLINE void weigh(SCALAR *tile, const SCALAR *weight, int stride, int count) {
  for (int j = 0; j < count; j++) {
    real w = SPREAD(weight[(size_t)j * (size_t)stride]);
    EACH(r, STAGED_VECTORS) STORE(tile + r * LANES, LOAD(tile + r * LANES) * w);
    tile += STAGED;
  }
}

/* sum[c][STAGED] = sum_j h_j panel_jc, c < width, or where `add` on top of it. */
INLINE void panel_sums(const int width, const SCALAR *tile, const SCALAR *panel, int count, bool add, SCALAR *sums) {
  real sum[PANEL][STAGED_VECTORS];
  EACH(c, width) EACH(r, STAGED_VECTORS) sum[c][r] = SPREAD(0);
  for (int j = 0; j < count; j++) {
    real h[STAGED_VECTORS];
    EACH(r, STAGED_VECTORS) h[r] = LOAD(tile + r * LANES);
    EACH(c, width) {
      real y = SPREAD(panel[c]);
      EACH(r, STAGED_VECTORS) sum[c][r] = FMA(h[r], y, sum[c][r]);
    }
    tile += STAGED;
    panel += width;
  }
  EACH(c, width) EACH(r, STAGED_VECTORS) {
    SCALAR *to = sums + c * STAGED + r * LANES;
    if (add) {
      STORE(to, LOAD(to) + sum[c][r]);
    } else {
      STORE(to, sum[c][r]);
    }
  }
}

/* sum[k][STAGED] += sum_j h_j (z_k - s_jk), `width` coordinates at once; h already carries the weight. */
INLINE void difference_sums(const int width, const SCALAR *tile, const SCALAR *x, const SCALAR *source, int stride,
                            int count, SCALAR *sums) {
  real sum[PANEL / 2][STAGED_VECTORS], z[PANEL / 2][STAGED_VECTORS];
  EACH(c, width) EACH(r, STAGED_VECTORS) {
    sum[c][r] = SPREAD(0);
    z[c][r] = LOAD(x + (size_t)c * BLOCK + r * LANES);
  }
  for (int j = 0; j < count; j++) {
    real h[STAGED_VECTORS];
    EACH(r, STAGED_VECTORS) h[r] = LOAD(tile + r * LANES);
    EACH(c, width) {
      real y = SPREAD(source[c]);
      EACH(r, STAGED_VECTORS) sum[c][r] = FMA(h[r], z[c][r] - y, sum[c][r]);
    }
    tile += STAGED;
    source += stride;
  }
  EACH(c, width) EACH(r, STAGED_VECTORS) {
    SCALAR *to = sums + c * STAGED + r * LANES;
    STORE(to, LOAD(to) + sum[c][r]);
  }
}

#define WIDTH_OF_PANEL(width)                                                                                    \
  static NOINLINE void panel_sums_##width(const SCALAR *tile, const SCALAR *panel, int count, bool add,             \
                                           SCALAR *sums) {                                                      \
    panel_sums(width, tile, panel, count, add, sums);                                                                 \
  }
#define WIDTH_OF_DIFFERENCES(width)                                                                             \
  static NOINLINE void difference_sums_##width(const SCALAR *tile, const SCALAR *x, const SCALAR *source, int stride, \
                                               int count, SCALAR *sums) {                                        \
    difference_sums(width, tile, x, source, stride, count, sums);                                                \
  }
WIDTH_OF_PANEL(1)
WIDTH_OF_PANEL(2)
WIDTH_OF_PANEL(3)
WIDTH_OF_PANEL(4)
WIDTH_OF_DIFFERENCES(1)
WIDTH_OF_DIFFERENCES(2)
#if defined(__AVX512F__) || defined(__aarch64__)
WIDTH_OF_PANEL(5)
WIDTH_OF_PANEL(6)
WIDTH_OF_PANEL(7)
WIDTH_OF_PANEL(8)
WIDTH_OF_DIFFERENCES(3)
WIDTH_OF_DIFFERENCES(4)
#endif

/* `from` is the first source's place in the panels' half. */
static void all_panel_sums(int d, const SCALAR *tile, const SCALAR *panel, int from, int count, bool add,
                           SCALAR *sums) {
  typedef void (*function)(const SCALAR *, const SCALAR *, int, bool, SCALAR *);
  static const function widths[PANEL + 1] = {
    NULL, panel_sums_1, panel_sums_2, panel_sums_3, panel_sums_4,
#if defined(__AVX512F__) || defined(__aarch64__)
    panel_sums_5, panel_sums_6, panel_sums_7, panel_sums_8,
#endif
  };
  for (int q = 0, panels = panel_count(d); q < panels; q++) {
    int width = panel_width(d, q);
    widths[width](tile, panel + (size_t)from * (size_t)width, count, add, sums);
    panel += (size_t)width * HALF;
    sums += (size_t)width * STAGED;
  }
}

static void all_difference_sums(int d, const SCALAR *tile, const SCALAR *x, const SCALAR *source, int count,
                                SCALAR *sums) {
  typedef void (*function)(const SCALAR *, const SCALAR *, const SCALAR *, int, int, SCALAR *);
  static const function widths[PANEL / 2 + 1] = {
    NULL, difference_sums_1, difference_sums_2,
#if defined(__AVX512F__) || defined(__aarch64__)
    difference_sums_3, difference_sums_4,
#endif
  };
  for (int k = 0; k < d; k += PANEL / 2) {
    int width = d - k < PANEL / 2 ? d - k : PANEL / 2;
    widths[width](tile, x + (size_t)k * BLOCK, source + k, d + 1, count, sums + (size_t)k * STAGED);
  }
}

#endif
