/* The elementwise part of a step and its noise. Compiled once per instruction set with ISA as its name, without
   contraction: the bits are those of Java's StepArithmetic and Noise. */
#include "step_kernel.h"

#include "simd/word.h"

#include "../../kernels/common/normal.h"
#include "../../kernels/common/philox.h"

#define JOIN_(isa, name) mmdflow_##isa##_##name
#define JOIN(isa, name) JOIN_(isa, name)

/* Loops below may write what they read, at the same place. */
#ifdef __clang__
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define INDEPENDENT _Pragma("GCC ivdep")
#endif

enum { BLOCKS = 128, WORDS = 4 * BLOCKS };

/* A place in the noise of n x d numbers: coordinates 4 group to 4 group + 3 of a particle. */
struct stream {
  uint64_t seed;
  word32 purpose;
  uint64_t step;
  uint64_t particle;
  int group;
  int d;
  int64_t blocks; /* from here to the end */
};

/* Counter words that differ from block to block. */
struct counters {
  _Alignas(64) word32 group[BLOCKS];
  _Alignas(64) word32 low[BLOCKS];
  _Alignas(64) word32 high[BLOCKS];
};

static void next_counters(struct stream *stream, int blocks, int groups, struct counters *to) {
  uint64_t particle = stream->particle;
  if (groups == 1) {
    for (int i = 0; i < blocks; i++) {
      to->group[i] = 0;
      to->low[i] = (word32)particle + (word32)i;
      to->high[i] = noise_high_word(stream->purpose, stream->step, particle + (uint64_t)i);
    }
    stream->particle += (uint64_t)blocks;
    return;
  }
  int group = stream->group;
  word32 high = noise_high_word(stream->purpose, stream->step, particle);
  for (int i = 0; i < blocks; i++) {
    to->group[i] = (word32)group;
    to->low[i] = (word32)particle;
    to->high[i] = high;
    if (++group == groups) {
      group = 0;
      particle++;
      high = noise_high_word(stream->purpose, stream->step, particle);
    }
  }
  stream->group = group;
  stream->particle = particle;
}

/* Leaves out the words that belong to no coordinate, the last of each row: how many stay. `group` is that of
   the first block. */
static int without_gaps(word32 *words, int blocks, int group, int groups, int in_last) {
  int count = 0;
  for (int i = 0; i < blocks; i++) {
    memmove(words + count, words + 4 * i, 4 * sizeof *words);
    bool last = ++group == groups;
    count += last ? in_last : 4;
    group = last ? 0 : group;
  }
  return count;
}

/* The words of the next BLOCKS blocks, or of all that are left, in the order of particles and coordinates. How
   many they are. */
static int next_words(struct stream *stream, word32 *words) {
  struct counters counters;
  _Alignas(64) word32 word0[BLOCKS], word1[BLOCKS], word2[BLOCKS], word3[BLOCKS];
  int groups = (stream->d - 1) / 4 + 1;
  int in_last = stream->d - 4 * (groups - 1);
  int first = stream->group;
  int blocks = stream->blocks < BLOCKS ? (int)stream->blocks : BLOCKS;
  int padded = (blocks + LANES - 1) / LANES * LANES;
  stream->blocks -= blocks;
  next_counters(stream, padded, groups, &counters);
  for (int i = 0; i < padded; i += LANES) {
    struct words block = {LOAD(counters.group + i), LOAD(counters.low + i), SPREAD((word32)stream->step),
                          LOAD(counters.high + i)};
    block = philox(block, (word32)stream->seed, (word32)(stream->seed >> 32));
    STORE(word0 + i, block.w0);
    STORE(word1 + i, block.w1);
    STORE(word2 + i, block.w2);
    STORE(word3 + i, block.w3);
  }
  if (stream->d == 1) {
    memcpy(words, word0, (size_t)blocks * sizeof *words);
    return blocks;
  }
  for (int i = 0; i < blocks; i++) {
    words[4 * i] = word0[i];
    words[4 * i + 1] = word1[i];
    words[4 * i + 2] = word2[i];
    words[4 * i + 3] = word3[i];
  }
  return in_last == 4 ? 4 * blocks : without_gaps(words, blocks, first, groups, in_last);
}

/* Normals; rows of the table are fetched between two loops that become vectors. `words` and `out` are used up
   to the next multiple of PIECE. */
enum { PIECE = 64 };

static void normals(const word32 *words, int count, float *out) {
  _Alignas(64) word32 row[PIECE], cubic[4 * PIECE];
  _Alignas(64) float t[PIECE];
  for (int from = 0; from < count; from += PIECE) {
    for (int i = 0; i < PIECE; i++) {
      struct normal_place place = normal_place(words[from + i]);
      row[i] = place.row;
      t[i] = place.t;
    }
    for (int i = 0; i < PIECE; i++) {
      memcpy(cubic + 4 * i, NORMAL_TABLE + row[i], 4 * sizeof *cubic);
    }
    for (int i = 0; i < PIECE; i++) {
      out[from + i] = normal_value(words[from + i], t[i], AS_FLOAT(cubic[4 * i]), AS_FLOAT(cubic[4 * i + 1]),
                                   AS_FLOAT(cubic[4 * i + 2]), AS_FLOAT(cubic[4 * i + 3]));
    }
  }
}

/* The next normals, WORDS at most; how many. */
static int next_normals(struct stream *stream, float *out) {
  _Alignas(64) word32 words[WORDS];
  int count = next_words(stream, words);
  int padded = (count + PIECE - 1) / PIECE * PIECE;
  memset(words + count, 0, (size_t)(padded - count) * sizeof *words);
  normals(words, count, out);
  return count;
}

#define REAL float
#define BITS uint32_t
#define EXPONENT UINT32_C(0x7f800000)
#define FMA(a, b, c) __builtin_fmaf(a, b, c)
#define NAMED(name) name##_float
#define KERNEL JOIN(ISA, step_float)
#include "step_kernel_real.h"

#define REAL double
#define BITS uint64_t
#define EXPONENT UINT64_C(0x7ff0000000000000)
#define FMA(a, b, c) __builtin_fma(a, b, c)
#define NAMED(name) name##_double
#define KERNEL JOIN(ISA, step_double)
#include "step_kernel_real.h"
