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

/* x, of which the compiler knows nothing: what is made of it is made where it stands. */
MMDFLOW_INTRINSIC float device_unknown(float x) {
  asm volatile("" : "+f"(x));
  return x;
}

/* x to the 11 bits that a tensor core takes. */
MMDFLOW_INTRINSIC unsigned int device_tf32(float x) {
  unsigned int y;
  asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(y) : "f"(x));
  return y;
}

/* c += a b of a warp: 16 x 8 and 8 x 8. With lane = 4 g + t: a is (g, t), (g + 8, t), (g, t + 4), (g + 8, t + 4);
   b is (t, g), (t + 4, g); c is (g, 2 t), (g, 2 t + 1), (g + 8, 2 t), (g + 8, 2 t + 1). */
MMDFLOW_INTRINSIC void device_mma_m16n8k8_tf32(float (&c)[4], const unsigned int (&a)[4], const unsigned int (&b)[2]) {
  asm volatile(
      "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

#define MMDFLOW_SHARED_ARRAY(type, name, count) __shared__ type name[count]
#define MMDFLOW_ENTRY(name)

#endif
#endif
