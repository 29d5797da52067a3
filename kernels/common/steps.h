/* A step's parts that touch each number once: noise, move, and the scalars of a trace. Operations and roundings are
   those of Java's StepArithmetic: nothing is contracted but what is written. */
#ifndef MMDFLOW_STEPS_H
#define MMDFLOW_STEPS_H

#include "device.h"
#include "finish.h"
#include "long_sum.h"
#include "normal.h"
#include "philox.h"

/* Where a call's steps stand, integers in memory: the number of steps that were done when one would have left a
   number that is not finite, before that -1; whether the present step would; which of the call's steps it is; and
   the number of the call's first, low and high 32 bits. */
#define PROGRESS_STOPPED 0
#define PROGRESS_INFINITE 1
#define PROGRESS_STEP 2
#define PROGRESS_FIRST 3

/* Numbers of each of a call's steps. */
#define SCHEDULE_STEP_SIZE 0
#define SCHEDULE_MOMENTUM 1
#define SCHEDULE_EVALUATION_NOISE 2
#define SCHEDULE_DIFFUSION 3
#define SCHEDULE 4

INLINE SCALAR scheduled(GLOBAL const SCALAR *schedule, GLOBAL const int *progress, int which) {
  return schedule[progress[PROGRESS_STEP] * SCHEDULE + which];
}

/* The present step of all. */
INLINE word64 step_number(GLOBAL const int *progress) {
  word64 first = (word64)(word32)progress[PROGRESS_FIRST] | (word64)(word32)progress[PROGRESS_FIRST + 1] << 32;
  return first + (word64)progress[PROGRESS_STEP];
}

/* Random words of coordinates 4 group to 4 group + 3 of one particle. */
INLINE void four_words(word64 seed, word32 purpose, word64 step, place particle, int group, word32 *word) {
  struct words w = noise_words(seed, purpose, step, (word64)particle, (word32)group);
  word[0] = w.w0;
  word[1] = w.w1;
  word[2] = w.w2;
  word[3] = w.w3;
}

/* out = x + level u for four coordinates of one particle. */
INLINE void perturb(GLOBAL const SCALAR *x, SCALAR level, word64 seed, word32 purpose, word64 step, place n, int d,
                    GLOBAL SCALAR *out) {
  int groups = (d - 1) / 4 + 1;
  place at = ITEM_OF_ALL;
  if (at < n * groups) {
    place particle = at / groups;
    int group = (int)(at % groups);
    word32 word[4];
    four_words(seed, purpose, step, particle, group, word);
    for (int c = 0; c < 4 && 4 * group + c < d; c++) {
      place i = particle * d + 4 * group + c;
      out[i] = level == 0 ? x[i] : FMA(level, (SCALAR)normal(word[c]), x[i]);
    }
  }
}

INLINE int is_finite(SCALAR x) { return x - x == 0; }

/* Sums of the gradient at particles `first` on, see write_rows. */
struct slots {
  GLOBAL const SUM *sums;
  place count, size, stride;
  FACTOR factor;
  place first;
  GLOBAL const SCALAR *points, *frame;
};

/* velocity = momentum v - step_size gradient, to = x + velocity + diffusion u, for four coordinates of particle
   first + own. What is not finite is reported. Where `keep`, the gradient is kept. */
INLINE void move(const struct slots *s, GLOBAL const SCALAR *x, GLOBAL const SCALAR *v, place own, int group, int d,
                 GLOBAL const SCALAR *schedule, word64 seed, int purpose, int keep, GLOBAL SCALAR *gradient,
                 GLOBAL SCALAR *to, GLOBAL SCALAR *velocity, GLOBAL int *progress) {
  SCALAR step_size = scheduled(schedule, progress, SCHEDULE_STEP_SIZE);
  SCALAR momentum = scheduled(schedule, progress, SCHEDULE_MOMENTUM);
  SCALAR diffusion = scheduled(schedule, progress, SCHEDULE_DIFFUSION);
  GLOBAL const SUM *sums = s->sums + own;
  SUM slopes = slope_total(sums, s->count, s->size, s->stride, d, s->frame);
  word32 word[4];
  if (diffusion != 0) {
    four_words(seed, (word32)purpose, step_number(progress), s->first + own, group, word);
  }
  for (int c = 0; c < 4 && 4 * group + c < d; c++) {
    int k = 4 * group + c;
    place i = (s->first + own) * d + k;
    SUM all = slot_total(sums + k * s->stride, s->count, s->size);
    SCALAR slope = finished(all, slopes, s->factor, s->points[i], k, s->frame);
    SCALAR kept = momentum == 0 ? 0 : momentum * v[i];
    SCALAR moved = FMA(-step_size, slope, kept);
    SCALAR there = x[i] + moved;
    if (diffusion != 0) {
      there = FMA(diffusion, (SCALAR)normal(word[c]), there);
    }
    velocity[i] = moved;
    to[i] = there;
    if (keep) {
      gradient[i] = slope;
    }
    if (!is_finite(moved) || !is_finite(there)) {
      progress[PROGRESS_INFINITE] = 1;
    }
  }
}

/* The item's share of sum_i w_i |g_i|^2 over leaf GROUP_COLUMN of particles. */
INLINE SUM square_share(GLOBAL const SCALAR *gradient, GLOBAL const SCALAR *weights, place n, int d) {
  SUM all = sum_of(0);
  place end = smaller((GROUP_COLUMN + 1) * LEAF, n);
  for (place i = GROUP_COLUMN * LEAF + ITEM; i < end; i += LEAF_ITEMS) {
    SUM squares = sum_of(0);
    for (place k = i * d; k < (i + 1) * d; k++) {
      squares = sum_add(squares, sum_times(sum_of(gradient[k]), (FACTOR)gradient[k]));
    }
    all = sum_add(all, sum_times(squares, (FACTOR)weights[i]));
  }
  return all;
}

#endif
