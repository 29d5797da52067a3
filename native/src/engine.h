/* The native CPU engine as its callers see it: Java through jni.c, and the tests in C. An engine and all
   that it makes belong to one calling thread; its own threads work inside a call. Sizes and precisions are
   checked by the caller. */
#ifndef MMDFLOW_ENGINE_H
#define MMDFLOW_ENGINE_H

#include "numerics.h"
#include "subset_kernel.h"

enum precision { PRECISION_FLOAT, PRECISION_DOUBLE };

/* What a call came to. After STATUS_NO_MEMORY outputs are undefined, inputs untouched. */
enum status { STATUS_DONE, STATUS_NO_MEMORY };

struct engine;
struct kernel_sum;
struct stepper;

/* n x d numbers of one precision, row-major, 64-byte aligned. */
struct cloud {
  int64_t n;
  int32_t d;
  enum precision precision;
  void *data;
};

/* Weighted sources: m points and m weights. */
struct part {
  const struct cloud *points;
  const struct cloud *weights;
};

/* Room for the names of all instruction sets. */
enum { MOST_INSTRUCTION_SETS = 4 };

/* The names of the instruction sets that this machine runs, best first; returns how many. */
int engine_instruction_sets(const char *names[MOST_INSTRUCTION_SETS]);

/* NULL where `instruction_set` is not among them, or memory or threads fail. NULL as a name means the best.
   `threads` counts the calling one. */
struct engine *engine_open(const char *instruction_set, int threads);
void engine_close(struct engine *engine);
/* The name of what really runs. */
const char *engine_instruction_set(const struct engine *engine);
const struct numerics *engine_numerics(const struct engine *engine, enum precision precision);

/* x = fma(level, u, x), u the normals of one particle at (seed, purpose, step), d numbers each. From any thread
   while the engine is open. */
void engine_perturb(const struct engine *engine, float *x, int d, double level, uint64_t seed, int purpose,
                    int64_t step, int64_t particle);

/* Adds to sums[s] what the block's numbers whose row and column belong to subset s come to, for all subsets. */
enum status engine_subset_sums(struct engine *engine, enum precision precision, const struct subsets *subsets,
                               const struct matrix_block *block, double *sums);

/* Zeroed; NULL where memory fails. */
struct cloud *cloud_make(struct engine *engine, int64_t n, int32_t d, enum precision precision);
void cloud_free(struct cloud *cloud);
/* Numbers first to first+count-1 of the cloud, counted row by row. */
void cloud_write(struct cloud *cloud, int64_t first, const double *from, int64_t count);
void cloud_read(const struct cloud *cloud, int64_t first, double *to, int64_t count);

/* A weighted sum of kernels in R^d; NULL where memory fails or there are more than MOST_COMPONENTS. */
struct kernel_sum *sum_make(struct engine *engine, int count, const struct component *components, int32_t d,
                            enum precision precision);
void sum_free(struct kernel_sum *sum);
/* `values` is NULL or has one n x 1 cloud per part. */
enum status sum_gradient(struct kernel_sum *sum, const struct cloud *at, int parts, const struct part *part,
                         struct cloud *gradient, struct cloud *const *values);
enum status sum_value(struct kernel_sum *sum, const struct cloud *at, const struct part *source,
                      struct cloud *out);
enum status sum_quadratic(struct kernel_sum *sum, const struct part *a, const struct part *b, bool skip_equal,
                          double *out);
enum status sum_block(struct kernel_sum *sum, const struct cloud *rows, const struct cloud *columns,
                      struct cloud *out);

/* What steps act on; `velocity` is NULL where there is no momentum. Particles and velocity are moved. */
struct flow_state {
  struct cloud *particles;
  struct cloud *velocity;
  const struct cloud *weights;
  int parts;
  const struct part *part;
  uint64_t seed;
};

/* Steps first to first+count-1, one number of each array a step; see Java's Steps and StepArithmetic, whose
   order of operations and roundings are kept exactly. */
struct steps {
  int64_t first;
  int32_t count;
  const double *step_size;
  const double *evaluation_noise;
  const double *diffusion;
  const double *momentum;
};

struct stepper *stepper_make(struct kernel_sum *sum);
void stepper_free(struct stepper *stepper);
/* Sets *completed to the steps taken: fewer than asked for only where the next one would leave a number that
   is not finite; the state is then that of the last good step. `mean_squared_gradient` is NULL or gets one
   number a step. */
enum status stepper_advance(struct stepper *stepper, const struct flow_state *state, const struct steps *steps,
                            double *mean_squared_gradient, int32_t *completed);

#endif
