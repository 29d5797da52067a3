/* 2^(-c x) of n values at once, for c x >= 0 but for rounding. */
#ifndef MMDFLOW_EXP2_H
#define MMDFLOW_EXP2_H

#include "dialect.h"
#include "exp2_polynomials.h"

/* A dialect with a faster way defines EXP2_NEGATIVE first: a table of the processor, or its instruction. */
#ifndef EXP2_NEGATIVE

#if MMDFLOW_DOUBLE
#define MMDFLOW_EXP2_COEFFICIENTS {MMDFLOW_EXP2_DOUBLE}
#define MMDFLOW_EXP2_DEGREE 11
#else
#define MMDFLOW_EXP2_COEFFICIENTS {MMDFLOW_EXP2_FLOAT}
#define MMDFLOW_EXP2_DEGREE 6
#endif

/* c x = whole - f: 2^f by a polynomial, -whole added to its exponent. No clamp: c x is at most
   LARGEST_EXPONENT, or the result means nothing. */
INLINE void exp2_negative(const int n, const SCALAR c, const real *x, real *out) {
  const SCALAR p[] = MMDFLOW_EXP2_COEFFICIENTS;
  real t[MOST_AT_ONCE], f[MOST_AT_ONCE], y[MOST_AT_ONCE];
  EACH(i, n) t[i] = FMA(SPREAD(-c), x[i], SPREAD((SCALAR)ROUNDER));
  EACH(i, n) f[i] = FMA(SPREAD(-c), x[i], SPREAD((SCALAR)ROUNDER) - t[i]);
  EACH(i, n) y[i] = FMA(SPREAD(p[0]), f[i], SPREAD(p[1]));
  UNROLL for (int k = 2; k <= MMDFLOW_EXP2_DEGREE; k++) EACH(i, n) y[i] = FMA(y[i], f[i], SPREAD(p[k]));
  EACH(i, n) out[i] = AS_REAL(AS_INTEGERS(y[i]) + (AS_INTEGERS(t[i]) << MANTISSA_BITS));
}
#define EXP2_NEGATIVE(n, c, x, out) exp2_negative(n, c, x, out)
#endif

/* Likewise, 0 where c x is beyond `LARGEST_EXPONENT`, so that nothing below the normal numbers remains;
   `limit` is LARGEST_EXPONENT / c. NaN stays. */
#ifndef EXP2_NEGATIVE_CLAMPED
INLINE void exp2_negative_clamped(const int n, const SCALAR c, const SCALAR limit, const real *x, real *out) {
  real y[MOST_AT_ONCE];
  EXP2_NEGATIVE(n, c, x, y);
  EACH(i, n) out[i] = IF_GREATER(x[i], SPREAD(limit), SPREAD(0), y[i]);
}
#define EXP2_NEGATIVE_CLAMPED(n, c, limit, x, out) exp2_negative_clamped(n, c, limit, x, out)
#endif

#endif
