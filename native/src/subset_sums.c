/* Subset sums of a block on the engine's threads. Work is cut by rows where sizes alone say, and the pieces' sums
   are added in order: results depend neither on threads nor on who takes which piece. */
#include <stdlib.h>

#include "internal.h"

enum { ROWS_A_PIECE = 2 * MEMBERS };

struct pieces {
  const struct subset_kernel *kernel;
  const struct subsets *subsets;
  const struct matrix_block *block;
  char *room;
  size_t room_bytes; /* of a worker */
  double *sums;      /* by piece */
};

static void add_up(void *context, int64_t index, int worker) {
  const struct pieces *work = context;
  int64_t from = index * ROWS_A_PIECE;
  work->kernel->sums(work->subsets, work->block, from, smaller(from + ROWS_A_PIECE, work->block->rows),
                     work->room + (size_t)worker * work->room_bytes, work->sums + index * work->subsets->count);
}

enum status engine_subset_sums(struct engine *engine, enum precision precision, const struct subsets *subsets,
                               const struct matrix_block *block, double *sums) {
  const struct subset_kernel *kernel = engine->set->subset[precision];
  int64_t pieces = (block->rows + ROWS_A_PIECE - 1) / ROWS_A_PIECE;
  if (pieces == 0) {
    return STATUS_DONE; /* no memory is asked for, which could come to NULL */
  }
  size_t room_bytes = (kernel->room_bytes(subsets->count) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  int64_t workers = smaller(team_threads(engine->team), pieces);
  struct pieces work = {kernel, subsets, block, memory_take((size_t)workers * room_bytes), room_bytes,
                        malloc((size_t)(pieces * subsets->count) * sizeof(double))};
  enum status status = STATUS_NO_MEMORY;
  if (work.room != NULL && work.sums != NULL) {
    team_run(engine->team, pieces, add_up, &work);
    for (int64_t piece = 0; piece < pieces; piece++) {
      for (int64_t s = 0; s < subsets->count; s++) {
        sums[s] += work.sums[piece * subsets->count + s];
      }
    }
    status = STATUS_DONE;
  }
  free(work.sums);
  free(work.room);
  return status;
}
