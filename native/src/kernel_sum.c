/* What a kernel sum owns, and what it prepares before each call. */
#include <stdlib.h>

#include "sum.h"

struct kernel_sum *sum_make(struct engine *engine, int count, const struct component *components, int32_t d,
                            enum precision precision) {
  struct kernel_sum *sum = count <= MOST_COMPONENTS ? calloc(1, sizeof *sum) : NULL;
  if (sum == NULL) {
    return NULL;
  }
  sum->engine = engine;
  sum->numerics = engine_numerics(engine, precision);
  sum->precision = precision;
  sum->d = d;
  for (int polynomial = 0; polynomial < 2; polynomial++) {
    struct evaluator *evaluator = &sum->evaluator[sum->evaluators];
    for (int i = 0; i < count; i++) {
      if ((components[i].family == FAMILY_POLYNOMIAL) == polynomial) {
        evaluator->terms.component[evaluator->terms.count++] = components[i];
      }
    }
    if (evaluator->terms.count > 0) {
      sum->evaluators++;
      if (!buffer_fit(&evaluator->centre, (size_t)d * sizeof(double))) {
        sum_free(sum);
        return NULL;
      }
    }
  }
  sum->room = calloc((size_t)team_threads(engine->team), sizeof *sum->room);
  if (sum->room == NULL) {
    sum_free(sum);
    return NULL;
  }
  return sum;
}

void sum_free(struct kernel_sum *sum) {
  for (int e = 0; e < MOST_EVALUATORS; e++) {
    buffer_free(&sum->evaluator[e].centre);
    buffer_free(&sum->evaluator[e].packed);
    buffer_free(&sum->evaluator[e].sources_memory);
  }
  for (int w = 0; sum->room != NULL && w < team_threads(sum->engine->team); w++) {
    buffer_free(&sum->room[w]);
  }
  free(sum->room);
  buffer_free(&sum->bounds);
  buffer_free(&sum->segments);
  buffer_free(&sum->partial);
  buffer_free(&sum->rows);
  free(sum);
}

bool sum_prepare(struct kernel_sum *sum, const struct cloud *at, int parts, const struct part *part) {
  const struct cloud **clouds = malloc((size_t)(parts + 1) * sizeof *clouds);
  if (clouds == NULL) {
    return false;
  }
  clouds[0] = at;
  for (int p = 0; p < parts; p++) {
    clouds[p + 1] = part[p].points;
  }
  bool done = true;
  for (int e = 0; e < sum->evaluators && done; e++) {
    done = frame_choose(sum, &sum->evaluator[e], parts + 1, clouds) &&
           sources_pack(sum, &sum->evaluator[e], parts, part);
  }
  free(clouds);
  return done;
}

bool sum_make_room(struct kernel_sum *sum, size_t bytes) {
  size_t most = 0;
  for (int e = 0; e < sum->evaluators; e++) {
    size_t need = sum->numerics->room_bytes(&sum->evaluator[e].frame);
    most = need > most ? need : most;
  }
  most = (most + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  for (int w = 0; w < team_threads(sum->engine->team); w++) {
    if (!buffer_fit(&sum->room[w], most + bytes)) {
      return false;
    }
  }
  return true;
}
