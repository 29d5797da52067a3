/* What the parts of the library know of each other. */
#ifndef MMDFLOW_INTERNAL_H
#define MMDFLOW_INTERNAL_H

#include "engine.h"
#include "memory.h"
#include "step_kernel.h"
#include "subset_kernel.h"
#include "team.h"

struct engine {
  const struct instruction_set *set;
  struct team *team;
};

static inline size_t real_bytes(enum precision precision) { return precision == PRECISION_FLOAT ? 4 : 8; }

static inline int64_t leaves_of(int64_t m) { return (m + LEAF - 1) / LEAF; }

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/* cloud.c: rows first to first+rows-1 of the cloud from one column of `rows` numbers after the other. */
void cloud_write_columns(struct cloud *cloud, int64_t first, const double *column, int64_t rows);

/* isa.c: the best that this machine runs where `name` is NULL; NULL where it does not run `name`. */
const struct instruction_set *instruction_set_named(const char *name);

#endif
