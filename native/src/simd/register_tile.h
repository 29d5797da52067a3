/* Direct differences in R^1 to R^3: a few vectors of particles and their sums stay in registers while the
   sources of a leaf pass. Sources lie one after the other: coordinates, then the weight. */
#ifndef MMDFLOW_REGISTER_TILE_H
#define MMDFLOW_REGISTER_TILE_H

#include "tile.h"

enum { MOST_REGISTER_D = 3 };

/* Adds `count` sources' sums to value[BLOCK] and gradient[d][BLOCK], without the profile's factors, and
   where `equal` without the weight. */
INLINE void register_tile(const enum profile_name name, const int clamped, const int d, const int equal,
                          const struct constants *constants, const SCALAR *x, const SCALAR *source, int count,
                          double *value, double *gradient) {
  enum { R = REGISTER_VECTORS };
  const struct constants c = *constants;
  for (int at = 0; at < BLOCK; at += R * LANES) {
    real z[MOST_REGISTER_D][R], f[R], g[MOST_REGISTER_D][R];
    EACH(k, d) EACH(r, R) z[k][r] = LOAD(x + k * BLOCK + at + r * LANES);
    EACH(r, R) f[r] = SPREAD(0);
    EACH(k, d) EACH(r, R) g[k][r] = SPREAD(0);
    const SCALAR *s = source, *end = source + (size_t)count * (size_t)(d + 1);
    for (; s < end; s += d + 1) {
      real apart[MOST_REGISTER_D][R], square[R], value_of[R], slope[R];
      EACH(k, d) {
        real y = SPREAD(s[k]);
        EACH(r, R) apart[k][r] = z[k][r] - y;
        EACH(r, R) square[r] = k == 0 ? apart[k][r] * apart[k][r] : FMA(apart[k][r], apart[k][r], square[r]);
      }
      evaluate(name, R, clamped, &c, square, value_of, slope);
      if (equal) {
        EACH(r, R) f[r] = f[r] + value_of[r];
      } else {
        real w = SPREAD(s[d]);
        EACH(r, R) slope[r] = slope[r] * w;
        EACH(r, R) f[r] = slope_is_value(name) ? f[r] + slope[r] : FMA(value_of[r], w, f[r]);
      }
      EACH(k, d) EACH(r, R) g[k][r] = FMA(slope[r], apart[k][r], g[k][r]);
    }
    EACH(r, R) add_to_doubles(value + at + r * LANES, f[r]);
    EACH(k, d) EACH(r, R) add_to_doubles(gradient + k * BLOCK + at + r * LANES, g[k][r]);
  }
}

typedef void (*register_tile_function)(const struct constants *constants, const SCALAR *x, const SCALAR *source,
                                       int count, double *value, double *gradient);

#define REGISTER_TILE(name, clamped, d, equal)                                                              \
  static NOINLINE void register_##name##_##clamped##_##d##_##equal(                                         \
      const struct constants *constants, const SCALAR *x, const SCALAR *source, int count, double *value,   \
      double *gradient) {                                                                                   \
    register_tile(PROFILE_##name, clamped, d, equal, constants, x, source, count, value, gradient);         \
  }
#define REGISTER_TILES(name, family, smoothness, slope) \
  REGISTER_TILE(name, 1, 1, 0)                          \
  REGISTER_TILE(name, 1, 1, 1)                          \
  REGISTER_TILE(name, 1, 2, 0)                          \
  REGISTER_TILE(name, 1, 2, 1)                          \
  REGISTER_TILE(name, 1, 3, 0)                          \
  REGISTER_TILE(name, 1, 3, 1)
MMDFLOW_PROFILES(REGISTER_TILES)
/* The headline is worth code without the clamp. */
REGISTER_TILE(gaussian, 0, 1, 0)
REGISTER_TILE(gaussian, 0, 1, 1)
REGISTER_TILE(gaussian, 0, 2, 0)
REGISTER_TILE(gaussian, 0, 2, 1)
REGISTER_TILE(gaussian, 0, 3, 0)
REGISTER_TILE(gaussian, 0, 3, 1)

#define TILES_OF(name, clamped)                                                                            \
  {{register_##name##_##clamped##_1_0, register_##name##_##clamped##_1_1},                                 \
   {register_##name##_##clamped##_2_0, register_##name##_##clamped##_2_1},                                 \
   {register_##name##_##clamped##_3_0, register_##name##_##clamped##_3_1}},
#define CLAMPED_TILES(name, family, smoothness, slope) TILES_OF(name, 1)

static register_tile_function register_tile_for(const struct profile *p, int d, bool equal) {
  static const register_tile_function tiles[PROFILES][MOST_REGISTER_D][2] = {MMDFLOW_PROFILES(CLAMPED_TILES)};
  static const register_tile_function unclamped[1][MOST_REGISTER_D][2] = {TILES_OF(gaussian, 0)};
  return p->name == PROFILE_gaussian && !p->clamped ? unclamped[0][d - 1][equal] : tiles[p->name][d - 1][equal];
}

#endif
