/* A kernel sum inside: evaluators, their frames and packed sources, and scratch memory. */
#ifndef MMDFLOW_SUM_H
#define MMDFLOW_SUM_H

#include "internal.h"

/* The components of a kernel that share a form, with the frame and the packed sources of the current call. */
struct evaluator {
  struct terms terms;
  struct frame frame;
  struct buffer centre;  /* d doubles */
  struct buffer packed;  /* of all parts, one after the other */
  struct sources *sources; /* by part */
  struct buffer sources_memory;
};

enum { MOST_EVALUATORS = 2 };

struct kernel_sum {
  struct engine *engine;
  const struct numerics *numerics;
  enum precision precision;
  int32_t d;
  int evaluators;
  struct evaluator evaluator[MOST_EVALUATORS];
  struct buffer *room; /* by worker */
  struct buffer bounds;
  struct buffer segments;
  struct buffer partial;
  struct buffer rows;
};

/* Chooses frames for all points that meet, and packs the parts. False where memory fails. */
bool sum_prepare(struct kernel_sum *sum, const struct cloud *at, int parts, const struct part *part);

/* Every worker gets room for tiles and, behind it, for `bytes` more. False where memory fails. */
bool sum_make_room(struct kernel_sum *sum, size_t bytes);

/* frame.c: chooses form and frame of an evaluator for points that will meet. */
bool frame_choose(struct kernel_sum *sum, struct evaluator *evaluator, int clouds,
                  const struct cloud *const *cloud);

/* pack.c: packs parts for an evaluator whose frame is chosen; `weights` of a part may be NULL. */
bool sources_pack(struct kernel_sum *sum, struct evaluator *evaluator, int parts, const struct part *part);

#endif
