/* The kernel in one precision: REAL, INTEGER of its size, NAMED and KERNEL. */

enum { NAMED(LANES) = LINE / sizeof(REAL) };

typedef REAL NAMED(vector) __attribute__((vector_size(VECTOR_BYTES)));
typedef INTEGER NAMED(integers) __attribute__((vector_size(VECTOR_BYTES)));
typedef REAL NAMED(four) __attribute__((vector_size(4 * sizeof(REAL))));

/* Numbers of the rows that go together. */
struct NAMED(line) {
  NAMED(vector) part[PARTS];
};

struct NAMED(room) {
  struct NAMED(line) table[OCTETS][ENTRIES];
  struct NAMED(line) column[MEMBERS];
  four sums[]; /* by subset */
};

/* The columns of a leaf at rows from to last-1, rounded; zeros fill it up. */
static void NAMED(pack)(const struct matrix_block *block, int64_t from, int64_t last, int64_t column, int64_t columns,
                        struct NAMED(line) *to) {
  if (last - from < NAMED(LANES) || columns < MEMBERS) {
    memset(to, 0, MEMBERS * sizeof *to);
  }
  for (int64_t j = 0; j < columns; j++) {
    const double *values = block->values + (column + j) * block->rows + from;
    REAL *line = (REAL *)&to[j];
    if (last - from >= NAMED(LANES)) {
      for (int r = 0; r < NAMED(LANES); r++) {
        line[r] = (REAL)values[r];
      }
    } else {
      for (int64_t r = 0; r < last - from; r++) {
        line[r] = (REAL)values[r];
      }
    }
  }
}

/* Entry b is the sum of the columns whose bits are set in b, added in ascending order. */
static void NAMED(fill)(const struct NAMED(line) *columns, struct NAMED(line) *table) {
  memset(table, 0, sizeof *table);
  for (int bit = 0; bit < 8; bit++) {
    struct NAMED(line) added = columns[bit];
    int known = 1 << bit;
    for (int b = 0; b < known; b++) {
      for (int p = 0; p < PARTS; p++) {
        table[known + b].part[p] = table[b].part[p] + added.part[p];
      }
    }
  }
}

/* Adds what rows that go together and the octets of a leaf of columns come to, to four sums a subset. `members` are
   the words of the leaf, `own` the word of these rows in which they begin at bit `shift`. */
INLINE void NAMED(look_up)(int octets, int64_t count, const struct NAMED(line) (*table)[ENTRIES],
                           const uint64_t *members, const uint64_t *own, int shift, four *sums) {
  NAMED(integers) bit[PARTS];
  for (int p = 0; p < PARTS; p++) {
    for (int r = 0; r < NAMED(LANES) / PARTS; r++) {
      bit[p][r] = (INTEGER)1 << (p * (NAMED(LANES) / PARTS) + r);
    }
  }
  for (int64_t s = 0; s < count; s++) {
    uint64_t low = members[2 * s], high = members[2 * s + 1];
    struct NAMED(line) sum = {{{0}}};
    for (int o = 0; o < octets; o++) {
      const struct NAMED(line) *entry = &table[o][(o < 8 ? low : high) >> 8 * (o % 8) & 255];
      for (int p = 0; p < PARTS; p++) {
        sum.part[p] += entry->part[p];
      }
    }
    INTEGER rows = (INTEGER)(own[2 * s] >> shift & ((UINT64_C(1) << NAMED(LANES)) - 1));
    for (int p = 0; p < PARTS; p++) {
      NAMED(integers) in = (((NAMED(integers)){0} + rows) & bit[p]) != 0;
      sum.part[p] = (NAMED(vector))((NAMED(integers))sum.part[p] & in);
    }
    NAMED(four) lane[NAMED(LANES) / 4];
    memcpy(lane, &sum, sizeof lane);
    four whole = __builtin_convertvector(lane[0], four) + __builtin_convertvector(lane[1], four);
    if (NAMED(LANES) == 16) {
      whole += __builtin_convertvector(lane[NAMED(LANES) / 4 - 2], four) +
               __builtin_convertvector(lane[NAMED(LANES) / 4 - 1], four);
    }
    sums[s] += whole;
  }
}

static size_t NAMED(room_bytes)(int64_t subsets) {
  return sizeof(struct NAMED(room)) + (size_t)subsets * sizeof(four);
}

static void NAMED(sums)(const struct subsets *subsets, const struct matrix_block *block, int64_t from, int64_t to,
                        void *memory, double *sums) {
  struct NAMED(room) *room = memory;
  memset(room->sums, 0, (size_t)subsets->count * sizeof(four));
  for (int64_t column = 0; column < block->columns; column += MEMBERS) {
    int64_t columns = block->columns - column < MEMBERS ? block->columns - column : MEMBERS;
    int octets = (int)(columns + 7) / 8;
    const uint64_t *members = subsets->words + (block->first_column + column) / MEMBERS * subsets->count * 2;
    for (int64_t row = from; row < to; row += NAMED(LANES)) {
      NAMED(pack)(block, row, to, column, columns, room->column);
      for (int o = 0; o < octets; o++) {
        NAMED(fill)(room->column + 8 * o, room->table[o]);
      }
      int64_t point = block->first_row + row;
      const uint64_t *own = subsets->words + point / MEMBERS * subsets->count * 2 + point / 64 % 2;
      int shift = (int)(point % 64);
      if (octets == OCTETS) { /* a constant, so that the loop is unrolled */
        NAMED(look_up)(OCTETS, subsets->count, room->table, members, own, shift, room->sums);
      } else {
        NAMED(look_up)(octets, subsets->count, room->table, members, own, shift, room->sums);
      }
    }
  }
  for (int64_t s = 0; s < subsets->count; s++) {
    four sum = room->sums[s];
    sums[s] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  }
}

const struct subset_kernel KERNEL = {NAMED(room_bytes), NAMED(sums)};

#undef REAL
#undef INTEGER
#undef NAMED
#undef KERNEL
