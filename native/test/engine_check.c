/* The engine against loops in double: every instruction set that this machine runs (or the one named), both
   precisions, every kernel, odd sizes, one to four threads. Built with sanitizers it is what they watch. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"

static int failures, checks;

static void expect(bool right, const char *what, const char *set, enum precision p, const char *kernel, int n, int m,
                   int d, double error) {
  checks++;
  if (!right) {
    failures++;
    printf("FAILED: %s, %s, %s, %s, n = %d, m = %d, d = %d: error %.3g\n", what, set, p ? "double" : "float", kernel,
           n, m, d, error);
  }
}

struct kernel {
  const char *name;
  int count;
  struct component component[3];
};

static const struct kernel KERNELS[] = {
    {"gaussian", 1, {{FAMILY_GAUSSIAN, 1, 1.3, {0}}}},
    {"laplace", 1, {{FAMILY_LAPLACE, 1, 0.7, {0}}}},
    {"matern32", 1, {{FAMILY_MATERN32, 1, 1.1, {0}}}},
    {"matern52", 1, {{FAMILY_MATERN52, 1, 0.9, {0}}}},
    {"imq", 1, {{FAMILY_RATIONAL, 1, 1.7, {1, 1, 0.5}}}},
    {"rational, power 1", 1, {{FAMILY_RATIONAL, 1, 1.2, {1, 0.5, 1}}}},
    {"rational, power 1.4", 1, {{FAMILY_RATIONAL, 1, 0.8, {0.36, 1, 1.4}}}},
    {"energy", 1, {{FAMILY_RIESZ, 1, 1, {1}}}},
    {"riesz 0.5", 1, {{FAMILY_RIESZ, 1, 1, {0.5}}}},
    {"riesz 1.5", 1, {{FAMILY_RIESZ, 1, 1, {1.5}}}},
    {"polynomial", 1, {{FAMILY_POLYNOMIAL, 1, 1, {3, 1}}}},
    {"three gaussians",
     3,
     {{FAMILY_GAUSSIAN, 0.25, 0.02, {0}}, {FAMILY_GAUSSIAN, 0.5, 1, {0}}, {FAMILY_GAUSSIAN, 0.25, 300, {0}}}},
    {"laplace, energy, matern52",
     3,
     {{FAMILY_LAPLACE, 0.3, 5, {0}}, {FAMILY_RIESZ, 1.5, 1, {1}}, {FAMILY_MATERN52, 0.01, 0.1, {0}}}},
    {"gaussian and polynomial", 2, {{FAMILY_GAUSSIAN, 0.7, 2, {0}}, {FAMILY_POLYNOMIAL, 0.001, 1, {2, 0.5}}}},
};

/* A cloud and its numbers as the engine stores them. */
struct both {
  struct cloud *cloud;
  double *host;
};

static struct both numbers(struct engine *engine, enum precision p, int n, int d, uint64_t *seed, bool normal) {
  struct both both = {cloud_make(engine, n, d, p), malloc((size_t)n * (size_t)d * sizeof(double))};
  for (int i = 0; i < n * d; i++) {
    both.host[i] = normal ? oracle_normal(seed) : (0.5 + oracle_uniform(seed)) / n;
  }
  cloud_write(both.cloud, 0, both.host, (int64_t)n * d);
  cloud_read(both.cloud, 0, both.host, (int64_t)n * d);
  return both;
}

static void drop(struct both both) {
  cloud_free(both.cloud);
  free(both.host);
}

static double relative(const double *found, const double *wanted, const double *gross, int count) {
  double error = 0, size = 0;
  for (int i = 0; i < count; i++) {
    error += (found[i] - wanted[i]) * (found[i] - wanted[i]);
    size += gross[i] * gross[i];
  }
  return error == 0 ? 0 : sqrt(error / size);
}

