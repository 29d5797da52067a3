/* The step kernel of one precision: step_kernel.c includes this with REAL, BITS (an integer of its size),
   EXPONENT (its mask), FMA, NAMED and KERNEL. */

static inline bool NAMED(is_finite)(REAL x) {
  BITS bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits & EXPONENT) != EXPONENT;
}

static void NAMED(perturb)(const void *x, double level, uint64_t seed, int purpose, int64_t step, int64_t first,
                           int64_t last, int d, void *out) {
  struct stream stream = {.seed = seed,
                          .purpose = (word32)purpose,
                          .step = (uint64_t)step,
                          .particle = (uint64_t)first,
                          .d = d,
                          .blocks = (last - first) * ((d - 1) / 4 + 1)};
  const REAL *from = (const REAL *)x;
  REAL *to = (REAL *)out;
  REAL scale = (REAL)level;
  _Alignas(64) float u[WORDS];
  while (stream.blocks > 0) {
    int count = next_normals(&stream, u);
    INDEPENDENT
    for (int i = 0; i < count; i++) {
      to[i] = FMA(scale, (REAL)u[i], from[i]);
    }
    from += count;
    to += count;
  }
}

static bool NAMED(move)(const void *x, const void *v, const void *gradient, double momentum, double step_size,
                        int64_t first, int64_t last, int d, void *next_x, void *next_v) {
  int64_t count = (last - first) * d;
  const REAL *at = (const REAL *)x + first * d;
  const REAL *slope = (const REAL *)gradient + first * d;
  REAL *to = (REAL *)next_x + first * d;
  REAL *velocity = (REAL *)next_v + first * d;
  REAL size = (REAL)-step_size;
  REAL kept = (REAL)momentum;
  BITS infinite = 0;
  if (kept == 0) {
    INDEPENDENT
    for (int64_t i = 0; i < count; i++) {
      REAL moved = FMA(size, slope[i], (REAL)0);
      REAL there = at[i] + moved;
      velocity[i] = moved;
      to[i] = there;
      infinite |= !NAMED(is_finite)(moved) | !NAMED(is_finite)(there);
    }
  } else {
    const REAL *before = (const REAL *)v + first * d;
    INDEPENDENT
    for (int64_t i = 0; i < count; i++) {
      REAL moved = FMA(size, slope[i], kept * before[i]);
      REAL there = at[i] + moved;
      velocity[i] = moved;
      to[i] = there;
      infinite |= !NAMED(is_finite)(moved) | !NAMED(is_finite)(there);
    }
  }
  return infinite == 0;
}

static bool NAMED(finite)(const void *x, int64_t first, int64_t last, int d) {
  const REAL *row = (const REAL *)x + first * d;
  int64_t count = (last - first) * d;
  BITS infinite = 0;
  for (int64_t i = 0; i < count; i++) {
    infinite |= !NAMED(is_finite)(row[i]);
  }
  return infinite == 0;
}

const struct step_kernel KERNEL = {NAMED(perturb), NAMED(move), NAMED(finite)};

#undef REAL
#undef BITS
#undef EXPONENT
#undef FMA
#undef NAMED
#undef KERNEL
