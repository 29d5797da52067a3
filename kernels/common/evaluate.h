/* The choice among the profiles, by a number that is constant where a tile is instantiated. */
#ifndef MMDFLOW_EVALUATE_H
#define MMDFLOW_EVALUATE_H

#include "profiles.h"

#define NAME(name, family, smoothness, slope) PROFILE_##name,
enum profile_name { MMDFLOW_PROFILES(NAME) PROFILES, PROFILE_polynomial = PROFILES };
#undef NAME

enum { SMOOTH, SINGULAR };
enum { OTHER, SAME };

/* Whether the profile's slope equals its value. */
INLINE int slope_is_value(const enum profile_name name) {
  switch (name) {
#define CASE(name, family, smoothness, slope) \
  case PROFILE_##name:                        \
    return slope;
    MMDFLOW_PROFILES(CASE)
#undef CASE
    default:
      return OTHER;
  }
}

/* Whether the profile is smooth at 0. */
INLINE int is_smooth(const enum profile_name name) {
  switch (name) {
#define CASE(name, family, smoothness, slope) \
  case PROFILE_##name:                        \
    return smoothness == SMOOTH;
    MMDFLOW_PROFILES(CASE)
#undef CASE
    default:
      return 0;
  }
}

/* base = x + a, x an inner product; h = base^(power - 1), k = h base: power is a whole number. */
INLINE void profile_polynomial(const int n, const struct constants *c, const real *x, real *k, real *h) {
  EACH(i, n) k[i] = x[i] + c->a;
  EACH(i, n) h[i] = SPREAD(1);
  for (int power = 1; power < (int)c->power; power++) {
    EACH(i, n) h[i] = h[i] * k[i];
  }
  EACH(i, n) k[i] = h[i] * k[i];
}

INLINE void evaluate(const enum profile_name name, const int n, const int scaled, const struct constants *c,
                     const real *x, real *k, real *h) {
  switch (name) {
#define CASE(name, family, smoothness, slope) \
  case PROFILE_##name:                        \
    profile_##name(n, scaled, c, x, k, h);   \
    break;
    MMDFLOW_PROFILES(CASE)
#undef CASE
    default:
      profile_polynomial(n, c, x, k, h);
      break;
  }
}

#endif
