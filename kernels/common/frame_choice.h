/* Whether |z|^2 + |s|^2 - 2 z's may stand for |z - s|^2, and about which point. That form needs half the
   operations; it errs by an ulp of |x|^2 in the squared distance and by an ulp of |x| in the force of a particle on
   itself, against forces of others that fall with the squared distance. So it is taken where the mean of |x|^2 is
   small in units of the kernel's own curvature, and no stray is far out. */
#ifndef MMDFLOW_FRAME_CHOICE_H
#define MMDFLOW_FRAME_CHOICE_H

#include "device.h"
#include "frame.h"
#include "long_sum.h"

/* Items of the only group that chooses. */
#define FRAME_ITEMS 64

/* Points that an item bounds: few, since it goes through them one after the other. */
#define BOUNDED 32

/* What rounding may take off a mean of squares, relative to it. */
#if MMDFLOW_SUM_DOUBLE
#define FRAME_SLACK ((FACTOR)1e-14)
#else
#define FRAME_SLACK ((FACTOR)1e-6)
#endif

/* Of each BOUNDED points and each coordinate: the lowest and highest number (`bounds`), the sum and the sum of
   squares (`moments`), behind `before` of them. */
INLINE void bound_some(GLOBAL const SCALAR *points, place n, int d, place before, GLOBAL SCALAR *bounds,
                       GLOBAL SUM *moments) {
  place some = ITEM_OF_ALL / d;
  int k = (int)(ITEM_OF_ALL % d);
  if (some * BOUNDED < n) {
    SCALAR low = points[some * BOUNDED * d + k], high = low;
    SUM all = sum_of(0), squares = sum_of(0);
    for (place i = some * BOUNDED; i < some * BOUNDED + BOUNDED && i < n; i++) {
      SCALAR x = points[i * d + k];
      low = x < low ? x : low;
      high = x > high ? x : high;
      all = sum_plus(all, x);
      squares = sum_add(squares, sum_times(sum_of(x), (FACTOR)x));
    }
    place to = ((before + some) * d + k) * 2;
    bounds[to] = low;
    bounds[to + 1] = high;
    moments[to] = all;
    moments[to + 1] = squares;
  }
}

/* What one item of choose_frame found of a coordinate. */
struct extent {
  SCALAR low, high;
  SUM all, squares;
};

INLINE void widen(struct extent *e, SCALAR low, SCALAR high, SUM all, SUM squares) {
  e->low = low < e->low ? low : e->low;
  e->high = high > e->high ? high : e->high;
  e->all = sum_add(e->all, all);
  e->squares = sum_add(e->squares, squares);
}

/* Of coordinate k, bounds ITEM, ITEM + FRAME_ITEMS, ... of `count`. */
INLINE struct extent own_extent(GLOBAL const SCALAR *bounds, GLOBAL const SUM *moments, place count, int d, int k) {
  place first = smaller(ITEM, count - 1);
  struct extent e;
  e.low = bounds[(first * d + k) * 2];
  e.high = bounds[(first * d + k) * 2 + 1];
  e.all = sum_of(0);
  e.squares = sum_of(0);
  for (place some = ITEM; some < count; some += FRAME_ITEMS) {
    place at = (some * d + k) * 2;
    widen(&e, bounds[at], bounds[at + 1], moments[at], moments[at + 1]);
  }
  return e;
}

/* Puts the centre into the frame, adds to the squared diagonal of the box and to the mean of squares about the
   centre. */
INLINE void centre_axis(const struct extent *e, int k, FACTOR inverse_points, GLOBAL SCALAR *frame, FACTOR *square,
                        FACTOR *moment) {
  SUM mean = sum_times(e->all, inverse_points), squares = sum_times(e->squares, inverse_points);
  SCALAR centre = sum_rounded(mean);
  SUM about = sum_add(squares, sum_add(sum_times(mean, -2 * (FACTOR)centre),
                                       sum_times(sum_of(centre), (FACTOR)centre)));
  frame[FRAME_CENTRE + k] = centre;
  FACTOR wide = (FACTOR)e->high - (FACTOR)e->low;
  *square += wide * wide;
  *moment += (FACTOR)sum_rounded(about) + FRAME_SLACK * (FACTOR)sum_rounded(squares);
}

/* Each comparison is false for what is not a number. */
INLINE int is_narrow(FACTOR square, FACTOR moment, FACTOR longest, FACTOR widest) {
  return square > 0 && square <= longest && moment <= widest;
}

#endif
