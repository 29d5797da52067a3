/* Pairs per core-second of every instruction set, value and gradient of a Gaussian sum, packing included,
   beside the share of the ceiling: the FMA peak, measured in turns with it, over the slots of a pair. The rate is
   the best of all rounds, the share the median.

     rates [SECONDS] [N] [DOUBLE] [KERNEL] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../test/oracle.h"

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static struct component component(const char *name, double scale) {
  struct component c = {FAMILY_GAUSSIAN, 1, scale, {0}};
  const char *names[] = {"gaussian", "laplace", "matern32", "matern52", "imq", "energy"};
  for (int i = 0; i < 6; i++) {
    if (strcmp(names[i], name) == 0) {
      c.family = (enum family)i;
    }
  }
  if (c.family == FAMILY_RATIONAL) {
    c.parameters[0] = c.parameters[1] = 1;
    c.parameters[2] = 0.5;
  }
  if (c.family == FAMILY_RIESZ) {
    c.parameters[0] = 1;
    c.scale = 1;
  }
  return c;
}

enum { MOST_ROUNDS = 1000 };

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  double limit = count > 1 ? atof(arguments[1]) : 0.3;
  int n = count > 2 ? atoi(arguments[2]) : 5000;
  enum precision p = count > 3 && atoi(arguments[3]) ? PRECISION_DOUBLE : PRECISION_FLOAT;
  const char *kernel = count > 4 ? arguments[4] : "gaussian";
  static const int DIMENSIONS[] = {1, 2, 3, 5, 10, 16, 32, 50, 64, 100, 128};
  const char *sets[MOST_INSTRUCTION_SETS];
  int runnable = engine_instruction_sets(sets);
  printf("%s, %s, n = m = %d, one thread\n", kernel, p ? "double" : "float", n);
  for (size_t i = 0; i < sizeof DIMENSIONS / sizeof *DIMENSIONS; i++) {
    int d = DIMENSIONS[i];
    printf("d = %-4d", d);
    for (int s = 0; s < runnable; s++) {
      struct engine *engine = engine_open(sets[s], 1);
      const struct numerics *numerics = engine_numerics(engine, p);
      struct component c = component(kernel, sqrt(d));
      struct kernel_sum *sum = sum_make(engine, 1, &c, d, p);
      uint64_t seed = 1;
      struct cloud *z = oracle_normals(engine, p, n, d, &seed), *x = oracle_normals(engine, p, n, d, &seed);
      struct cloud *w = cloud_make(engine, n, 1, p), *g = cloud_make(engine, n, d, p), *f = cloud_make(engine, n, 1, p);
      for (int j = 0; j < n; j++) {
        double one = 1.0 / n;
        cloud_write(w, j, &one, 1);
      }
      struct part part = {x, w};
      /* The clock of a shared machine wanders: a sum is held against the peaks just before and after it. */
      double share[MOST_ROUNDS], best = 0, begun = seconds(), before = numerics->peak(0.01);
      int rounds = 0;
      while (rounds == 0 || (seconds() - begun < limit && rounds < MOST_ROUNDS)) {
        double since = seconds();
        sum_gradient(sum, z, 1, &part, g, &f);
        double pairs = (double)n * n / (seconds() - since), after = numerics->peak(0.01);
        double ceiling = (before + after) / 2 * numerics->lanes / (2 * d + numerics->slots);
        share[rounds++] = pairs / ceiling;
        best = pairs > best ? pairs : best;
        before = after;
      }
      qsort(share, (size_t)rounds, sizeof *share, by_size);
      printf("   %-7s %8.3f G/s %3.0f %%", sets[s], best * 1e-9, 100 * share[rounds / 2]);
      fflush(stdout);
      cloud_free(f);
      cloud_free(g);
      cloud_free(w);
      cloud_free(x);
      cloud_free(z);
      sum_free(sum);
      engine_close(engine);
    }
    printf("\n");
  }
  return 0;
}
