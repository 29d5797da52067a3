/* What every tile does with a pair, and where its particles and sources lie. An includer says

     MMDFLOW_DOUBLE, MMDFLOW_LANES, MMDFLOW_SUM_DOUBLE   see dialect.h and long_sum.h
     MMDFLOW_ROWS      vectors of particles an item holds
     MMDFLOW_PROFILE   PROFILE_gaussian, ...: the only component; nothing where there are several
     MMDFLOW_RADIAL    1 where a component depends on |z - s|^2
     MMDFLOW_INNER     1 where a component, a polynomial, depends on z's
     MMDFLOW_SUMS_SHARED 1 where local memory holds an item's sums across leaves
     MMDFLOW_SHARED    1 where a group copies sources to its local memory first */
#ifndef MMDFLOW_PAIRS_H
#define MMDFLOW_PAIRS_H

#ifndef MMDFLOW_SUMS_SHARED
#define MMDFLOW_SUMS_SHARED 0
#endif

#define MOST_AT_ONCE MMDFLOW_ROWS
#include "device.h"
#include "evaluate.h"
#include "long_sum.h"

/* Where an item's own sums are; four numbers at once to and from local memory, where sources go in fours; how many
   sources are unrolled together. */
#if MMDFLOW_SUMS_SHARED
#define OWN LOCAL
#else
#define OWN
#endif
#if MMDFLOW_CUDA && !MMDFLOW_DOUBLE
#define COPY_FOUR(to, i, from, j) ((float4 *)(to))[i] = ((const float4 *)(from))[j]
#define LOAD_FOUR(to, from)                \
  {                                        \
    float4 four = *(const float4 *)(from); \
    (to)[0] = four.x;                      \
    (to)[1] = four.y;                      \
    (to)[2] = four.z;                      \
    (to)[3] = four.w;                      \
  }
#define SOME_TOGETHER _Pragma("unroll 4")
#else
#define COPY_FOUR(to, i, from, j) EACH(word, 4)(to)[4 * (i) + word] = (from)[4 * (j) + word]
#define LOAD_FOUR(to, from) EACH(word, 4)(to)[word] = (from)[word]
#define SOME_TOGETHER
#endif

/* For loops that run once a launch: unrolled they would take longer to compile than to run. */
#define ONE_BY_ONE _Pragma("unroll 1")

#define ROWS MMDFLOW_ROWS
#define LANES MMDFLOW_LANES

/* Sources that go through local memory together; no more are added one by one, since roundings may all go the
   same way. */
#define PIECE (LEAF / 4)

/* A component in memory: which profile, its constants, and what value and slope are multiplied by. */
#define COMPONENT 8

INLINE struct constants constants_of(GLOBAL const SCALAR *component) {
  struct constants c;
  c.rate = component[1];
  c.limit = component[2];
  c.a = component[3];
  c.b = component[4];
  c.power = component[5];
  return c;
}

/* Values and slopes of n pairs, of |z - s|^2 `square` and of z's `inner`. A single component's factors are left
   to the end. */
INLINE void evaluate_pairs(const int n, const struct constants *c, GLOBAL const SCALAR *components, int count,
                           const real *square, const real *inner, real *value, real *slope, real *inner_slope) {
#ifdef MMDFLOW_PROFILE
#if MMDFLOW_RADIAL
  evaluate(MMDFLOW_PROFILE, n, 0, c, square, value, slope);
#else
  evaluate(MMDFLOW_PROFILE, n, 0, c, inner, value, inner_slope);
#endif
#else
  EACH(i, n) value[i] = slope[i] = inner_slope[i] = SPREAD(0);
  for (int t = 0; t < count; t++) {
    GLOBAL const SCALAR *component = components + t * COMPONENT;
    struct constants own = constants_of(component);
    enum profile_name name = (enum profile_name)(int)component[0];
    SCALAR value_factor = component[6], slope_factor = component[7];
    real k[MOST_AT_ONCE], h[MOST_AT_ONCE];
#if MMDFLOW_INNER
    if (name == PROFILE_polynomial) {
      evaluate(PROFILE_polynomial, n, 0, &own, inner, k, h);
      EACH(i, n) inner_slope[i] = inner_slope[i] + h[i] * SPREAD(slope_factor);
    } else
#endif
    {
      evaluate(name, n, 0, &own, square, k, h);
      EACH(i, n) slope[i] = slope[i] + h[i] * SPREAD(slope_factor);
    }
    EACH(i, n) value[i] = value[i] + k[i] * SPREAD(value_factor);
  }
#endif
}

/* The number of the particle in one lane of one of an item's rows, counted from the group's first. Neighbours
   in memory belong to neighbours among items. */
INLINE place particle(int row, int lane) {
  return ((GROUP_COLUMN * ROWS + row) * ITEMS + ITEM) * LANES + lane;
}

/* Coordinate k of particles first to last-1 in R^d; the last particle fills up. */
INLINE real load_coordinate(GLOBAL const SCALAR *points, place first, place last, int d, int k, int row) {
#if MMDFLOW_LANES == 1
  return points[smaller(first + particle(row, 0), last - 1) * d + k];
#else
  SCALAR lanes[LANES];
  ONE_BY_ONE for (int lane = 0; lane < LANES; lane++) {
    lanes[lane] = points[smaller(first + particle(row, lane), last - 1) * d + k];
  }
  return MMDFLOW_JOIN(vload, MMDFLOW_LANES)(0, lanes);
#endif
}

/* Sums of particles first to last-1 from and to memory. */
INLINE sum load_sum(GLOBAL const SUM *from, place count, int row) {
#if MMDFLOW_LANES == 1
  SUM s = from[smaller(particle(row, 0), count - 1)];
#if MMDFLOW_SUM_DOUBLE
  return s;
#else
  sum one;
  one.high = s.high;
  one.low = s.low;
  return one;
#endif
#else
  sum all;
  ONE_BY_ONE for (int lane = 0; lane < LANES; lane++) {
    SUM s = from[smaller(particle(row, lane), count - 1)];
#if MMDFLOW_SUM_DOUBLE
    ((double *)&all)[lane] = s;
#else
    ((float *)&all.high)[lane] = s.high;
    ((float *)&all.low)[lane] = s.low;
#endif
  }
  return all;
#endif
}

INLINE void store_sum(GLOBAL SUM *to, place count, int row, sum s) {
  ONE_BY_ONE for (int lane = 0; lane < LANES; lane++) {
    place i = particle(row, lane);
    if (i < count) {
#if MMDFLOW_SUM_DOUBLE
      to[i] = ((const double *)&s)[lane];
#else
      to[i].high = ((const float *)&s.high)[lane];
      to[i].low = ((const float *)&s.low)[lane];
#endif
    }
  }
}

/* Leaves of run `run` of `runs` that leaves [first, last) are cut into. */
INLINE place run_start(place first, place last, place run, place runs) {
  return first + (last - first) * run / runs;
}

/* 0 in the lanes whose particle is source number `source`. */
INLINE real without_itself(real value, place source, place first, int row) {
#if MMDFLOW_LANES == 1
  return first + particle(row, 0) == source ? 0 : value;
#else
  real kept = value;
  place lane = source - first - particle(row, 0);
  if (lane >= 0 && lane < LANES) {
    ((SCALAR *)&kept)[lane] = 0;
  }
  return kept;
#endif
}

#endif
