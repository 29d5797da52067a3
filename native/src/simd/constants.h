/* From a component of a kernel to the constants of its profile. */
#ifndef MMDFLOW_CONSTANTS_H
#define MMDFLOW_CONSTANTS_H

#include <math.h>

#include "../numerics.h"
#include "profiles_simd.h"

/* One component, ready for tiles. Value and gradient of a pair, in the frame's coordinates, are
   value_factor k and slope_factor h (z - s). */
struct profile {
  enum profile_name name;
  bool scaled; /* see struct frame */
  struct constants constants;
  double value_factor;
  double slope_factor;
};

/* Numbers that tiles can multiply without making 0 times infinity. */
static double bounded(double x) {
  double most = MMDFLOW_DOUBLE ? 1e300 : 1e30;
  return x > most ? most : x;
}

static struct profile exponential(enum profile_name name, double rate) {
  struct profile p = {.name = name, .value_factor = 1};
  p.constants.rate = (SCALAR)bounded(rate);
  p.constants.limit = (SCALAR)(LARGEST_EXPONENT / (double)p.constants.rate);
  return p;
}

static struct profile rational(const double *parameters, double square) {
  double power = parameters[2], b = bounded(parameters[1] / square);
  enum profile_name name =
      power == 0.5 ? PROFILE_inverse_root : power == 1 ? PROFILE_inverse : PROFILE_inverse_power;
  struct profile p = {.name = name, .value_factor = 1, .slope_factor = -2 * power * b};
  p.constants.a = (SCALAR)parameters[0];
  p.constants.b = (SCALAR)b;
  p.constants.power = (SCALAR)power;
  return p;
}

static struct profile riesz(double s, double unit) {
  double factor = pow(unit, -s);
  struct profile p = {.name = s == 1 ? PROFILE_energy : PROFILE_riesz,
                      .value_factor = factor,
                      .slope_factor = -s * factor};
  p.constants.power = (SCALAR)(-0.5 * s);
  return p;
}

static struct profile unweighted(const struct component *component, const struct frame *frame) {
  static const double LOG2_E = 1.4426950408889634074;
  double length = component->scale * frame->unit, square = length * length, a;
  struct profile p;
  switch (component->family) {
    case FAMILY_GAUSSIAN:
      p = exponential(PROFILE_gaussian, LOG2_E / 2 / square);
      p.scaled = frame->scaled;
      p.slope_factor = -1 / square;
      return p;
    case FAMILY_LAPLACE:
      p = exponential(PROFILE_laplace, LOG2_E / length);
      p.slope_factor = -1 / length;
      return p;
    case FAMILY_MATERN32:
      a = sqrt(3) / length;
      p = exponential(PROFILE_matern32, LOG2_E * a);
      p.constants.a = (SCALAR)bounded(a);
      p.slope_factor = -a * a;
      return p;
    case FAMILY_MATERN52:
      a = sqrt(5) / length;
      p = exponential(PROFILE_matern52, LOG2_E * a);
      p.constants.a = (SCALAR)bounded(a);
      p.constants.b = (SCALAR)bounded(a * a / 3);
      p.slope_factor = -a * a / 3;
      return p;
    case FAMILY_RATIONAL:
      return rational(component->parameters, square);
    case FAMILY_RIESZ:
      return riesz(component->parameters[0], frame->unit);
    default:
      p = (struct profile){.name = PROFILE_polynomial, .value_factor = 1, .slope_factor = component->parameters[0]};
      p.constants.power = (SCALAR)component->parameters[0];
      p.constants.a = (SCALAR)component->parameters[1];
      return p;
  }
}

/* The component's weight is in both factors. */
static struct profile profile_of(const struct component *component, const struct frame *frame) {
  struct profile p = unweighted(component, frame);
  p.value_factor *= component->weight;
  p.slope_factor *= component->weight;
  return p;
}

#endif
