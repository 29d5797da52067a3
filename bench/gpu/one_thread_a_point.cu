/* A sum in the structure of KeOps' kernels, to be measured beside ours: one thread to a point, sources in tiles of
   shared memory, one after the other, nothing more. Value and gradient of sum_j w_j exp(-|z - s_j|^2 / (2 h^2)). */
template <int D>
static __device__ __forceinline__ void sums(const float *points, int n, const float *sources, const float *weights,
                                            int m, float rate, float *value, float *gradient) {
  __shared__ float tile[128 * (D + 1)];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float z[D], g[D], f = 0;
  for (int k = 0; k < D; k++) {
    z[k] = points[min(i, n - 1) * D + k];
    g[k] = 0;
  }
  for (int from = 0; from < m; from += blockDim.x) {
    int j = from + threadIdx.x;
    if (j < m) {
      for (int k = 0; k < D; k++) {
        tile[threadIdx.x * (D + 1) + k] = sources[j * D + k];
      }
      tile[threadIdx.x * (D + 1) + D] = weights[j];
    }
    __syncthreads();
    int there = min((int)blockDim.x, m - from);
    for (int s = 0; s < there; s++) {
      const float *y = tile + s * (D + 1);
      float square = 0;
      for (int k = 0; k < D; k++) {
        square += (z[k] - y[k]) * (z[k] - y[k]);
      }
      float kernel = y[D] * __expf(-rate * square);
      f += kernel;
      for (int k = 0; k < D; k++) {
        g[k] += kernel * (z[k] - y[k]);
      }
    }
    __syncthreads();
  }
  if (i < n) {
    value[i] = f;
    for (int k = 0; k < D; k++) {
      gradient[i * D + k] = -2 * rate * g[k];
    }
  }
}

#define ENTRY(d)                                                                                                  \
  extern "C" __global__ void sums_##d(const float *points, int n, const float *sources, const float *weights,    \
                                      int m, float rate, float *value, float *gradient) {                        \
    sums<d>(points, n, sources, weights, m, rate, value, gradient);                                              \
  }
ENTRY(1) ENTRY(2) ENTRY(3) ENTRY(5) ENTRY(10) ENTRY(16) ENTRY(32) ENTRY(50) ENTRY(64)