static void check_sums(struct engine *engine, enum precision p, const struct kernel *plain, int n, int m, int d,
                       double shift) {
  const char *set = engine_instruction_set(engine);
  /* Lengths grow with the distances, or nothing but rounding is left. */
  struct kernel lengthened = *plain, *k = &lengthened;
  for (int c = 0; c < k->count && d > 3; c++) {
    k->component[c].scale *= sqrt(d / 3.0);
  }
  double bound = p == PRECISION_FLOAT ? 1e-6 : 1e-13;
  uint64_t seed = (uint64_t)(n * 1000003 + m * 1009 + d);
  struct both z = numbers(engine, p, n, d, &seed, true), s = numbers(engine, p, m, d, &seed, true);
  struct both w = numbers(engine, p, m, 1, &seed, false), a = numbers(engine, p, n, 1, &seed, false);
  for (int i = 0; i < (n < m ? n : m) * d / 2; i++) {
    s.host[i] = z.host[i]; /* half of the points coincide */
  }
  for (int i = 0; i < n * d; i++) {
    z.host[i] += shift;
  }
  for (int i = 0; i < m * d; i++) {
    s.host[i] += shift;
  }
  cloud_write(z.cloud, 0, z.host, (int64_t)n * d);
  cloud_read(z.cloud, 0, z.host, (int64_t)n * d);
  cloud_write(s.cloud, 0, s.host, (int64_t)m * d);
  cloud_read(s.cloud, 0, s.host, (int64_t)m * d);

  size_t gradients = (size_t)(n * d), all = gradients + (size_t)n;
  double *wanted = calloc(2 * all, sizeof(double)), *found = calloc(all, sizeof(double)), *gross = wanted + all;
  double *gram = malloc((size_t)n * (size_t)m * sizeof(double)), form[2] = {0, 0}, size = 0;
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < m; j++) {
      double value = oracle_pair(k->component, k->count, d, z.host + i * d, s.host + j * d, w.host[j],
                                 wanted + i * d, gross + i * d);
      gram[(size_t)i * (size_t)m + (size_t)j] = value;
      wanted[gradients + (size_t)i] += w.host[j] * value;
      gross[gradients + (size_t)i] += fabs(w.host[j] * value);
      form[0] += a.host[i] * w.host[j] * value;
      form[1] += i == j ? 0 : a.host[i] * w.host[j] * value;
      size += fabs(a.host[i] * w.host[j] * value);
    }
  }

  struct kernel_sum *sum = sum_make(engine, k->count, k->component, d, p);
  struct cloud *g = cloud_make(engine, n, d, p), *f = cloud_make(engine, n, 1, p), *out = cloud_make(engine, n, m, p);
  struct part part = {s.cloud, w.cloud}, left = {z.cloud, a.cloud};
  bool done = sum_gradient(sum, z.cloud, 1, &part, g, &f) == STATUS_DONE;
  cloud_read(g, 0, found, n * d);
  cloud_read(f, 0, found + gradients, n);
  double error = relative(found, wanted, gross, n * d);
  expect(done && error <= bound, "gradient", set, p, k->name, n, m, d, error);
  error = relative(found + gradients, wanted + gradients, gross + gradients, n);
  expect(error <= bound, "value beside a gradient", set, p, k->name, n, m, d, error);

  done = sum_value(sum, z.cloud, &part, f) == STATUS_DONE;
  cloud_read(f, 0, found, n);
  error = relative(found, wanted + gradients, gross + gradients, n);
  expect(done && error <= bound, "value", set, p, k->name, n, m, d, error);

  for (int skip = 0; skip < 2; skip++) {
    double result = NAN;
    done = sum_quadratic(sum, &left, &part, skip, &result) == STATUS_DONE;
    error = fabs(result - form[skip]) / size;
    expect(done && error <= bound, skip ? "quadratic without diagonal" : "quadratic", set, p, k->name, n, m, d, error);
  }

  done = sum_block(sum, z.cloud, s.cloud, out) == STATUS_DONE;
  double *block = malloc((size_t)n * (size_t)m * sizeof(double));
  cloud_read(out, 0, block, (int64_t)n * m);
  error = relative(block, gram, gram, n * m);
  expect(done && error <= bound, "block", set, p, k->name, n, m, d, error);

  free(block);
  cloud_free(out);
  cloud_free(f);
  cloud_free(g);
  sum_free(sum);
  free(gram);
  free(found);
  free(wanted);
  drop(a);
  drop(w);
  drop(s);
  drop(z);
}

