#include <stdlib.h>

#include "internal.h"

struct engine *engine_open(const char *instruction_set, int threads) {
  const struct instruction_set *set = instruction_set_named(instruction_set);
  struct engine *engine = set != NULL ? malloc(sizeof *engine) : NULL;
  if (engine == NULL) {
    return NULL;
  }
  engine->set = set;
  engine->team = team_open(threads);
  if (engine->team == NULL) {
    free(engine);
    return NULL;
  }
  return engine;
}

void engine_close(struct engine *engine) {
  team_close(engine->team);
  free(engine);
}

const char *engine_instruction_set(const struct engine *engine) { return engine->set->name; }

const struct numerics *engine_numerics(const struct engine *engine, enum precision precision) {
  return engine->set->numerics[precision];
}

void engine_perturb(const struct engine *engine, float *x, int d, double level, uint64_t seed, int purpose,
                    int64_t step, int64_t particle) {
  engine->set->step[PRECISION_FLOAT]->perturb(x, level, seed, purpose, step, particle, particle + 1, d, x);
}
