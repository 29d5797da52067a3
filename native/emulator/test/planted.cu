/* Kernels with one mistake each, by MISTAKE_*; without any they are right. */
#ifdef __CUDACC__
#define MMDFLOW_SHARED_ARRAY(type, name, count) __shared__ type name[count]
#define MMDFLOW_ENTRY(name)
#endif

#define ITEMS 64

/* out[i] = in[n - 1 - i] within each block, through shared memory, twice. */
extern "C" __global__ void right(const float *in, float *out, int n) {
  MMDFLOW_SHARED_ARRAY(float, tile, ITEMS);
  for (int round = 0; round < 2; round++) {
    tile[threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x] + (float)round;
    __syncthreads();
    if ((int)(blockIdx.x * ITEMS + threadIdx.x) < n) {
      out[blockIdx.x * ITEMS + threadIdx.x] = tile[ITEMS - 1 - threadIdx.x];
    }
    __syncthreads();
  }
}
MMDFLOW_ENTRY(right)

extern "C" __global__ void no_barrier_after_writing(const float *in, float *out, int n) {
  MMDFLOW_SHARED_ARRAY(float, tile, ITEMS);
  tile[threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x];
  out[blockIdx.x * ITEMS + threadIdx.x] = tile[ITEMS - 1 - threadIdx.x];
}
MMDFLOW_ENTRY(no_barrier_after_writing)

extern "C" __global__ void no_barrier_before_writing(const float *in, float *out, int n) {
  MMDFLOW_SHARED_ARRAY(float, tile, ITEMS);
  for (int round = 0; round < 2; round++) {
    tile[threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x] + (float)round * 100;
    __syncthreads();
    if (round == 0) {
      out[blockIdx.x * ITEMS + threadIdx.x] = tile[ITEMS - 1 - threadIdx.x];
    }
  }
}
MMDFLOW_ENTRY(no_barrier_before_writing)

extern "C" __global__ void a_thread_misses_a_barrier(const float *in, float *out, int n) {
  if (threadIdx.x != 7) {
    __syncthreads();
  }
  out[blockIdx.x * ITEMS + threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x];
}
MMDFLOW_ENTRY(a_thread_misses_a_barrier)

extern "C" __global__ void barriers_at_two_lines(const float *in, float *out, int n) {
  if (threadIdx.x < 32) {
    __syncthreads();
  } else {
    __syncthreads();
  }
  out[blockIdx.x * ITEMS + threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x];
}
MMDFLOW_ENTRY(barriers_at_two_lines)

extern "C" __global__ void writes_beyond(const float *in, float *out, int n) {
  out[blockIdx.x * ITEMS + threadIdx.x + 1] = in[blockIdx.x * ITEMS + threadIdx.x];
}
MMDFLOW_ENTRY(writes_beyond)

extern "C" __global__ void reads_far_beyond(const float *in, float *out, int n) {
  out[blockIdx.x * ITEMS + threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x + 100000];
}
MMDFLOW_ENTRY(reads_far_beyond)

extern "C" __global__ void writes_beyond_shared(const float *in, float *out, int n) {
  MMDFLOW_SHARED_ARRAY(float, tile, ITEMS);
  tile[threadIdx.x + (threadIdx.x == ITEMS - 1)] = in[blockIdx.x * ITEMS + threadIdx.x];
  __syncthreads();
  out[blockIdx.x * ITEMS + threadIdx.x] = tile[threadIdx.x];
}
MMDFLOW_ENTRY(writes_beyond_shared)

extern "C" __global__ void leaves_some_unwritten(const float *in, float *out, int n) {
  if (threadIdx.x != 5) {
    out[blockIdx.x * ITEMS + threadIdx.x] = in[blockIdx.x * ITEMS + threadIdx.x];
  }
}
MMDFLOW_ENTRY(leaves_some_unwritten)

extern "C" __global__ void shuffles_with_a_lane_missing(const float *in, float *out, int n) {
  float x = in[blockIdx.x * ITEMS + threadIdx.x];
  if (threadIdx.x != 3) {
    x += __shfl_xor_sync(0xffffffffu, x, 1);
  }
  out[blockIdx.x * ITEMS + threadIdx.x] = x;
}
MMDFLOW_ENTRY(shuffles_with_a_lane_missing)

extern "C" __global__ void of_many_parameters(float *out, int a, int b, int c, int d, int e, int f, int g) {
  out[threadIdx.x] = (float)(a + b + c + d + e + f + g);
}
MMDFLOW_ENTRY(of_many_parameters)