/* Sums without sources are 0. */
static void check_empty(const char *set, enum precision p) {
  struct engine *engine = engine_open(set, 2);
  struct component gaussian = {FAMILY_GAUSSIAN, 1, 1, {0}};
  struct kernel_sum *sum = sum_make(engine, 1, &gaussian, 2, p);
  struct cloud *z = cloud_make(engine, 3, 2, p), *g = cloud_make(engine, 3, 2, p);
  double gradient[6] = {1, 2, 3, 4, 5, 6}, all = 0;
  cloud_write(g, 0, gradient, 6);
  bool done = sum_gradient(sum, z, 0, NULL, g, NULL) == STATUS_DONE;
  cloud_read(g, 0, gradient, 6);
  for (int i = 0; i < 6; i++) {
    all += fabs(gradient[i]);
  }
  expect(done && all == 0, "no sources", set, p, "gaussian", 3, 0, 2, all);
  cloud_free(g);
  cloud_free(z);
  sum_free(sum);
  engine_close(engine);
}

/* NaN in a particle shows in its own sums and in no others; NaN in a source or a weight in all. */
static void check_nan(const char *set, enum precision p, const struct kernel *k, int d) {
  enum { N = 70, M = 300, BAD = 41 };
  struct engine *engine = engine_open(set, 2);
  for (int where = 0; where < 3; where++) {
    uint64_t seed = 3;
    struct both z = numbers(engine, p, N, d, &seed, true), s = numbers(engine, p, M, d, &seed, true);
    struct both w = numbers(engine, p, M, 1, &seed, true);
    struct cloud *g = cloud_make(engine, N, d, p), *f = cloud_make(engine, N, 1, p);
    double nan = NAN;
    cloud_write(where == 0 ? z.cloud : where == 1 ? s.cloud : w.cloud, where == 2 ? BAD : BAD * d + d - 1, &nan, 1);
    struct kernel_sum *sum = sum_make(engine, k->count, k->component, d, p);
    struct part part = {s.cloud, w.cloud};
    bool right = sum_gradient(sum, z.cloud, 1, &part, g, &f) == STATUS_DONE;
    for (int i = 0; i < N; i++) {
      double value, slope;
      cloud_read(f, i, &value, 1);
      cloud_read(g, (int64_t)i * d + d - 1, &slope, 1);
      right = right && (isnan(value) && isnan(slope)) == (where > 0 || i == BAD);
    }
    expect(right, where == 0 ? "NaN particle" : where == 1 ? "NaN source" : "NaN weight", set, p, k->name, N, M, d, 0);
    sum_free(sum);
    cloud_free(f);
    cloud_free(g);
    drop(w);
    drop(s);
    drop(z);
  }
  engine_close(engine);
}

/* Steps with noise, momentum and diffusion, on a number of threads; the state's bytes go to `bytes`. */
static void flow(const char *set, enum precision p, int threads, int n, int m, int d, double *bytes) {
  struct engine *engine = engine_open(set, threads);
  uint64_t seed = 7;
  struct both x = numbers(engine, p, n, d, &seed, true), y = numbers(engine, p, m, d, &seed, true);
  struct cloud *v = cloud_make(engine, n, d, p), *a = cloud_make(engine, n, 1, p), *b = cloud_make(engine, m, 1, p);
  for (int i = 0; i < n + m; i++) {
    double weight = i < n ? 1.0 / n : -1.0 / m;
    cloud_write(i < n ? a : b, i < n ? i : i - n, &weight, 1);
  }
  struct component gaussian = {FAMILY_GAUSSIAN, 1, sqrt(d), {0}};
  struct kernel_sum *sum = sum_make(engine, 1, &gaussian, d, p);
  struct stepper *stepper = stepper_make(sum);
  struct part parts[2] = {{x.cloud, a}, {y.cloud, b}};
  struct flow_state state = {x.cloud, v, a, 2, parts, 42};
  enum { STEPS = 5 };
  double size[STEPS], noise[STEPS], diffusion[STEPS], momentum[STEPS], squares[STEPS];
  for (int k = 0; k < STEPS; k++) {
    size[k] = 0.5;
    noise[k] = k % 2 * 0.3;
    diffusion[k] = k % 3 * 0.01;
    momentum[k] = 0.8;
  }
  struct steps steps = {3, STEPS, size, noise, diffusion, momentum};
  int32_t completed;
  enum status status = stepper_advance(stepper, &state, &steps, squares, &completed);
  expect(status == STATUS_DONE && completed == STEPS, "steps", set, p, "gaussian", n, m, d, completed);
  cloud_read(x.cloud, 0, bytes, n * d);
  cloud_read(v, 0, bytes + n * d, n * d);
  memcpy(bytes + 2 * n * d, squares, sizeof squares);
  size[0] = INFINITY;
  steps.first += STEPS;
  stepper_advance(stepper, &state, &steps, NULL, &completed);
  cloud_read(x.cloud, 0, x.host, n * d);
  expect(completed == 0 && memcmp(x.host, bytes, (size_t)(n * d) * sizeof(double)) == 0, "a step to infinity", set, p,
         "gaussian", n, m, d, completed);
  stepper_free(stepper);
  sum_free(sum);
  cloud_free(b);
  cloud_free(a);
  cloud_free(v);
  drop(y);
  drop(x);
  engine_close(engine);
}

