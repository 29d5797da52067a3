/* The elementwise part of a step and its noise, to the same bits as Java: see StepArithmetic and Noise. Built
   once per instruction set, without contraction. Ranges are particles first to last-1 of n x d clouds of
   reals. */
#ifndef MMDFLOW_STEP_KERNEL_H
#define MMDFLOW_STEP_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

struct step_kernel {
  /* out = fma(level, u, x), u the normals of (seed, purpose, step). `x` and `out` are where row `first` lies;
     `out` may be `x`. */
  void (*perturb)(const void *x, double level, uint64_t seed, int purpose, int64_t step, int64_t first,
                  int64_t last, int d, void *out);

  /* v' = fma(-step_size, g, momentum v) (momentum 0 ignores v, which may then be NULL); x' = x + v'; false
     where one of them is not finite. */
  bool (*move)(const void *x, const void *v, const void *gradient, double momentum, double step_size,
               int64_t first, int64_t last, int d, void *next_x, void *next_v);

  /* False where a number of the rows is not finite. */
  bool (*finite)(const void *x, int64_t first, int64_t last, int d);
};

#endif
