// What a .cu file sees when g++ compiles it for the emulated driver: CUDA's words, over thread.h.
#pragma once
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <algorithm>

#include "../src/kernel.h"
#include "../src/thread.h"

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline __attribute__((always_inline))
#define __launch_bounds__(...)

using std::max;
using std::min;

struct alignas(16) float4 {
  float x, y, z, w;
};
static inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }

#define threadIdx (::emulator::self->index)
#define blockIdx (::emulator::blockIndex)
#define blockDim (::emulator::blockSize)
#define gridDim (::emulator::gridSize)
#define warpSize 32

#define MMDFLOW_ENTRY(name)                          \
  static ::emulator::Kernel kernel_of_##name;        \
  static ::emulator::Registration<&name> registration_of_##name(kernel_of_##name, #name);

#define MMDFLOW_SHARED_ARRAY(type, name, count) \
  type *const name = static_cast<type *>(::emulator::sharedArray(__COUNTER__, sizeof(type) * (count), #name))
#define MMDFLOW_SHARED_DYNAMIC(type, name) type *const name = static_cast<type *>(::emulator::sharedDynamic())

#define __syncthreads() ::emulator::barrier(__LINE__)

#define __syncwarp(...)                                      \
  do {                                                       \
    uint32_t nothing = 0;                                    \
    ::emulator::exchange(0xffffffffu, &nothing, 1, __LINE__); \
  } while (0)

static inline uint32_t __float_as_uint(float x) {
  uint32_t u;
  memcpy(&u, &x, sizeof u);
  return u;
}
static inline float __uint_as_float(uint32_t u) {
  float x;
  memcpy(&x, &u, sizeof x);
  return x;
}
static inline int __float_as_int(float x) { return (int)__float_as_uint(x); }
static inline float __int_as_float(int i) { return __uint_as_float((uint32_t)i); }
static inline long long __double_as_longlong(double x) {
  long long i;
  memcpy(&i, &x, sizeof i);
  return i;
}
static inline double __longlong_as_double(long long i) {
  double x;
  memcpy(&x, &i, sizeof x);
  return x;
}
static inline uint32_t __umulhi(uint32_t a, uint32_t b) { return (uint32_t)((uint64_t)a * b >> 32); }
static inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz((unsigned)x); }
static inline float __fmaf_rn(float a, float b, float c) { return fmaf(a, b, c); }
static inline float rsqrtf(float x) { return 1 / sqrtf(x); }
static inline double rsqrt(double x) { return 1 / sqrt(x); }

static inline float shuffled(unsigned mask, float value, unsigned source, int line) {
  uint32_t word = __float_as_uint(value);
  const uint32_t *words = ::emulator::exchange(mask, &word, 1, line);
  if (!(mask >> (source & 31) & 1)) {
    ::emulator::fault(::emulator::LAUNCH_FAILED, "a shuffle reads a lane outside its mask", nullptr, line);
  }
  return __uint_as_float(words[(source & 31) * 16]);
}
#define __shfl_sync(mask, value, source) shuffled(mask, value, source, __LINE__)
#define __shfl_xor_sync(mask, value, other) shuffled(mask, value, ::emulator::self->lane ^ (other), __LINE__)

// 2^x within about a unit in the last place, by operations that g++ makes vectors of; 0 below the normal numbers.
static inline float device_ex2(float x) {
  if (!(x > -126)) {
    return x == x ? 0 : x;
  }
  if (x >= 128) {
    return INFINITY;
  }
  float rounded = x + 12582912.0f, whole = rounded - 12582912.0f, f = x - whole;
  float p = 1.5403530e-4f;
  p = p * f + 1.3333558e-3f;
  p = p * f + 9.6181291e-3f;
  p = p * f + 5.5504109e-2f;
  p = p * f + 2.4022651e-1f;
  p = p * f + 6.9314718e-1f;
  p = p * f + 1;
  int exponent = (int)whole;
  return exponent >= 0 ? p * __int_as_float((exponent + 126) << 23) * 2 : p * __int_as_float((exponent + 127) << 23);
}
static inline float device_rsqrt(float x) { return 1 / sqrtf(x); }
static inline float device_reciprocal(float x) { return 1 / x; }
static inline float device_unknown(float x) { return x; }
static inline uint32_t device_tf32(float x) { return (__float_as_uint(x) + 0x1000u) & 0xffffe000u; }

// A tensor core reads the 19 highest bits of each number.
static inline void multiplied(float (&c)[4], const uint32_t (&a)[4], const uint32_t (&b)[2], int line) {
  uint32_t own[6];
  for (int i = 0; i < 6; i++) {
    own[i] = (i < 4 ? a[i] : b[i - 4]) & 0xffffe000u;
  }
  const uint32_t *words = ::emulator::exchange(0xffffffffu, own, 6, line);
  unsigned group = ::emulator::self->lane >> 2, place = ::emulator::self->lane & 3;
  for (int e = 0; e < 4; e++) {
    unsigned half = e >> 1, column = 2 * place + (e & 1);
    float sum = 0;
    for (unsigned k = 0; k < 8; k++) {
      float left = __uint_as_float(words[(group * 4 + (k & 3)) * 16 + half + 2 * (k >> 2)]);
      sum += left * __uint_as_float(words[(column * 4 + (k & 3)) * 16 + 4 + (k >> 2)]);
    }
    c[e] += sum;
  }
}
#define device_mma_m16n8k8_tf32(c, a, b) multiplied(c, a, b, __LINE__)