static void check_threads(const char *set, enum precision p, int n, int m, int d) {
  size_t count = (size_t)(2 * n * d + 5);
  double *one = malloc(count * sizeof(double)), *many = malloc(count * sizeof(double));
  flow(set, p, 1, n, m, d, one);
  for (int threads = 2; threads <= 4; threads++) {
    flow(set, p, threads, n, m, d, many);
    expect(memcmp(one, many, count * sizeof(double)) == 0, "the same bits on more threads", set, p, "gaussian", n, m, d,
           threads);
  }
  free(many);
  free(one);
}

static void check_set(const char *set) {
  static const int SIZES[][3] = {{1, 1, 2},    {1, 257, 1},  {31, 1021, 3}, {257, 255, 2}, {513, 17, 5},
                                 {130, 600, 10}, {67, 300, 17}, {53, 260, 64}, {29, 513, 129}};
  for (enum precision p = PRECISION_FLOAT; p <= PRECISION_DOUBLE; p++) {
    struct engine *engine = engine_open(set, 2);
    expect(engine != NULL && strcmp(engine_instruction_set(engine), set) == 0, "opens", set, p, "", 0, 0, 0, 0);
    for (size_t k = 0; k < sizeof KERNELS / sizeof *KERNELS; k++) {
      for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        /* One pair of a polynomial may cancel. */
        if (SIZES[i][1] == 1 && KERNELS[k].component[KERNELS[k].count - 1].family == FAMILY_POLYNOMIAL) {
          continue;
        }
        check_sums(engine, p, &KERNELS[k], SIZES[i][0], SIZES[i][1], SIZES[i][2], 0);
        if (KERNELS[k].component[KERNELS[k].count - 1].family != FAMILY_POLYNOMIAL) {
          check_sums(engine, p, &KERNELS[k], SIZES[i][0], SIZES[i][1], SIZES[i][2], 1e6);
        }
      }
    }
    engine_close(engine);
    check_empty(set, p);
    for (size_t k = 0; k < sizeof KERNELS / sizeof *KERNELS; k++) {
      check_nan(set, p, &KERNELS[k], 1);
      check_nan(set, p, &KERNELS[k], 2);
      check_nan(set, p, &KERNELS[k], 7);
    }
    check_threads(set, p, 1, 1, 1);
    check_threads(set, p, 97, 700, 3);
    check_threads(set, p, 9001, 300, 2);
  }
}

int main(int count, char **arguments) {
  const char *sets[MOST_INSTRUCTION_SETS];
  int runnable = engine_instruction_sets(sets), done = 0;
  for (int i = 0; i < runnable; i++) {
    if (count < 2 || strcmp(arguments[1], sets[i]) == 0) {
      int before = failures;
      check_set(sets[i]);
      printf("%s: %s\n", sets[i], failures == before ? "all right" : "FAILED");
      done++;
    }
  }
  if (done == 0) {
    printf("this machine does not run %s\n", arguments[1]);
    return 77;
  }
  printf("%d checks, %d failures\n", checks, failures);
  return failures > 0;
}
