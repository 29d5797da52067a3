/* What the engine costs beyond its pairs, value and gradient of a Gaussian sum in R^D, float, the best
   instruction set: two threads against one, the rate as n = m grows, a step of 1,000 particles and 1,000
   target points.

     scaling D [LARGEST_N] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../test/oracle.h"

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A Gaussian sum between two clouds of n points, and one step of one towards the other. */
struct problem {
  struct engine *engine;
  struct kernel_sum *sum;
  struct stepper *stepper;
  struct cloud *z, *x, *v, *positive, *negative, *g, *f;
  int n;
};

static struct cloud *equal(struct engine *engine, int n, double weight) {
  struct cloud *cloud = cloud_make(engine, n, 1, PRECISION_FLOAT);
  for (int i = 0; i < n; i++) {
    cloud_write(cloud, i, &weight, 1);
  }
  return cloud;
}

static struct problem make(int threads, int n, int d) {
  uint64_t seed = 1;
  struct component gaussian = {FAMILY_GAUSSIAN, 1, sqrt(d), {0}};
  struct problem p = {.engine = engine_open(NULL, threads), .n = n};
  p.sum = sum_make(p.engine, 1, &gaussian, d, PRECISION_FLOAT);
  p.stepper = stepper_make(p.sum);
  p.z = oracle_normals(p.engine, PRECISION_FLOAT, n, d, &seed);
  p.x = oracle_normals(p.engine, PRECISION_FLOAT, n, d, &seed);
  p.v = cloud_make(p.engine, n, d, PRECISION_FLOAT);
  p.positive = equal(p.engine, n, 1.0 / n);
  p.negative = equal(p.engine, n, -1.0 / n);
  p.g = cloud_make(p.engine, n, d, PRECISION_FLOAT);
  p.f = cloud_make(p.engine, n, 1, PRECISION_FLOAT);
  return p;
}

static void drop(struct problem *p) {
  struct cloud *clouds[] = {p->z, p->x, p->v, p->positive, p->negative, p->g, p->f};
  for (int i = 0; i < 7; i++) {
    cloud_free(clouds[i]);
  }
  stepper_free(p->stepper);
  sum_free(p->sum);
  engine_close(p->engine);
}

/* Of one sum, the best of `times`. */
static double sum_seconds(const struct problem *p, clockid_t clock, int times) {
  double best = INFINITY;
  struct part part = {p->x, p->positive};
  for (int t = 0; t < times; t++) {
    double begun = seconds(clock);
    sum_gradient(p->sum, p->z, 1, &part, p->g, &p->f);
    best = fmin(best, seconds(clock) - begun);
  }
  return best;
}

/* Of one step, noise and momentum included: the best of some hundreds. */
static double step_seconds(const struct problem *p) {
  enum { STEPS = 100, TIMES = 60 };
  double size[STEPS], noise[STEPS], diffusion[STEPS], momentum[STEPS], best = INFINITY;
  for (int k = 0; k < STEPS; k++) {
    size[k] = 0.1;
    noise[k] = 1;
    diffusion[k] = 0;
    momentum[k] = 0.8;
  }
  struct part parts[2] = {{p->z, p->positive}, {p->x, p->negative}};
  struct flow_state state = {p->z, p->v, p->positive, 2, parts, 42};
  struct steps steps = {0, STEPS, size, noise, diffusion, momentum};
  for (int t = 0; t < TIMES; t++) {
    int32_t completed;
    double begun = seconds(CLOCK_MONOTONIC);
    stepper_advance(p->stepper, &state, &steps, NULL, &completed);
    best = fmin(best, (seconds(CLOCK_MONOTONIC) - begun) / STEPS);
    steps.first += STEPS;
  }
  return best;
}

static void two_threads(int d) {
  enum { N = 20000, ROUNDS = 8 };
  struct problem one = make(1, N, d), two = make(2, N, d);
  double best[2] = {INFINITY, INFINITY};
  for (int round = 0; round < ROUNDS; round++) {
    best[0] = fmin(best[0], sum_seconds(&one, CLOCK_MONOTONIC, 2));
    best[1] = fmin(best[1], sum_seconds(&two, CLOCK_MONOTONIC, 2));
  }
  double pairs = (double)N * N * 1e-9;
  printf("n = m = %d: 1 thread %.2f, 2 threads %.2f G pairs/s, ratio %.2f\n", N, pairs / best[0], pairs / best[1],
         best[0] / best[1]);
  drop(&one);
  drop(&two);
}

int main(int count, char **arguments) {
  int d = count > 1 ? atoi(arguments[1]) : 2;
  int largest = count > 2 ? atoi(arguments[2]) : 100000;
  printf("d = %d\n", d);
  two_threads(d);
  double rate = 0;
  for (int n = 10000; n <= largest; n *= 10) {
    struct problem p = make(1, n, d);
    rate = (double)n * n / sum_seconds(&p, CLOCK_PROCESS_CPUTIME_ID, n > 500000 ? 1 : n > 50000 ? 5 : 40);
    printf("n = m = %d: %.2f G pairs per core-second\n", n, rate * 1e-9);
    fflush(stdout);
    drop(&p);
  }
  for (int threads = 1; threads <= 2; threads++) {
    struct problem p = make(threads, 1000, d), large = make(threads, 20000, d);
    double step = INFINITY, pair = INFINITY;
    for (int round = 0; round < 5; round++) {
      pair = fmin(pair, sum_seconds(&large, CLOCK_MONOTONIC, 3) / 4e8);
      step = fmin(step, step_seconds(&p));
    }
    printf("a step of N = M = 1000, %d thread(s): %.0f us, its pairs at the rate of n = 20000 %.0f, beyond them %.0f\n",
           threads, step * 1e6, 2e6 * pair * 1e6, (step - 2e6 * pair) * 1e6);
    drop(&p);
    drop(&large);
  }
  return 0;
}
