/* Chooses between |z - s|^2 by differences and |z|^2 + |s|^2 - 2 z's, and the frame of the coordinates. */
#include <math.h>
#include <string.h>

#include "sum.h"

enum { ROWS = 8192 };

/* The expanded form errs by an ulp of |x|^2 in the squared distance and by an ulp of |x| in the force of a
   particle on itself, against forces of others that fall with the squared distance: allowed while the mean of
   |x|^2 is at most this many units of the kernel's own curvature. */
static const double WIDEST[2] = {2.5, 5};

/* The squared diagonal of all points in the same units: a few strays far out must not lose the digits of the
   force between them. */
static const double LONGEST[2] = {256, 1 << 20};

/* Where 2^-x leaves the normal numbers, less a little. */
static const double FARTHEST[2] = {125, 1021};

/* Few sources drown in a particle's force on itself, and are soon summed anyway. */
enum { FEWEST = 64 };

struct scan {
  const struct numerics *numerics;
  int clouds;
  const struct cloud *const *cloud;
  int32_t d;
  const double *centre;
  double *found; /* by piece: low, high and sum, d each; or a moment */
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

static void find_extent(void *context, int64_t index, int worker) {
  (void)worker;
  const struct scan *scan = context;
  int64_t first, last, d = scan->d;
  const struct cloud *cloud = piece(scan, index, &first, &last);
  double *low = scan->found + index * 3 * d;
  scan->numerics->extent(cloud->data, first, last, scan->d, low, low + d, low + 2 * d);
}

static void find_moment(void *context, int64_t index, int worker) {
  (void)worker;
  const struct scan *scan = context;
  int64_t first, last;
  const struct cloud *cloud = piece(scan, index, &first, &last);
  scan->found[index] = scan->numerics->moment(cloud->data, first, last, scan->d, scan->centre);
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

/* The squared diagonal of the box of all points, and their mean, rounded to what tiles hold. Pieces are added
   in order. */
static double combine(const double *found, int64_t pieces, int64_t d, int64_t points, enum precision precision,
                      double *mean) {
  double square = 0;
  for (int64_t k = 0; k < d; k++) {
    double low = INFINITY, high = -INFINITY, sum = 0;
    for (int64_t i = 0; i < pieces; i++) {
      const double *piece = found + i * 3 * d + k;
      low = fmin(low, piece[0]);
      high = fmax(high, piece[d]);
      sum += piece[2 * d];
    }
    square += (high - low) * (high - low);
    mean[k] = precision == PRECISION_FLOAT ? (float)(sum / (double)points) : sum / (double)points;
  }
  return square;
}

static bool is_narrow(const struct kernel_sum *sum, const struct evaluator *evaluator, const struct scan *scan,
                      int64_t pieces, int64_t points, double square) {
  double steepness = steepest(&evaluator->terms), moment = 0;
  if (!(square > 0 && square * steepness <= LONGEST[sum->precision])) { /* NaN and infinity are not narrow */
    return false;
  }
  team_run(sum->engine->team, pieces, find_moment, (void *)scan);
  for (int64_t i = 0; i < pieces; i++) {
    moment += scan->found[i];
  }
  return moment / (double)points * steepness <= WIDEST[sum->precision];
}

/* c of a single Gaussian 2^(-c r^2); infinite for other kernels. */
static double gaussian_rate(const struct terms *terms) {
  const struct component *c = &terms->component[0];
  return terms->count == 1 && c->family == FAMILY_GAUSSIAN ? 0.72134752044448170368 / (c->scale * c->scale) : INFINITY;
}

bool frame_choose(struct kernel_sum *sum, struct evaluator *evaluator, int clouds,
                  const struct cloud *const *cloud) {
  int32_t d = sum->d;
  struct frame *frame = &evaluator->frame;
  *frame = (struct frame){d, FORM_INNER, false, 1, evaluator->centre.data, INFINITY};
  memset(evaluator->centre.data, 0, (size_t)d * sizeof(double));
  if (evaluator->terms.component[0].family == FAMILY_POLYNOMIAL) {
    return true;
  }

  int64_t pieces = 0, points = 0;
  for (int c = 0; c < clouds; c++) {
    pieces += (cloud[c]->n + ROWS - 1) / ROWS;
    points += cloud[c]->n;
  }
  if (!buffer_fit(&sum->bounds, (size_t)(pieces * 3 * d) * sizeof(double))) {
    return false;
  }
  double *centre = evaluator->centre.data;
  struct scan scan = {sum->numerics, clouds, cloud, d, centre, sum->bounds.data};
  team_run(sum->engine->team, pieces, find_extent, &scan);
  double square = combine(scan.found, pieces, d, points, sum->precision, centre);
  bool narrow =
      points - cloud[0]->n >= FEWEST && is_narrow(sum, evaluator, &scan, pieces, points, square);
  frame->form = narrow && d > 2 ? FORM_EXPANDED : FORM_DIRECT;
  frame->unit = unit_for(sqrt(square), sum->precision);
  double rate = gaussian_rate(&evaluator->terms);
  if (narrow && rate * square < FARTHEST[sum->precision]) {
    frame->scaled = true;
    frame->unit = sqrt(rate);
  }
  frame->largest_distance = sqrt(square) * frame->unit;
  if (frame->form == FORM_DIRECT && !frame->scaled) {
    memset(centre, 0, (size_t)d * sizeof(double));
  }
  return true;
}
