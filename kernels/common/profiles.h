/* The radial kernels as functions of the squared distance x of two points, written once for all engines.

   A profile gives the value k and a slope h with grad_1 k(z, s) = slope_factor h (z - s). Lengths are folded
   into the constants, so that data need not be scaled; what is constant over all pairs (value_factor,
   slope_factor) is applied once, by the caller. Callers scale data by a power of two so that x is at most of
   order 1. x = 0 is legal everywhere and no result is NaN but for NaN;
   where the force is unbounded at 0, the slope stays finite there, so that differences of 0 give no force. */
#ifndef MMDFLOW_PROFILES_H
#define MMDFLOW_PROFILES_H

#include "power.h"

/* The six families in the order of Java's ProfileFamily, with the number of their parameters beside the
   length. */
#define MMDFLOW_FAMILIES(FAMILY) \
  FAMILY(GAUSSIAN, 0)            \
  FAMILY(LAPLACE, 0)             \
  FAMILY(MATERN32, 0)            \
  FAMILY(MATERN52, 0)            \
  FAMILY(RATIONAL, 3)            \
  FAMILY(RIESZ, 1)

/* The formulas: each family, and its exponents that need no power. SINGULAR: only differences will do.
   SAME: slope and value are equal. */
#define MMDFLOW_PROFILES(PROFILE)                \
  PROFILE(gaussian, GAUSSIAN, SMOOTH, SAME)      \
  PROFILE(laplace, LAPLACE, SINGULAR, OTHER)     \
  PROFILE(matern32, MATERN32, SMOOTH, OTHER)     \
  PROFILE(matern52, MATERN52, SMOOTH, OTHER)     \
  PROFILE(inverse_root, RATIONAL, SMOOTH, OTHER) \
  PROFILE(inverse, RATIONAL, SMOOTH, OTHER)      \
  PROFILE(inverse_power, RATIONAL, SMOOTH, OTHER) \
  PROFILE(energy, RIESZ, SINGULAR, OTHER)        \
  PROFILE(riesz, RIESZ, SINGULAR, OTHER)

/* Constants of a profile, see each. */
struct constants {
  SCALAR rate;  /* of the exponential */
  SCALAR limit; /* the largest argument at which it is not 0 */
  SCALAR a;
  SCALAR b;
  SCALAR power;
};

/* k = 2^(-rate x); where `scaled`, rate is 1 and x far below limit. */
INLINE void profile_gaussian(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                             real *h) {
  if (scaled) {
    EXP2_NEGATIVE(n, (SCALAR)1, x, k);
  } else {
    EXP2_NEGATIVE_CLAMPED(n, c->rate, c->limit, x, k);
  }
  EACH(i, n) h[i] = k[i];
}

/* r = sqrt(x), and 1 / r, which stays finite at 0. */
INLINE void distances(const int n, const real *x, real *r, real *inverse) {
  EACH(i, n) inverse[i] = RSQRT(AT_LEAST(x[i], SPREAD((SCALAR)TINY)));
  EACH(i, n) r[i] = AT_LEAST(x[i], SPREAD(0)) * inverse[i];
}

/* k = 2^(-rate r), h = k / r. */
INLINE void profile_laplace(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                            real *h) {
  real r[MOST_AT_ONCE], inverse[MOST_AT_ONCE];
  (void)scaled;
  distances(n, x, r, inverse);
  EXP2_NEGATIVE_CLAMPED(n, c->rate, c->limit, r, k);
  EACH(i, n) h[i] = k[i] * inverse[i];
}

/* h = e = 2^(-rate r), k = (1 + a r) e. */
INLINE void profile_matern32(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                             real *h) {
  real r[MOST_AT_ONCE], inverse[MOST_AT_ONCE];
  (void)scaled;
  distances(n, x, r, inverse);
  EXP2_NEGATIVE_CLAMPED(n, c->rate, c->limit, r, h);
  EACH(i, n) r[i] = r[i] * SPREAD(c->a);
  EACH(i, n) k[i] = FMA(r[i], h[i], h[i]);
}

/* e = 2^(-rate r), h = (1 + a r) e, k = (1 + a r + b x) e. */
INLINE void profile_matern52(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                             real *h) {
  real r[MOST_AT_ONCE], inverse[MOST_AT_ONCE], e[MOST_AT_ONCE];
  (void)scaled;
  distances(n, x, r, inverse);
  EXP2_NEGATIVE_CLAMPED(n, c->rate, c->limit, r, e);
  EACH(i, n) r[i] = FMA(r[i], SPREAD(c->a), SPREAD(1));
  EACH(i, n) h[i] = r[i] * e[i];
  EACH(i, n) k[i] = FMA(x[i] * SPREAD(c->b), e[i], h[i]);
}

/* base = a + b x; k = base^(-1/2), h = k / base. */
INLINE void profile_inverse_root(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                                 real *h) {
  (void)scaled;
  EACH(i, n) k[i] = RSQRT(FMA(SPREAD(c->b), x[i], SPREAD(c->a)));
  EACH(i, n) h[i] = k[i] * k[i] * k[i];
}

/* k = 1 / base, h = k / base. */
INLINE void profile_inverse(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                            real *h) {
  (void)scaled;
  EACH(i, n) k[i] = RECIPROCAL(FMA(SPREAD(c->b), x[i], SPREAD(c->a)));
  EACH(i, n) h[i] = k[i] * k[i];
}

/* k = base^-power, h = k / base. */
INLINE void profile_inverse_power(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                                  real *h) {
  real base[MOST_AT_ONCE];
  (void)scaled;
  EACH(i, n) base[i] = FMA(SPREAD(c->b), x[i], SPREAD(c->a));
  negative_power(n, c->power, base, k);
  EACH(i, n) h[i] = k[i] * RECIPROCAL(base[i]);
}

/* k = -r, h = 1 / r. */
INLINE void profile_energy(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                           real *h) {
  (void)scaled;
  (void)c;
  EACH(i, n) h[i] = RSQRT(AT_LEAST(x[i], SPREAD((SCALAR)TINY)));
  EACH(i, n) k[i] = -(x[i] * h[i]);
}

/* k = -x^-power, h = x^-power / x; power = -s / 2. */
INLINE void profile_riesz(const int n, const int scaled, const struct constants *c, const real *x, real *k,
                          real *h) {
  real apart[MOST_AT_ONCE];
  (void)scaled;
  EACH(i, n) apart[i] = AT_LEAST(x[i], SPREAD((SCALAR)TINY));
  negative_power(n, c->power, apart, h);
  EACH(i, n) k[i] = -h[i];
  EACH(i, n) h[i] = h[i] * RECIPROCAL(apart[i]);
  /* Points that coincide: not the power of TINY. */
  EACH(i, n) k[i] = IF_GREATER(SPREAD((SCALAR)TINY), x[i], SPREAD(0), k[i]);
}

#endif
