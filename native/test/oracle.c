#include "oracle.h"

#include <math.h>

/* The value of one component at squared distance r2, and the factor of (x - y) in its gradient. */
static double radial(const struct component *c, double r2, double *factor) {
  double l = c->scale, r = sqrt(r2), q = r2 / (l * l), a, k;
  switch (c->family) {
    case FAMILY_GAUSSIAN:
      k = exp(-0.5 * q);
      *factor = -k / (l * l);
      return k;
    case FAMILY_LAPLACE:
      k = exp(-r / l);
      *factor = r > 0 ? -k / (l * r) : 0;
      return k;
    case FAMILY_MATERN32:
      a = sqrt(3) / l;
      *factor = -a * a * exp(-a * r);
      return (1 + a * r) * exp(-a * r);
    case FAMILY_MATERN52:
      a = sqrt(5) / l;
      *factor = -a * a / 3 * (1 + a * r) * exp(-a * r);
      return (1 + a * r + a * a * r2 / 3) * exp(-a * r);
    case FAMILY_RATIONAL:
      k = pow(c->parameters[0] + c->parameters[1] * q, -c->parameters[2]);
      *factor = -2 * c->parameters[2] * c->parameters[1] * k / (c->parameters[0] + c->parameters[1] * q) / (l * l);
      return k;
    default: /* Riesz */
      k = -pow(r, c->parameters[0]);
      *factor = r > 0 ? c->parameters[0] * k / r2 : 0;
      return k;
  }
}

double oracle_pair(const struct component *components, int count, int d, const double *x, const double *y,
                   double weight, double *gradient, double *gross) {
  double value = 0, r2 = 0, inner = 0;
  for (int k = 0; k < d; k++) {
    r2 += (x[k] - y[k]) * (x[k] - y[k]);
    inner += x[k] * y[k];
  }
  for (int i = 0; i < count; i++) {
    const struct component *c = &components[i];
    double factor, base = inner + c->parameters[1];
    bool polynomial = c->family == FAMILY_POLYNOMIAL;
    if (polynomial) {
      value += c->weight * pow(base, c->parameters[0]);
      factor = c->parameters[0] * pow(base, c->parameters[0] - 1);
    } else {
      value += c->weight * radial(c, r2, &factor);
    }
    for (int k = 0; k < d && gradient; k++) {
      double g = weight * c->weight * factor * (polynomial ? y[k] : x[k] - y[k]);
      gradient[k] += g;
      gross[k] += fabs(g);
    }
  }
  return value;
}

double oracle_uniform(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

double oracle_normal(uint64_t *state) {
  double radius = sqrt(-2 * log(oracle_uniform(state)));
  return radius * cos(6.283185307179586 * oracle_uniform(state));
}

struct cloud *oracle_normals(struct engine *engine, enum precision p, int n, int d, uint64_t *seed) {
  struct cloud *cloud = cloud_make(engine, n, d, p);
  for (int64_t i = 0; i < (int64_t)n * d; i++) {
    double x = oracle_normal(seed);
    cloud_write(cloud, i, &x, 1);
  }
  return cloud;
}
