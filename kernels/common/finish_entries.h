/* What becomes of sums: entry points. MMDFLOW_LANES is 1. `stopped` as in steps.cl. */

#ifndef MMDFLOW_FINISH_ENTRIES_H
#define MMDFLOW_FINISH_ENTRIES_H

#include "finish.h"

KERNEL(run_sums)(GLOBAL const SUM *partial, place partial_at, place runs, place run_size, place count, int fresh,
                GLOBAL SUM *totals, place total_at, GLOBAL const int *stopped) {
  if (stopped[0] < 0) {
    add_runs(partial + partial_at, runs, run_size, count, fresh, totals + total_at);
  }
}
LISTED(run_sums)

KERNEL(rows_of_sums)(GLOBAL const SUM *totals, place total_at, place stride, place count, int d, FACTOR factor,
                    place first, GLOBAL SCALAR *out) {
  write_rows(totals + total_at, stride, count, d, factor, first, out);
}
LISTED(rows_of_sums)

KERNEL(weighted_leaves)(GLOBAL const SUM *totals, place total_at, place count, GLOBAL const SCALAR *weights,
                       place first, GLOBAL SUM *leaves) {
  weigh_leaves(totals + total_at, count, weights + first, leaves);
}
LISTED(weighted_leaves)

#endif
