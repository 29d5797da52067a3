/* The ceiling of any tile: fused multiply-adds of whole vectors per second on one core. */
#ifndef MMDFLOW_PEAK_H
#define MMDFLOW_PEAK_H

#include <time.h>

#include "vector.h"

/* More chains than latency times pipes, fewer than registers. */
enum { CHAINS = 12, ROUNDS = 20000 };

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

static double peak(double seconds) {
  real a = SPREAD((SCALAR)0.999), b = SPREAD((SCALAR)1e-3), chain[CHAINS];
  EACH(i, CHAINS) chain[i] = SPREAD((SCALAR)i);
  OPAQUE(a);
  OPAQUE(b);
  double best = 0, begun = thread_seconds(), now = begun;
  while (now - begun < seconds) {
    double since = now;
    for (int round = 0; round < ROUNDS; round++) {
      EACH(i, CHAINS) chain[i] = FMA(chain[i], a, b);
      EACH(i, CHAINS) OPAQUE(chain[i]);
    }
    now = thread_seconds();
    double rate = (double)CHAINS * ROUNDS / (now - since);
    best = rate > best ? rate : best;
  }
  return best;
}

#endif
