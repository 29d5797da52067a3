/* 2^(-c x) by a table in registers, where the instruction set can look one up by the low bits of a vector:
   a shorter polynomial then does. With T entries ROUNDER is chosen so that the last bit of t is 1/T; the
   index bits, shifted with the rest into the exponent, fall below it and are taken off the table beforehand. */
#ifndef MMDFLOW_EXP2_TABLE_H
#define MMDFLOW_EXP2_TABLE_H

#include "vector.h"
#include "../../../kernels/common/exp2_polynomials.h"

#if defined(__AVX512F__) && MMDFLOW_DOUBLE
#define TABLE_BITS 4
#define TABLE_POLYNOMIAL {MMDFLOW_EXP2_DOUBLE_16}
#define TABLE_ENTRIES {MMDFLOW_EXP2_TABLE_DOUBLE_16}
#define TABLE_DEGREE 5
#elif defined(__AVX512F__)
#define TABLE_BITS 5
#define TABLE_POLYNOMIAL {MMDFLOW_EXP2_FLOAT_32}
#define TABLE_ENTRIES {MMDFLOW_EXP2_TABLE_FLOAT_32}
#define TABLE_DEGREE 2
#elif defined(__AVX2__) && !MMDFLOW_DOUBLE
#define TABLE_BITS 3
#define TABLE_POLYNOMIAL {MMDFLOW_EXP2_FLOAT_8}
#define TABLE_ENTRIES {MMDFLOW_EXP2_TABLE_FLOAT_8}
#define TABLE_DEGREE 3
#endif

#ifdef TABLE_BITS

enum { TABLE_SIZE = 1 << TABLE_BITS, TABLE_SHIFT = MANTISSA_BITS - TABLE_BITS };

static const integer EXP2_TABLE[TABLE_SIZE] __attribute__((aligned(64))) = TABLE_ENTRIES;

INLINE real look_up(integers index) {
#if defined(__AVX512F__) && MMDFLOW_DOUBLE
  const __m512d *table = (const __m512d *)EXP2_TABLE;
  return (real)_mm512_permutex2var_pd(table[0], (__m512i)index, table[1]);
#elif defined(__AVX512F__)
  const __m512 *table = (const __m512 *)EXP2_TABLE;
  return (real)_mm512_permutex2var_ps(table[0], (__m512i)index, table[1]);
#else
  return (real)_mm256_permutevar8x32_ps(*(const __m256 *)EXP2_TABLE, (__m256i)index);
#endif
}

INLINE void exp2_by_table(const int n, const SCALAR c, const real *x, real *out) {
  const SCALAR p[] = TABLE_POLYNOMIAL, rounder = (SCALAR)ROUNDER / TABLE_SIZE;
  real t[MOST_AT_ONCE], f[MOST_AT_ONCE], y[MOST_AT_ONCE], s[MOST_AT_ONCE];
  EACH(i, n) t[i] = FMA(SPREAD(-c), x[i], SPREAD(rounder));
  EACH(i, n) f[i] = FMA(SPREAD(-c), x[i], SPREAD(rounder) - t[i]);
  EACH(i, n) s[i] = look_up(AS_INTEGERS(t[i]));
  EACH(i, n) y[i] = FMA(SPREAD(p[0]), f[i], SPREAD(p[1]));
  EACH(i, n) s[i] = AS_REAL(AS_INTEGERS(s[i]) + (AS_INTEGERS(t[i]) << TABLE_SHIFT));
  UNROLL for (int k = 2; k <= TABLE_DEGREE; k++) EACH(i, n) y[i] = FMA(y[i], f[i], SPREAD(p[k]));
  EACH(i, n) out[i] = y[i] * s[i];
}
#define EXP2_NEGATIVE(n, c, x, out) exp2_by_table(n, c, x, out)

#endif
#endif
