/* Steps: entry points. `stopped` holds -1 until a step would leave a number that is not finite; then the number
   of steps before it, and whatever is queued behind does nothing. MMDFLOW_LANES is 1. */

#ifndef MMDFLOW_STEP_ENTRIES_H
#define MMDFLOW_STEP_ENTRIES_H

#include "steps.h"

KERNEL(add_noise)(GLOBAL const SCALAR *x, SCALAR level, word64 seed, int purpose, place step, place n, int d,
                 GLOBAL SCALAR *out, GLOBAL const int *stopped) {
  if (stopped[0] < 0) {
    perturb(x, level, seed, (word32)purpose, step, n, d, out);
  }
}
LISTED(add_noise)

KERNEL(move_particles)(GLOBAL const SCALAR *x, GLOBAL const SCALAR *v, GLOBAL const SCALAR *gradient, SCALAR momentum,
                      SCALAR step_size, place count, GLOBAL SCALAR *next_x, GLOBAL SCALAR *next_v,
                      GLOBAL int *infinite, GLOBAL const int *stopped) {
  if (stopped[0] < 0) {
    move(x, v, gradient, momentum, step_size, count, next_x, next_v, infinite);
  }
}
LISTED(move_particles)

KERNEL(check_finite)(GLOBAL const SCALAR *x, place count, GLOBAL int *infinite) {
  place i = ITEM_OF_ALL;
  if (i < count && !is_finite(x[i])) {
    infinite[0] = 1;
  }
}
LISTED(check_finite)

/* Where something was not finite the run stops with `completed` steps. One item. */
KERNEL(decide)(GLOBAL int *infinite, int completed, GLOBAL int *stopped) {
  if (stopped[0] < 0 && infinite[0]) {
    stopped[0] = completed;
  }
}
LISTED(decide)

KERNEL(commit)(GLOBAL const SCALAR *next_x, GLOBAL const SCALAR *next_v, place count, GLOBAL SCALAR *x,
              GLOBAL SCALAR *v, int with_velocity, GLOBAL const int *stopped) {
  place i = ITEM_OF_ALL;
  if (stopped[0] < 0 && i < count) {
    x[i] = next_x[i];
    if (with_velocity) {
      v[i] = next_v[i];
    }
  }
}
LISTED(commit)

KERNEL(square_gradients)(GLOBAL const SCALAR *gradient, GLOBAL const SCALAR *weights, place n, int d,
                        GLOBAL SUM *leaves) {
  square_leaves(gradient, weights, n, d, leaves);
}
LISTED(square_gradients)

/* One item. */
KERNEL(record)(GLOBAL const SUM *leaves, place count, int step, GLOBAL SUM *trace) {
  trace[step] = leaf_total(leaves, count);
}
LISTED(record)

#endif
