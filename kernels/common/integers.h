/* Words of 32 bits, and what else noise is made of, in C11, OpenCL C and CUDA C++: operations whose bits are
   the same everywhere. An includer that says MMDFLOW_OWN_WORD brings `word` and WIDE_PRODUCT of its own: then a
   word is a vector of word32, and what does not fit vectors is left out. */
#ifndef MMDFLOW_INTEGERS_H
#define MMDFLOW_INTEGERS_H

#if defined(__OPENCL_VERSION__)

#define INLINE static inline
#define TABLE __constant
typedef uint word32;
typedef ulong word64;
#define HIGH_PRODUCT(a, b) mul_hi((word32)(a), (word32)(b))
#define LEADING_ZEROS(x) clz((word32)(x))
#define AS_FLOAT(x) as_float((word32)(x))
#define AS_WORD(x) as_uint((float)(x))
#define FMA_FLOAT(a, b, c) fma((float)(a), (float)(b), (float)(c))

#elif defined(__CUDACC__) || defined(MMDFLOW_EMULATED)

#include "../cuda/intrinsics.h"

#define INLINE static __device__ __forceinline__
#define TABLE static __device__ const
typedef unsigned int word32;
typedef unsigned long long word64;
#define HIGH_PRODUCT(a, b) __umulhi(a, b)
#define LEADING_ZEROS(x) ((word32)__clz((int)(x)))
#define AS_FLOAT(x) __uint_as_float(x)
#define AS_WORD(x) __float_as_uint(x)
#define FMA_FLOAT(a, b, c) __fmaf_rn(a, b, c)

#else

#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define TABLE static const
typedef uint32_t word32;
typedef uint64_t word64;
#define HIGH_PRODUCT(a, b) ((word32)((word64)(a) * (b) >> 32))
#define FMA_FLOAT(a, b, c) __builtin_fmaf(a, b, c)

INLINE float AS_FLOAT(word32 x) {
  float value;
  memcpy(&value, &x, sizeof value);
  return value;
}

INLINE word32 AS_WORD(float x) {
  word32 value;
  memcpy(&value, &x, sizeof value);
  return value;
}

/* Of x > 0. AVX2 counts no zeros: there the exponent of a float tells, without the second highest bit, so that
   nothing rounds up. Compilers make vectors of either. */
INLINE word32 LEADING_ZEROS(word32 x) {
#if defined(__AVX2__) && !defined(__AVX512CD__)
  word32 half = x >> 1;
  word32 zeros = 157 - (AS_WORD((float)(int32_t)(half & ~(half >> 1))) >> 23);
  return zeros > 31 ? 31 : zeros;
#else
  return (word32)__builtin_clz(x);
#endif
}

#endif

#ifndef MMDFLOW_OWN_WORD
typedef word32 word;
/* Both halves of a product of 64 bits. */
#define WIDE_PRODUCT(a, b, high, low) \
  do {                                \
    high = HIGH_PRODUCT(a, b);        \
    low = (a) * (b);                  \
  } while (0)
#endif

#endif
