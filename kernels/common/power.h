/* x^-p of n values at once, for positive normal x. */
#ifndef MMDFLOW_POWER_H
#define MMDFLOW_POWER_H

#include "exp2.h"

/* x = 2^e m, 1 <= m < 2; log2 m = 1/2 + 2 / ln 2 artanh s, s = (m - sqrt 2) / (m + sqrt 2), |s| < 0.172:
   the series up to s^(2 TERMS - 1) errs by less than the last bit. */
#if MMDFLOW_DOUBLE
#define LOG2_TERMS 11
#else
#define LOG2_TERMS 6
#endif

/* p e is split exactly into a whole number and a fraction, so that the relative error grows with p but not
   with the exponent of x. Results below the normal numbers are 0; NaN stays. */
INLINE void negative_power(const int n, const SCALAR p, const real *x, real *out) {
  real e[MOST_AT_ONCE], s[MOST_AT_ONCE], square[MOST_AT_ONCE], log[MOST_AT_ONCE], whole[MOST_AT_ONCE];
  real rest[MOST_AT_ONCE];
  const SCALAR root = (SCALAR)1.4142135623730950488, two_by_ln2 = (SCALAR)2.8853900817779268147;
  EACH(i, n) {
    integers bits = AS_INTEGERS(x[i]);
    integers exponent = (bits >> MANTISSA_BITS) - SPREAD_INTEGER(EXPONENT_BIAS);
    real m = AS_REAL((bits & SPREAD_INTEGER(((integer)1 << MANTISSA_BITS) - 1)) |
                     SPREAD_INTEGER((integer)EXPONENT_BIAS << MANTISSA_BITS));
    /* A whole number of few bits: placed in ROUNDER's mantissa, it is converted by a subtraction. */
    e[i] = AS_REAL(exponent + AS_INTEGERS(SPREAD((SCALAR)ROUNDER))) - SPREAD((SCALAR)ROUNDER);
    s[i] = (m - SPREAD(root)) * RECIPROCAL(m + SPREAD(root));
  }
  EACH(i, n) square[i] = s[i] * s[i];
  EACH(i, n) log[i] = SPREAD(two_by_ln2 / (2 * LOG2_TERMS - 1));
  UNROLL for (int k = LOG2_TERMS - 2; k >= 0; k--)
    EACH(i, n) log[i] = FMA(log[i], square[i], SPREAD(two_by_ln2 / (SCALAR)(2 * k + 1)));
  EACH(i, n) log[i] = FMA(log[i], s[i], SPREAD((SCALAR)0.5));
  EACH(i, n) {
    real product = SPREAD(p) * e[i];
    whole[i] = (product + SPREAD((SCALAR)ROUNDER)) - SPREAD((SCALAR)ROUNDER);
    real fraction = (product - whole[i]) + FMA(SPREAD(p), e[i], -product);
    rest[i] = FMA(SPREAD(p), log[i], fraction);
  }
  real power[MOST_AT_ONCE], more[MOST_AT_ONCE];
  EACH(i, n) more[i] = (rest[i] + SPREAD((SCALAR)ROUNDER)) - SPREAD((SCALAR)ROUNDER);
  EACH(i, n) rest[i] = rest[i] - more[i];
  EACH(i, n) whole[i] = whole[i] + more[i];
  EXP2_NEGATIVE(n, (SCALAR)1, rest, power);
  EACH(i, n) {
    /* 2^-whole, within the normal numbers: -whole goes from ROUNDER's mantissa to the exponent. */
    real bounded = AT_LEAST(IF_GREATER(whole[i], SPREAD((SCALAR)LARGEST_EXPONENT),
                                       SPREAD((SCALAR)LARGEST_EXPONENT), whole[i]),
                            SPREAD((SCALAR)-LARGEST_EXPONENT));
    integers exponent = AS_INTEGERS(SPREAD((SCALAR)ROUNDER) - bounded) - AS_INTEGERS(SPREAD((SCALAR)ROUNDER));
    real scale = AS_REAL((exponent + SPREAD_INTEGER(EXPONENT_BIAS)) << MANTISSA_BITS);
    out[i] = IF_GREATER(whole[i], SPREAD((SCALAR)LARGEST_EXPONENT), SPREAD(0), power[i] * scale);
    /* NaN was lost in the bits above. */
    real finite = IF_GREATER(x[i], SPREAD((SCALAR)1e30), SPREAD((SCALAR)1e30), x[i]);
    out[i] = out[i] + (finite - finite);
  }
}

#endif
