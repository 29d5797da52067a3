/* Packs sources, leaf by leaf, by all threads. */
#include <stdatomic.h>
#include <string.h>

#include "sum.h"

enum { LEAVES_A_PIECE = 16 };

struct packing {
  const struct kernel_sum *sum;
  const struct evaluator *evaluator;
  const struct part *part;
  atomic_bool *unequal; /* by part */
};

/* The part in which piece `index` lies, and its leaves [first, last). */
static int piece(const struct packing *packing, int64_t index, int64_t *first, int64_t *last) {
  int p = 0;
  for (int64_t pieces, leaves;; p++) {
    leaves = leaves_of(packing->part[p].points->n);
    pieces = (leaves + LEAVES_A_PIECE - 1) / LEAVES_A_PIECE;
    if (index < pieces) {
      *first = index * LEAVES_A_PIECE;
      *last = smaller(*first + LEAVES_A_PIECE, leaves);
      return p;
    }
    index -= pieces;
  }
}

static void compare(void *context, int64_t index, int worker) {
  (void)worker;
  const struct packing *packing = context;
  int64_t first, last;
  int p = piece(packing, index, &first, &last);
  const struct cloud *weights = packing->part[p].weights;
  if (weights != NULL &&
      !packing->sum->numerics->all_equal(weights->data, first * LEAF, smaller(last * LEAF, weights->n))) {
    atomic_store_explicit(&packing->unequal[p], true, memory_order_relaxed);
  }
}

static void pack(void *context, int64_t index, int worker) {
  (void)worker;
  const struct packing *packing = context;
  int64_t first, last;
  int p = piece(packing, index, &first, &last);
  const struct part *part = &packing->part[p];
  packing->sum->numerics->pack(&packing->evaluator->frame, &packing->evaluator->sources[p], part->points->data,
                               part->weights != NULL ? part->weights->data : NULL, first, last);
}

static double first_number(const struct cloud *cloud) {
  return cloud->precision == PRECISION_FLOAT ? *(const float *)cloud->data : *(const double *)cloud->data;
}

bool sources_pack(struct kernel_sum *sum, struct evaluator *evaluator, int parts, const struct part *part) {
  const struct numerics *numerics = sum->numerics;
  size_t bytes = 0;
  int64_t pieces = 0;
  for (int p = 0; p < parts; p++) {
    bytes += numerics->packed_bytes(&evaluator->frame, part[p].points->n);
    pieces += (leaves_of(part[p].points->n) + LEAVES_A_PIECE - 1) / LEAVES_A_PIECE;
  }
  size_t records = (size_t)parts * (sizeof(struct sources) + sizeof(atomic_bool));
  if (!buffer_fit(&evaluator->packed, bytes) || !buffer_fit(&evaluator->sources_memory, records)) {
    return false;
  }
  evaluator->sources = evaluator->sources_memory.data;
  atomic_bool *unequal = (atomic_bool *)(evaluator->sources + parts);
  char *data = evaluator->packed.data;
  for (int p = 0; p < parts; p++) {
    double weight = part[p].weights != NULL ? first_number(part[p].weights) : 1;
    evaluator->sources[p] = (struct sources){part[p].points->n, true, weight, data};
    data += numerics->packed_bytes(&evaluator->frame, part[p].points->n);
    atomic_init(&unequal[p], false);
  }
  struct packing packing = {sum, evaluator, part, unequal};
  team_run(sum->engine->team, pieces, compare, &packing);
  for (int p = 0; p < parts; p++) {
    evaluator->sources[p].equal_weights = !atomic_load_explicit(&unequal[p], memory_order_relaxed);
  }
  team_run(sum->engine->team, pieces, pack, &packing);
  return true;
}
