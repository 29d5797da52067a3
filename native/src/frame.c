/* Chooses between |z - s|^2 by differences and |z|^2 + |s|^2 - 2 z's, and the frame of the coordinates. */
#include <math.h>
#include <string.h>

#include "sum.h"

enum { ROWS = 8192 };

/* The expanded form errs by some max|x|^2 ulp in the squared distance. That is allowed up to this many
   units of a kernel's own curvature: 16 keep the gradient of a float cloud within 1e-6 of its gross sum. */
static const double WIDEST[2] = {16, 256};

struct scan {
  const struct numerics *numerics;
  int clouds;
  const struct cloud *const *cloud;
  int32_t d;
  const double *centre;
  double *low; /* d low and d high numbers, or one distance, by worker, `stride` apart */
  int64_t stride;
};

/* Rows [first, last) of the cloud in which piece `index` lies. */
static const struct cloud *piece(const struct scan *scan, int64_t index, int64_t *first, int64_t *last) {
  int c = 0;
  for (int64_t pieces; index >= (pieces = (scan->cloud[c]->n + ROWS - 1) / ROWS); c++) {
    index -= pieces;
  }
  *first = index * ROWS;
  *last = smaller(*first + ROWS, scan->cloud[c]->n);
  return scan->cloud[c];
}

static void widen(void *context, int64_t index, int worker) {
  const struct scan *scan = context;
  int64_t first, last;
  const struct cloud *cloud = piece(scan, index, &first, &last);
  double *low = scan->low + worker * scan->stride;
  scan->numerics->widen(cloud->data, first, last, scan->d, low, low + scan->d);
}

static void farthest(void *context, int64_t index, int worker) {
  const struct scan *scan = context;
  int64_t first, last;
  const struct cloud *cloud = piece(scan, index, &first, &last);
  double distance = scan->numerics->farthest(cloud->data, first, last, scan->d, scan->centre);
  double *largest = scan->low + worker * scan->stride;
  if (!(distance <= *largest)) { /* NaN stays */
    *largest = distance;
  }
}

/* By how much k changes, relative to k(0), as r^2 grows by 1: |k'(0) / k(0)|. */
static double sensitivity(const struct component *c) {
  double square = c->scale * c->scale;
  switch (c->family) {
    case FAMILY_GAUSSIAN:
      return 0.5 / square;
    case FAMILY_MATERN32:
      return 1.5 / square;
    case FAMILY_MATERN52:
      return 5.0 / 6 / square;
    case FAMILY_RATIONAL:
      return c->parameters[2] * c->parameters[1] / c->parameters[0] / square;
    default:
      return INFINITY; /* singular at 0 */
  }
}

static double steepest(const struct terms *terms) {
  double largest = 0;
  for (int i = 0; i < terms->count; i++) {
    largest = fmax(largest, sensitivity(&terms->component[i]));
  }
  return largest;
}

/* The power of two that brings `distance` near 1; 1 where that says nothing. */
static double unit_for(double distance, enum precision precision) {
  if (!(distance > 0) || !isfinite(distance)) {
    return 1;
  }
  int exponent, most = precision == PRECISION_FLOAT ? 120 : 1000;
  frexp(distance, &exponent);
  return ldexp(1, -(exponent < -most ? -most : exponent > most ? most : exponent));
}

bool frame_choose(struct kernel_sum *sum, struct evaluator *evaluator, int clouds,
                  const struct cloud *const *cloud) {
  int32_t d = sum->d;
  struct frame *frame = &evaluator->frame;
  *frame = (struct frame){d, FORM_INNER, 1, evaluator->centre.data, INFINITY};
  memset(evaluator->centre.data, 0, (size_t)d * sizeof(double));
  if (evaluator->terms.component[0].family == FAMILY_POLYNOMIAL) {
    return true;
  }

  struct team *team = sum->engine->team;
  int workers = team_threads(team);
  /* Workers do not share a cache line. */
  int64_t stride = (2 * (int64_t)d + 15) / 8 * 8;
  if (!buffer_fit(&sum->bounds, (size_t)(workers * stride) * sizeof(double))) {
    return false;
  }
  double *low = sum->bounds.data;
  struct scan scan = {sum->numerics, clouds, cloud, d, evaluator->centre.data, low, stride};
  int64_t pieces = 0;
  for (int c = 0; c < clouds; c++) {
    pieces += (cloud[c]->n + ROWS - 1) / ROWS;
  }
  for (int w = 0; w < workers; w++) {
    for (int32_t k = 0; k < d; k++) {
      low[w * stride + k] = INFINITY;
      low[w * stride + d + k] = -INFINITY;
    }
  }
  team_run(team, pieces, widen, &scan);
  double square = 0, *centre = evaluator->centre.data;
  for (int32_t k = 0; k < d; k++) {
    double least = INFINITY, most = -INFINITY;
    for (int w = 0; w < workers; w++) {
      least = fmin(least, low[w * stride + k]);
      most = fmax(most, low[w * stride + d + k]);
    }
    square += (most - least) * (most - least);
    centre[k] = least + 0.5 * (most - least);
  }
  frame->form = FORM_DIRECT;
  frame->unit = unit_for(sqrt(square), sum->precision);
  frame->largest_distance = sqrt(square) * frame->unit;

  double steepness = steepest(&evaluator->terms);
  if (d > 2 && isfinite(steepness) && isfinite(square)) {
    for (int w = 0; w < workers; w++) {
      low[w * stride] = 0;
    }
    team_run(team, pieces, farthest, &scan);
    double largest = 0;
    for (int w = 0; w < workers; w++) {
      largest = low[w * stride] <= largest ? largest : low[w * stride];
    }
    if (largest * steepness <= WIDEST[sum->precision]) {
      frame->form = FORM_EXPANDED;
    }
  }
  if (frame->form == FORM_DIRECT) {
    memset(centre, 0, (size_t)d * sizeof(double));
  }
  return true;
}
