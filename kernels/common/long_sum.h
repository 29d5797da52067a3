/* Sums across leaves: in double, or where a device has none in pairs of floats, whose rounding errors are kept
   (Knuth's two-sum). `sum` is as wide as `real`; SUM is one of its numbers, as memory holds it.

   MMDFLOW_SUM_DOUBLE says which. */
#ifndef MMDFLOW_LONG_SUM_H
#define MMDFLOW_LONG_SUM_H

#include "dialect.h"

#if MMDFLOW_SUM_DOUBLE

typedef double SUM;
typedef double FACTOR;
#if defined(__OPENCL_VERSION__)
typedef MMDFLOW_VECTOR(double) sum;
#define WIDENED(x) MMDFLOW_VECTOR(convert_double)(x)
#else
typedef double sum;
#define WIDENED(x) ((double)(x))
#endif
INLINE sum no_sum() { return (sum)(0); }
INLINE sum sum_of(real x) { return WIDENED(x); }
INLINE sum sum_plus(sum s, real x) { return s + WIDENED(x); }
INLINE sum sum_both(sum s, sum t) { return s + t; }
INLINE sum sum_by(sum s, real c) { return s * WIDENED(c); }
INLINE SUM sum_add(SUM s, SUM t) { return s + t; }
INLINE SUM sum_times(SUM s, FACTOR c) { return s * c; }
INLINE SCALAR sum_rounded(SUM s) { return (SCALAR)s; }

#else

typedef float FACTOR;
typedef struct {
  real high, low;
} sum;
#if MMDFLOW_LANES == 1
typedef sum SUM;
#else
typedef struct {
  float high, low;
} SUM;
#endif
INLINE sum no_sum() {
  sum s;
  s.high = SPREAD(0);
  s.low = SPREAD(0);
  return s;
}
INLINE sum sum_plus(sum s, real x) {
  sum t;
  t.high = s.high + x;
  real back = t.high - s.high;
  t.low = s.low + ((s.high - (t.high - back)) + (x - back));
  return t;
}
INLINE sum sum_of(real x) { return sum_plus(no_sum(), x); }
INLINE sum sum_both(sum s, sum t) {
  sum r;
  r.high = s.high + t.high;
  real back = r.high - s.high;
  r.low = s.low + t.low + ((s.high - (r.high - back)) + (t.high - back));
  return r;
}
INLINE sum sum_by(sum s, real c) {
  sum r;
  r.high = s.high * c;
  r.low = s.low * c + FMA(s.high, c, -r.high);
  return r;
}
INLINE SUM sum_add(SUM s, SUM t) {
  SUM r;
  r.high = s.high + t.high;
  float back = r.high - s.high;
  r.low = s.low + t.low + ((s.high - (r.high - back)) + (t.high - back));
  return r;
}
INLINE SUM sum_times(SUM s, FACTOR c) {
  SUM r;
  r.high = s.high * c;
  r.low = s.low * c + FMA(s.high, c, -r.high);
  return r;
}
INLINE SCALAR sum_rounded(SUM s) { return s.high + s.low; }

#endif

#endif
