/* The Gram block: columns are the particles of the tiles, rows their sources, so that a row is written in
   whole vectors. */
#include "sum.h"

enum { COLUMNS_A_PIECE = 512, LEAVES_A_PIECE = 4 };

struct block {
  struct kernel_sum *sum;
  const struct cloud *columns;
  int64_t leaves;
  int64_t strips; /* of leaves */
  int64_t width;
  struct cloud *out;
};

static void fill(void *context, int64_t index, int worker) {
  const struct block *block = context;
  const struct kernel_sum *sum = block->sum;
  int64_t leaf = index % block->strips * LEAVES_A_PIECE, column = index / block->strips * block->width;
  int64_t last = smaller(column + block->width, block->columns->n);
  for (int e = 0; e < sum->evaluators; e++) {
    const struct evaluator *evaluator = &sum->evaluator[e];
    sum->numerics->gram(&evaluator->frame, &evaluator->terms, &evaluator->sources[0], leaf,
                        smaller(leaf + LEAVES_A_PIECE, block->leaves), block->columns->data, column, last, e > 0,
                        sum->room[worker].data, block->out->data, block->columns->n);
  }
}

enum status sum_block(struct kernel_sum *sum, const struct cloud *rows, const struct cloud *columns,
                      struct cloud *out) {
  struct part sources = {rows, NULL};
  if (!sum_prepare(sum, columns, 1, &sources) || !sum_make_room(sum, 0)) {
    return STATUS_NO_MEMORY;
  }
  int64_t block = sum->numerics->block, leaves = leaves_of(rows->n);
  struct block work = {sum, columns, leaves, (leaves + LEAVES_A_PIECE - 1) / LEAVES_A_PIECE,
                       (COLUMNS_A_PIECE + block - 1) / block * block, out};
  int64_t strips = (columns->n + work.width - 1) / work.width;
  team_run(sum->engine->team, strips * work.strips, fill, &work);
  return STATUS_DONE;
}
