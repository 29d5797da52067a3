/* What an engine must find: loops over pairs in double, written apart from the engine's formulas. */
#ifndef MMDFLOW_ORACLE_H
#define MMDFLOW_ORACLE_H

#include "../src/engine.h"

/* k(x, y) and adds weight * grad_1 k to gradient (d), its absolute values to gross (d). */
double oracle_pair(const struct component *components, int count, int d, const double *x, const double *y,
                   double weight, double *gradient, double *gross);

/* Reproducible numbers: uniform in (0, 1), and normal. */
double oracle_uniform(uint64_t *state);
double oracle_normal(uint64_t *state);

/* n points of R^d from N(0, I). */
struct cloud *oracle_normals(struct engine *engine, enum precision p, int n, int d, uint64_t *seed);

#endif
