/* Direct differences in R^1 to R^3: a few vectors of particles and their sums stay in registers while the
   sources of a leaf pass. Sources lie one after the other: coordinates, then the weight. */
#ifndef MMDFLOW_REGISTER_TILE_H
#define MMDFLOW_REGISTER_TILE_H

#include "tile.h"

enum { MOST_REGISTER_D = 3 };

/* Vectors of particles that fit the registers; divides BLOCK_VECTORS. */
#define VECTORS(d) ((d) == 1 && REGISTERS == 32 ? 3 : 2)

/* Adds `count` sources' sums of the first `lanes` particles to value[BLOCK] and gradient[d][BLOCK], without the
   profile's factors, and where `equal` without the weight. */
INLINE void register_tile(const enum profile_name name, const int scaled, const int d, const int equal,
                          const struct constants *constants, const SCALAR *x, int lanes, const SCALAR *source,
                          int count, double *value, double *gradient) {
  const int R = VECTORS(d);
  const struct constants c = *constants;
  for (int at = 0; at < lanes; at += R * LANES) {
    real z[MOST_REGISTER_D][3], f[3], g[MOST_REGISTER_D][3], leaf[MOST_REGISTER_D + 1][3];
    EACH(k, d) EACH(r, R) z[k][r] = LOAD(x + k * BLOCK + at + r * LANES);
    EACH(k, d + 1) EACH(r, R) leaf[k][r] = SPREAD(0);
    const SCALAR *s = source, *end = source + (size_t)count * (size_t)(d + 1);
    while (s < end) {
      const SCALAR *half = s + HALF * (d + 1) < end ? s + HALF * (d + 1) : end;
      EACH(r, R) f[r] = SPREAD(0);
      EACH(k, d) EACH(r, R) g[k][r] = SPREAD(0);
      for (; s < half; s += d + 1) {
        real apart[MOST_REGISTER_D][3], square[3], value_of[3], slope[3];
        EACH(k, d) {
          real y = SPREAD(s[k]);
          EACH(r, R) apart[k][r] = z[k][r] - y;
          if (k == 0) {
            EACH(r, R) square[r] = apart[k][r] * apart[k][r];
          } else {
            EACH(r, R) square[r] = FMA(apart[k][r], apart[k][r], square[r]);
          }
        }
        evaluate(name, R, scaled, &c, square, value_of, slope);
        if (equal) {
          EACH(r, R) f[r] = f[r] + value_of[r];
        } else {
          real w = SPREAD(s[d]);
          EACH(r, R) slope[r] = slope[r] * w;
          if (slope_is_value(name)) {
            EACH(r, R) f[r] = f[r] + slope[r];
          } else {
            EACH(r, R) f[r] = FMA(value_of[r], w, f[r]);
          }
        }
        EACH(k, d) EACH(r, R) g[k][r] = FMA(slope[r], apart[k][r], g[k][r]);
      }
      EACH(r, R) leaf[d][r] = leaf[d][r] + f[r];
      EACH(k, d) EACH(r, R) leaf[k][r] = leaf[k][r] + g[k][r];
    }
    EACH(r, R) add_to_doubles(value + at + r * LANES, leaf[d][r]);
    EACH(k, d) EACH(r, R) add_to_doubles(gradient + k * BLOCK + at + r * LANES, leaf[k][r]);
  }
}

typedef void (*register_tile_function)(const struct constants *constants, const SCALAR *x, int lanes,
                                       const SCALAR *source, int count, double *value, double *gradient);

#define REGISTER_TILE(name, scaled, d, equal)                                                              \
  static NOINLINE void register_##name##_##scaled##_##d##_##equal(                                         \
      const struct constants *constants, const SCALAR *x, int lanes, const SCALAR *source, int count, double *value,   \
      double *gradient) {                                                                                   \
    register_tile(PROFILE_##name, scaled, d, equal, constants, x, lanes, source, count, value, gradient);         \
  }
#define REGISTER_TILES(name, family, smoothness, slope) \
  REGISTER_TILE(name, 0, 1, 0)                          \
  REGISTER_TILE(name, 0, 1, 1)                          \
  REGISTER_TILE(name, 0, 2, 0)                          \
  REGISTER_TILE(name, 0, 2, 1)                          \
  REGISTER_TILE(name, 0, 3, 0)                          \
  REGISTER_TILE(name, 0, 3, 1)
MMDFLOW_PROFILES(REGISTER_TILES)
/* From d = 3 on what is scaled is expanded. */
REGISTER_TILE(gaussian, 1, 1, 0)
REGISTER_TILE(gaussian, 1, 1, 1)
REGISTER_TILE(gaussian, 1, 2, 0)
REGISTER_TILE(gaussian, 1, 2, 1)

typedef register_tile_function tiles_of_d[2]; /* by `equal` */

static register_tile_function register_tile_for(const struct profile *p, int d, bool equal) {
#define TILES(name, family, smoothness, slope)                 \
  {{register_##name##_0_1_0, register_##name##_0_1_1},         \
   {register_##name##_0_2_0, register_##name##_0_2_1},         \
   {register_##name##_0_3_0, register_##name##_0_3_1}},
  static const tiles_of_d tiles[PROFILES][MOST_REGISTER_D] = {MMDFLOW_PROFILES(TILES)};
#undef TILES
  static const tiles_of_d scaled[] = {{register_gaussian_1_1_0, register_gaussian_1_1_1},
                                      {register_gaussian_1_2_0, register_gaussian_1_2_1}};
  return (p->scaled ? scaled : tiles[p->name])[d - 1][equal];
}

#endif
