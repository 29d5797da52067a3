/* Hides the dialect of the common headers: C11 (one number, or a vector of them), OpenCL C, CUDA C++.

   An includer says MMDFLOW_DOUBLE 0 or 1. It may bring its own `real`, a vector of SCALAR, with everything
   below (native/src/simd/vector.h does); otherwise `real` is one SCALAR, or in OpenCL C MMDFLOW_LANES of them.
   At most MOST_AT_ONCE values go together. Functions treat n independent values at once, stage by stage (EACH),
   so that their chains of operations overlap; n is a constant where they are called. */
#ifndef MMDFLOW_DIALECT_H
#define MMDFLOW_DIALECT_H

/* CUDA C++, by nvcc or on a processor in the tests. */
#if defined(__CUDACC__) || defined(MMDFLOW_EMULATED)
#define MMDFLOW_CUDA 1
#include "../cuda/intrinsics.h"
#else
#define MMDFLOW_CUDA 0
#endif

#if defined(__OPENCL_VERSION__)
#define INLINE static inline
#elif MMDFLOW_CUDA
#define INLINE static __device__ __forceinline__
#else
#define INLINE static inline __attribute__((always_inline))
#endif

#if defined(__OPENCL_VERSION__) || defined(__clang__) || defined(__CUDACC__)
#define UNROLL _Pragma("unroll")
#else
#define UNROLL _Pragma("GCC unroll 32")
#endif
#define EACH(i, n) UNROLL for (int i = 0; i < (n); i++)

#ifndef MMDFLOW_OWN_REAL

#if MMDFLOW_DOUBLE
typedef double SCALAR;
#else
typedef float SCALAR;
#endif
#if !defined(__OPENCL_VERSION__)
typedef SCALAR real;
#endif
#ifndef MOST_AT_ONCE
#define MOST_AT_ONCE 1
#endif

/* 1, or in OpenCL C 2, 4, 8 or 16: processors want vectors, others do not. */
#ifndef MMDFLOW_LANES
#define MMDFLOW_LANES 1
#endif

#if defined(__OPENCL_VERSION__)
#define MMDFLOW_JOIN_NAMES(a, b) a##b
#define MMDFLOW_JOIN(a, b) MMDFLOW_JOIN_NAMES(a, b)
#if MMDFLOW_LANES == 1
#define MMDFLOW_VECTOR(name) name
#else
#define MMDFLOW_VECTOR(name) MMDFLOW_JOIN(name, MMDFLOW_LANES)
#endif
#if MMDFLOW_DOUBLE
typedef long integer;
typedef MMDFLOW_VECTOR(double) real;
typedef MMDFLOW_VECTOR(long) integers;
#define AS_INTEGERS(x) MMDFLOW_VECTOR(as_long)(x)
#define AS_REAL(i) MMDFLOW_VECTOR(as_double)(i)
#else
typedef int integer;
typedef MMDFLOW_VECTOR(float) real;
typedef MMDFLOW_VECTOR(int) integers;
#define AS_INTEGERS(x) MMDFLOW_VECTOR(as_int)(x)
#define AS_REAL(i) MMDFLOW_VECTOR(as_float)(i)
#endif
#define FMA(a, b, c) fma(a, b, c)
#define RSQRT(x) rsqrt(x)
#elif MMDFLOW_CUDA
#if MMDFLOW_DOUBLE
typedef long long integer;
#define AS_INTEGERS(x) __double_as_longlong(x)
#define AS_REAL(i) __longlong_as_double(i)
#define FMA(a, b, c) fma(a, b, c)
#define RSQRT(x) rsqrt(x)
#else
typedef int integer;
#define AS_INTEGERS(x) __float_as_int(x)
#define AS_REAL(i) __int_as_float(i)
#define FMA(a, b, c) fmaf(a, b, c)
/* The processor's instructions, within two units in the last place; what is below the normal numbers is 0. */
#define RSQRT(x) device_rsqrt(x)
#define RECIPROCAL(x) device_reciprocal(x)
#define EXP2_NEGATIVE(n, c, x, out) EACH(i, n) out[i] = device_ex2(-(c) * x[i])
#define EXP2_NEGATIVE_CLAMPED(n, c, limit, x, out) EXP2_NEGATIVE(n, c, x, out)
#endif
#else
#include <math.h>
#include <stdint.h>
#include <string.h>
#if MMDFLOW_DOUBLE
typedef int64_t integer;
#define FMA(a, b, c) fma(a, b, c)
#define RSQRT(x) (1 / sqrt(x))
#else
typedef int32_t integer;
#define FMA(a, b, c) fmaf(a, b, c)
#define RSQRT(x) (1 / sqrtf(x))
#endif
INLINE integer AS_INTEGERS(real x) {
  integer i;
  memcpy(&i, &x, sizeof i);
  return i;
}
INLINE real AS_REAL(integer i) {
  real x;
  memcpy(&x, &i, sizeof x);
  return x;
}
#endif

#if !defined(__OPENCL_VERSION__)
typedef integer integers;
#endif
#define SPREAD(x) ((real)(x))
#define SPREAD_INTEGER(i) ((integers)(i))
#ifndef RECIPROCAL
#define RECIPROCAL(x) (1 / (x))
#endif
/* NaN passes through both. */
#define AT_LEAST(x, floor) ((x) < (floor) ? (floor) : (x))
#define IF_GREATER(x, limit, then, otherwise) ((x) > (limit) ? (then) : (otherwise))

#endif

/* The smallest normal number, what is added to round to whole numbers, and where the exponent lies. */
#if MMDFLOW_DOUBLE
#define TINY 0x1p-1022
#define ROUNDER 0x1.8p52
#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1023
#define LARGEST_EXPONENT 1022
#else
#define TINY 0x1p-126f
#define ROUNDER 0x1.8p23f
#define MANTISSA_BITS 23
#define EXPONENT_BIAS 127
#define LARGEST_EXPONENT 126
#endif

#endif
