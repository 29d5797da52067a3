/* Random words by address: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011) and the counter that Java's
   org.mmdflow.random.Noise defines. Nothing is consumed: an address always gives the same bits. */
#ifndef MMDFLOW_PHILOX_H
#define MMDFLOW_PHILOX_H

#include "integers.h"

/* Four words: of a counter, or of what it gives. */
struct words {
  word w0, w1, w2, w3;
};

INLINE struct words philox_round(struct words c, word32 k0, word32 k1) {
  word high0, low0, high2, low2;
  struct words next;
  WIDE_PRODUCT(0xD2511F53u, c.w0, high0, low0);
  WIDE_PRODUCT(0xCD9E8D57u, c.w2, high2, low2);
  next.w0 = high2 ^ c.w1 ^ k0;
  next.w1 = low2;
  next.w2 = high0 ^ c.w3 ^ k1;
  next.w3 = low0;
  return next;
}

/* One block. Written out, so that compilers make vectors of many blocks. */
INLINE struct words philox(struct words c, word32 k0, word32 k1) {
  c = philox_round(c, k0, k1);
  c = philox_round(c, k0 + 0x9E3779B9u, k1 + 0xBB67AE85u);
  c = philox_round(c, k0 + 2 * 0x9E3779B9u, k1 + 2 * 0xBB67AE85u);
  c = philox_round(c, k0 + 3 * 0x9E3779B9u, k1 + 3 * 0xBB67AE85u);
  c = philox_round(c, k0 + 4 * 0x9E3779B9u, k1 + 4 * 0xBB67AE85u);
  c = philox_round(c, k0 + 5 * 0x9E3779B9u, k1 + 5 * 0xBB67AE85u);
  c = philox_round(c, k0 + 6 * 0x9E3779B9u, k1 + 6 * 0xBB67AE85u);
  c = philox_round(c, k0 + 7 * 0x9E3779B9u, k1 + 7 * 0xBB67AE85u);
  c = philox_round(c, k0 + 8 * 0x9E3779B9u, k1 + 8 * 0xBB67AE85u);
  c = philox_round(c, k0 + 9 * 0x9E3779B9u, k1 + 9 * 0xBB67AE85u);
  return c;
}

/* Steps and particles are below 2^44, purposes 1 to 8. The counter of coordinates 4 group to 4 group + 3 of a
   particle: group, the low words of particle and step, and this. */
INLINE word32 noise_high_word(word32 purpose, word64 step, word64 particle) {
  return purpose << 24 | (word32)(step >> 32) << 12 | (word32)(particle >> 32);
}

#ifndef MMDFLOW_OWN_WORD
/* The words of those coordinates. */
INLINE struct words noise_words(word64 seed, word32 purpose, word64 step, word64 particle, word32 group) {
  struct words counter;
  counter.w0 = group;
  counter.w1 = (word32)particle;
  counter.w2 = (word32)step;
  counter.w3 = noise_high_word(purpose, step, particle);
  return philox(counter, (word32)seed, (word32)(seed >> 32));
}
#endif

#endif
