/* Sums of a block of a matrix over many subsets of its rows and columns, by the method of four Russians: the
   256 sums of every subset of eight columns are put in a table, so that a subset costs a look-up and an addition
   of whole vectors of rows for eight columns. Built once per instruction set, without contraction: the bits are
   those of Java's PlainSubsetSums. */
#ifndef MMDFLOW_SUBSET_KERNEL_H
#define MMDFLOW_SUBSET_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Subsets of points, a bit each: bit i % 64 of word (i / MEMBERS * subsets + s) * 2 + i / 64 % 2 says whether
   point i belongs to subset s. */
enum { MEMBERS = 128 };

struct subsets {
  int64_t count;
  const uint64_t *words;
};

/* The columns of points first_column to first_column+columns-1 one after the other, each with the numbers of the
   points first_row to first_row+rows-1. Both first numbers are multiples of MEMBERS. */
struct matrix_block {
  int64_t first_row;
  int64_t rows;
  int64_t first_column;
  int64_t columns;
  const double *values;
};

struct subset_kernel {
  /* Scratch memory of one call, 64-byte aligned. */
  size_t (*room_bytes)(int64_t subsets);

  /* sums[s] = the sum of the block's numbers whose row and column belong to subset s, over rows from to to-1 of
     the block, `from` a multiple of MEMBERS. */
  void (*sums)(const struct subsets *subsets, const struct matrix_block *block, int64_t from, int64_t to, void *room,
               double *sums);
};

#endif
