/* Words in vectors, for the common headers: compilers find no good product of two halves on their own. */
#ifndef MMDFLOW_WORD_H
#define MMDFLOW_WORD_H

#include <stdint.h>

#if defined(__AVX512F__) || defined(__AVX2__)

#include <immintrin.h>

#define MMDFLOW_OWN_WORD

#ifdef __AVX512F__

enum { LANES = 16 };
typedef uint32_t word __attribute__((vector_size(64)));
#define SPREAD(x) ((word)_mm512_set1_epi32((int)(x)))
#define LOAD(p) ((word)_mm512_load_si512(p))
#define STORE(p, x) _mm512_store_si512(p, (__m512i)(x))
/* Products of the even lanes, and of the odd ones; then halves go where they belong. */
#define WIDE_PRODUCT(a, b, high, low)                                                        \
  do {                                                                                       \
    __m512i factor = _mm512_set1_epi32((int)(a)), lanes = (__m512i)(b);                      \
    __m512i even = _mm512_mul_epu32(factor, lanes);                                          \
    __m512i odd = _mm512_mul_epu32(factor, _mm512_srli_epi64(lanes, 32));                    \
    high = (word)_mm512_mask_shuffle_epi32(odd, 0x5555, even, _MM_PERM_DDBB);                \
    low = (word)_mm512_mask_shuffle_epi32(even, 0xaaaa, odd, _MM_PERM_CCAA);                 \
  } while (0)

#else

enum { LANES = 8 };
typedef uint32_t word __attribute__((vector_size(32)));
#define SPREAD(x) ((word)_mm256_set1_epi32((int)(x)))
#define LOAD(p) ((word)_mm256_load_si256((const __m256i *)(p)))
#define STORE(p, x) _mm256_store_si256((__m256i *)(p), (__m256i)(x))
#define WIDE_PRODUCT(a, b, high, low)                                                        \
  do {                                                                                       \
    __m256i factor = _mm256_set1_epi32((int)(a)), lanes = (__m256i)(b);                      \
    __m256i even = _mm256_mul_epu32(factor, lanes);                                          \
    __m256i odd = _mm256_mul_epu32(factor, _mm256_srli_epi64(lanes, 32));                    \
    high = (word)_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);                 \
    low = (word)_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);                  \
  } while (0)

#endif

#else

enum { LANES = 1 };
#define SPREAD(x) (x)
#define LOAD(p) (*(p))
#define STORE(p, x) (void)(*(p) = (x))

#endif

#endif
