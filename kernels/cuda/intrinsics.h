/* Instructions that CUDA C++ has no name for. The emulated device of the tests brings its own. */
#ifndef MMDFLOW_INTRINSICS_H
#define MMDFLOW_INTRINSICS_H

#if defined(__CUDACC__)

#define MMDFLOW_INTRINSIC static __device__ __forceinline__

/* 2^x within 2 units in the last place. */
MMDFLOW_INTRINSIC float device_ex2(float x) {
  float y;
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

/* 1 / sqrt x within 2 units in the last place. */
MMDFLOW_INTRINSIC float device_rsqrt(float x) {
  float y;
  asm("rsqrt.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

/* 1 / x within 1 unit in the last place. */
MMDFLOW_INTRINSIC float device_reciprocal(float x) {
  float y;
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

#define MMDFLOW_SHARED_ARRAY(type, name, count) __shared__ type name[count]
#define MMDFLOW_ENTRY(name)

#endif
#endif
