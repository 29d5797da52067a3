/* One vector of an instruction set as the `real` of the common headers. GCC's and Clang's vector types do
   the arithmetic; few operations are an instruction set's own. Built with contraction, so that a * b + c is
   a fused multiply-add where there is one. */
#ifndef MMDFLOW_VECTOR_H
#define MMDFLOW_VECTOR_H

#include <stdint.h>

#define MMDFLOW_OWN_REAL
#define MOST_AT_ONCE 32
#include "../../../kernels/common/dialect.h"
#include "width.h"

#if MMDFLOW_DOUBLE
typedef double SCALAR;
typedef int64_t integer;
#else
typedef float SCALAR;
typedef int32_t integer;
#endif
typedef SCALAR real __attribute__((vector_size(VECTOR_BYTES)));
typedef integer integers __attribute__((vector_size(VECTOR_BYTES)));
/* A real among other numbers in memory. */
typedef SCALAR stored __attribute__((vector_size(VECTOR_BYTES), may_alias));
enum { LANES = VECTOR_BYTES / sizeof(SCALAR) };

INLINE real SPREAD(SCALAR x) { return x - (real){0}; }
INLINE integers SPREAD_INTEGER(integer i) { return i - (integers){0}; }
INLINE real LOAD(const SCALAR *from) { return (real) * (const stored *)from; }
INLINE void STORE(SCALAR *to, real x) { *(stored *)to = (stored)x; }
INLINE real FMA(real a, real b, real c) { return a * b + c; }
INLINE integers AS_INTEGERS(real x) { return (integers)x; }
INLINE real AS_REAL(integers i) { return (real)i; }
INLINE real RECIPROCAL(real x) { return (SCALAR)1 / x; }

#if defined(__AVX512F__)
#include <immintrin.h>
#if MMDFLOW_DOUBLE
INLINE real AT_LEAST(real x, real floor) { return (real)_mm512_max_pd((__m512d)floor, (__m512d)x); }
INLINE real IF_GREATER(real x, real limit, real then, real otherwise) {
  __mmask8 above = _mm512_cmp_pd_mask((__m512d)x, (__m512d)limit, _CMP_GT_OQ);
  return (real)_mm512_mask_blend_pd(above, (__m512d)otherwise, (__m512d)then);
}
#else
INLINE real AT_LEAST(real x, real floor) { return (real)_mm512_max_ps((__m512)floor, (__m512)x); }
INLINE real IF_GREATER(real x, real limit, real then, real otherwise) {
  __mmask16 above = _mm512_cmp_ps_mask((__m512)x, (__m512)limit, _CMP_GT_OQ);
  return (real)_mm512_mask_blend_ps(above, (__m512)otherwise, (__m512)then);
}
#endif
#elif defined(__AVX2__)
#include <immintrin.h>
#if MMDFLOW_DOUBLE
INLINE real AT_LEAST(real x, real floor) { return (real)_mm256_max_pd((__m256d)floor, (__m256d)x); }
INLINE real IF_GREATER(real x, real limit, real then, real otherwise) {
  return (real)_mm256_blendv_pd((__m256d)otherwise, (__m256d)then,
                                _mm256_cmp_pd((__m256d)x, (__m256d)limit, _CMP_GT_OQ));
}
#else
INLINE real AT_LEAST(real x, real floor) { return (real)_mm256_max_ps((__m256)floor, (__m256)x); }
INLINE real IF_GREATER(real x, real limit, real then, real otherwise) {
  return (real)_mm256_blendv_ps((__m256)otherwise, (__m256)then,
                                _mm256_cmp_ps((__m256)x, (__m256)limit, _CMP_GT_OQ));
}
#endif
#else
INLINE real CHOOSE(integers yes, real then, real otherwise) {
  return (real)((yes & (integers)then) | (~yes & (integers)otherwise));
}
INLINE real AT_LEAST(real x, real floor) { return CHOOSE((integers)(x < floor), floor, x); }
INLINE real IF_GREATER(real x, real limit, real then, real otherwise) {
  return CHOOSE((integers)(x > limit), then, otherwise);
}
#endif

/* An estimate y of x^(-1/2) refined: each step doubles its digits. */
INLINE real refine_rsqrt(real x, real y) {
  real error = (SCALAR)1 - (x * y) * y;
  return y + (y * (SCALAR)0.5) * error;
}

#if defined(__AVX512F__) && MMDFLOW_DOUBLE
INLINE real RSQRT(real x) { return refine_rsqrt(x, refine_rsqrt(x, (real)_mm512_rsqrt14_pd((__m512d)x))); }
#elif defined(__AVX512F__)
INLINE real RSQRT(real x) { return refine_rsqrt(x, (real)_mm512_rsqrt14_ps((__m512)x)); }
#elif defined(__AVX2__) && MMDFLOW_DOUBLE
INLINE real RSQRT(real x) { return (SCALAR)1 / (real)_mm256_sqrt_pd((__m256d)x); }
#elif defined(__AVX2__)
INLINE real RSQRT(real x) { return refine_rsqrt(x, (real)_mm256_rsqrt_ps((__m256)x)); }
#else
/* Half of the exponent from the bits, then five or four refinements. */
INLINE real RSQRT(real x) {
#if MMDFLOW_DOUBLE
  real y = (real)((integer)0x5fe6eb50c7b537a9 - ((integers)x >> 1));
  y = refine_rsqrt(x, y);
#else
  real y = (real)((integer)0x5f375a86 - ((integers)x >> 1));
#endif
  return refine_rsqrt(x, refine_rsqrt(x, refine_rsqrt(x, refine_rsqrt(x, y))));
}
#endif

#endif
