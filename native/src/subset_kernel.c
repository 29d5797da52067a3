/* See subset_kernel.h. Compiled once per instruction set with ISA as its name. */
#include "subset_kernel.h"

#include <string.h>

#include "simd/width.h"

/* The rows that go together fill a line of the cache, in as many vectors as that takes. */
enum { LINE = 64, PARTS = LINE / VECTOR_BYTES, OCTETS = MEMBERS / 8, ENTRIES = 256 };

#define INLINE static inline __attribute__((always_inline))

/* Sums of every fourth row. */
typedef double four __attribute__((vector_size(32)));

#define JOIN_(isa, name) mmdflow_##isa##_##name
#define JOIN(isa, name) JOIN_(isa, name)

#define REAL float
#define INTEGER int32_t
#define NAMED(name) name##_float
#define KERNEL JOIN(ISA, subset_float)
#include "subset_kernel_real.h"

#define REAL double
#define INTEGER int64_t
#define NAMED(name) name##_double
#define KERNEL JOIN(ISA, subset_double)
#include "subset_kernel_real.h"
