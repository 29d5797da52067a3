/* The ceiling of any tile: fused multiply-adds of whole vectors per second on one core. */
#ifndef MMDFLOW_PEAK_H
#define MMDFLOW_PEAK_H

#include <stdlib.h>
#include <time.h>

#include "vector.h"

/* More chains than latency times pipes, fewer than registers. */
enum { CHAINS = 12, ROUNDS = 20000, MOST_SAMPLES = 512 };

static double thread_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Keeps a value in a register and the compiler from knowing it. */
#if defined(__x86_64__)
#define OPAQUE(x) __asm__ volatile("" : "+x"(x))
#elif defined(__AVX512F__)
#define OPAQUE(x) __asm__ volatile("" : "+v"(x))
#else
#define OPAQUE(x) __asm__ volatile("" : "+w"(x))
#endif

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The median of many short runs: the clock of a shared machine wanders. */
static double peak(double seconds) {
  real a = SPREAD((SCALAR)0.999), b = SPREAD((SCALAR)1e-3), chain[CHAINS];
  EACH(i, CHAINS) chain[i] = SPREAD((SCALAR)i);
  OPAQUE(a);
  OPAQUE(b);
  double rate[MOST_SAMPLES], begun = thread_seconds(), now = begun;
  int samples = 0;
  while ((now - begun < seconds || samples == 0) && samples < MOST_SAMPLES) {
    double since = now;
    for (int round = 0; round < ROUNDS; round++) {
      EACH(i, CHAINS) chain[i] = FMA(chain[i], a, b);
      EACH(i, CHAINS) OPAQUE(chain[i]);
    }
    now = thread_seconds();
    rate[samples++] = (double)CHAINS * ROUNDS / (now - since);
  }
  qsort(rate, (size_t)samples, sizeof *rate, by_size);
  return rate[samples / 2];
}

#endif
