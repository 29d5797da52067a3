/* The parts of a step that touch each number once: noise, move, and the scalars of a trace. Operations and
   roundings are those of Java's StepArithmetic: nothing is contracted but what is written. */
#ifndef MMDFLOW_STEPS_H
#define MMDFLOW_STEPS_H

#include "device.h"
#include "long_sum.h"
#include "normal.h"
#include "philox.h"

/* out = x + level u for coordinates 4 group to 4 group + 3 of one particle. */
INLINE void perturb(GLOBAL const SCALAR *x, SCALAR level, word64 seed, word32 purpose, place step, place n, int d,
                    GLOBAL SCALAR *out) {
  int groups = (d - 1) / 4 + 1;
  place at = ITEM_OF_ALL;
  if (at < n * groups) {
    place particle = at / groups;
    int group = (int)(at % groups);
    struct words w = noise_words(seed, purpose, (word64)step, (word64)particle, (word32)group);
    word32 word[4];
    word[0] = w.w0;
    word[1] = w.w1;
    word[2] = w.w2;
    word[3] = w.w3;
    for (int k = 0; k < 4 && 4 * group + k < d; k++) {
      place i = particle * d + 4 * group + k;
      out[i] = FMA(level, (SCALAR)normal(word[k]), x[i]);
    }
  }
}

INLINE int is_finite(SCALAR x) { return x - x == 0; }

/* velocity = momentum v - step_size gradient, to = x + velocity; what is not finite is reported. */
INLINE void move(GLOBAL const SCALAR *x, GLOBAL const SCALAR *v, GLOBAL const SCALAR *gradient, SCALAR momentum,
                 SCALAR step_size, place count, GLOBAL SCALAR *to, GLOBAL SCALAR *velocity, GLOBAL int *infinite) {
  place i = ITEM_OF_ALL;
  if (i < count) {
    SCALAR kept = momentum == 0 ? 0 : momentum * v[i];
    SCALAR moved = FMA(-step_size, gradient[i], kept);
    SCALAR there = x[i] + moved;
    velocity[i] = moved;
    to[i] = there;
    if (!is_finite(moved) || !is_finite(there)) {
      infinite[0] = 1;
    }
  }
}

/* sum_i w_i |g_i|^2 over each leaf of particles. */
INLINE void square_leaves(GLOBAL const SCALAR *gradient, GLOBAL const SCALAR *weights, place n, int d,
                          GLOBAL SUM *leaves) {
  place leaf = ITEM_OF_ALL;
  if (leaf * LEAF < n) {
    SUM all = sum_of(0);
    for (place i = leaf * LEAF; i < leaf * LEAF + LEAF && i < n; i++) {
      SUM squares = sum_of(0);
      for (place k = i * d; k < (i + 1) * d; k++) {
        squares = sum_add(squares, sum_times(sum_of(gradient[k]), (FACTOR)gradient[k]));
      }
      all = sum_add(all, sum_times(squares, (FACTOR)weights[i]));
    }
    leaves[leaf] = all;
  }
}

/* The leaves in order. */
INLINE SUM leaf_total(GLOBAL const SUM *leaves, place count) {
  SUM all = leaves[0];
  for (place leaf = 1; leaf < count; leaf++) {
    all = sum_add(all, leaves[leaf]);
  }
  return all;
}

#endif
