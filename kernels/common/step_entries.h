/* Steps: entry points. `progress` and `schedule` as in steps.h. Once a step would leave a number that is not finite,
   it is not committed, and whatever is queued behind does nothing. Nothing that changes from step to step is an
   argument, so that a recorded step can be launched again and again. MMDFLOW_LANES is 1. */

#ifndef MMDFLOW_STEP_ENTRIES_H
#define MMDFLOW_STEP_ENTRIES_H

#include "steps.h"

KERNEL(add_noise)(GLOBAL const SCALAR *x, GLOBAL const SCALAR *schedule, word64 seed, int purpose, place n, int d,
                 GLOBAL SCALAR *out, GLOBAL const int *progress) {
  if (progress[PROGRESS_STOPPED] < 0) {
    SCALAR level = scheduled(schedule, progress, SCHEDULE_EVALUATION_NOISE);
    perturb(x, level, seed, (word32)purpose, step_number(progress), n, d, out);
  }
}
LISTED(add_noise)

/* For `rows` particles from `first` on, whose sums are in `slots` slots from `sums_at` on, see rows_of_sums. */
KERNEL(move_particles)(GLOBAL const SUM *sums, place sums_at, place slots, place slot_size, place stride, FACTOR factor,
                      place first, place rows, GLOBAL const SCALAR *points, GLOBAL const SCALAR *frame,
                      GLOBAL const SCALAR *x, GLOBAL const SCALAR *v, int d, GLOBAL const SCALAR *schedule,
                      word64 seed, int purpose, int keep, GLOBAL SCALAR *gradient, GLOBAL SCALAR *next_x,
                      GLOBAL SCALAR *next_v, GLOBAL int *progress) {
  int groups = (d - 1) / 4 + 1;
  place at = ITEM_OF_ALL;
  if (progress[PROGRESS_STOPPED] < 0 && at < rows * groups) {
    struct slots s;
    s.sums = sums + sums_at;
    s.count = slots;
    s.size = slot_size;
    s.stride = stride;
    s.factor = factor;
    s.first = first;
    s.points = points;
    s.frame = frame;
    move(&s, x, v, at / groups, (int)(at % groups), d, schedule, seed, purpose, keep, gradient, next_x, next_v,
         progress);
  }
}
LISTED(move_particles)

/* A group for each leaf. */
KERNEL_OF_GROUPS(LEAF_ITEMS, square_gradients)(GLOBAL const SCALAR *gradient, GLOBAL const SCALAR *weights, place n,
                                               int d, GLOBAL SUM *leaves) {
  LOCAL_ARRAY(SUM, shared, LEAF_ITEMS);
  SUM all = group_total(square_share(gradient, weights, n, d), shared);
  if (ITEM == 0) {
    leaves[GROUP_COLUMN] = all;
  }
}
LISTED(square_gradients)

/* Takes the step, or stops. The first item alone writes `progress`, and it alone reads the step; whoever reads
   whether steps have stopped while it writes that commits nothing either way, since the step is not finite.
   `leaves` of a trace, `leaf_count` of them or none. */
KERNEL(commit)(GLOBAL const SCALAR *next_x, GLOBAL const SCALAR *next_v, place count, GLOBAL SCALAR *x,
              GLOBAL SCALAR *v, int with_velocity, GLOBAL const SUM *leaves, place leaf_count, GLOBAL SUM *trace,
              GLOBAL int *progress) {
  place i = ITEM_OF_ALL;
  if (progress[PROGRESS_STOPPED] >= 0) {
    return;
  }
  int infinite = progress[PROGRESS_INFINITE];
  if (!infinite && i < count) {
    x[i] = next_x[i];
    if (with_velocity) {
      v[i] = next_v[i];
    }
  }
  if (i == 0) {
    int step = progress[PROGRESS_STEP];
    if (infinite) {
      progress[PROGRESS_STOPPED] = step;
    } else {
      if (leaf_count > 0) {
        trace[step] = slot_total(leaves, leaf_count, 1);
      }
      progress[PROGRESS_STEP] = step + 1;
    }
  }
}
LISTED(commit)

#endif
