/* What one instruction set offers for one precision: everything that touches a number. The rest of the
   library (memory, threads, steps, the calls from Java) knows no vector and no formula. */
#ifndef MMDFLOW_NUMERICS_H
#define MMDFLOW_NUMERICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kernel's formulas in the order of Java's ProfileFamily, and after them the polynomial. */
enum family {
  FAMILY_GAUSSIAN,
  FAMILY_LAPLACE,
  FAMILY_MATERN32,
  FAMILY_MATERN52,
  FAMILY_RATIONAL,
  FAMILY_RIESZ,
  FAMILY_POLYNOMIAL
};

/* One term of a weighted sum of kernels. Parameters: rational a, b, p; Riesz s; polynomial degree, c. */
struct component {
  enum family family;
  double weight;
  double scale;
  double parameters[3];
};

/* How the argument of a kernel is found. */
enum form {
  FORM_DIRECT,   /* |z - s|^2 by differences: exact for any cloud and kernel */
  FORM_EXPANDED, /* |z|^2 + |s|^2 - 2 z's: faster from d = 3 on, for smooth kernels and narrow clouds */
  FORM_INNER     /* z's, for polynomials */
};

enum { LEAF = 256, MOST_COMPONENTS = 64 };

/* How coordinates are stored: v = (x - centre) * unit. Where the cloud is wide or the kernel singular, unit
   is a power of two and centre 0, so that no difference loses a digit. FORM_INNER has unit 1 and centre 0. */
struct frame {
  int d;
  enum form form;
  bool scaled; /* a single Gaussian of a narrow cloud: unit makes it 2^(-v^2), and 0 comes nowhere near */
  double unit;
  const double *centre;    /* d */
  double largest_distance; /* no two points are farther apart, in units of the frame */
};

/* A kernel, or those of its components that share a form. All components radial, or all polynomials. */
struct terms {
  int count;
  struct component component[MOST_COMPONENTS];
};

/* The sources of one part, packed leaf by leaf in whatever layout the tiles like. */
struct sources {
  int64_t m;
  bool equal_weights; /* all weights are `weight`; tiles may then leave them out */
  double weight;
  void *data;         /* packed_bytes() of them, 64-byte aligned */
};

struct numerics {
  int block; /* particles that go together: work is cut at multiples of it */

  /* Of points first to last-1: the box [low, high] and the sum of the coordinates, d each. The box passes
     over NaN. */
  void (*extent)(const void *points, int64_t first, int64_t last, int d, double *low, double *high, double *sum);

  /* The sum of |x - centre|^2 of points first to last-1. */
  double (*moment)(const void *points, int64_t first, int64_t last, int d, const double *centre);

  /* True when weights first to last-1 all equal weights[0]. */
  bool (*all_equal)(const void *weights, int64_t first, int64_t last);

  size_t (*packed_bytes)(const struct frame *frame, int64_t m);

  /* Packs leaves first to last-1, filling the last one up with sources of weight 0. `weights` is NULL
     where they do not matter (Gram blocks). Leaves may be packed by several threads. */
  void (*pack)(const struct frame *frame, struct sources *to, const void *points, const void *weights,
               int64_t first, int64_t last);

  /* One thread's scratch memory, 64-byte aligned, for any of the calls below. */
  size_t (*room_bytes)(const struct frame *frame);

  /* Adds to value[i] sum_j w_j k(z_i, s_j) and to gradient[c stride + i] sum_j w_j (grad_1 k(z_i, s_j))_c, in
     the coordinates of `points` (the frame undone), for i = 0 .. last-first-1, z_i = points row first + i,
     over leaves leaf_first to leaf_last-1: reals inside a leaf, doubles across leaves in ascending order.
     A particle's result does not depend on first and last. */
  void (*gradients)(const struct frame *frame, const struct terms *terms, const struct sources *sources,
                    int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last,
                    void *room, double *value, double *gradient, int64_t stride);

  /* Values alone. Where `skip_equal`, without the source of the particle's own number. */
  void (*values)(const struct frame *frame, const struct terms *terms, const struct sources *sources,
                 int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last,
                 bool skip_equal, void *room, double *value);

  /* The Gram block: out (row-major, `stride` reals a row, rows numbered by source) gets, or where `add`
     is increased by, k(s_j, z_i) at row j, column i, for the sources of leaves leaf_first to leaf_last-1
     and points first to last-1. */
  void (*gram)(const struct frame *frame, const struct terms *terms, const struct sources *sources,
               int64_t leaf_first, int64_t leaf_last, const void *points, int64_t first, int64_t last,
               bool add, void *room, void *out, int64_t stride);

  /* Fused multiply-adds of vectors per second of one core, measured for about `seconds`. */
  double (*peak)(double seconds);

  /* Numbers in a vector, and FMA slots that a pair of vectors needs beyond 2d: 3 or 4. */
  int lanes;
  int slots;
};

struct step_kernel;
struct subset_kernel;

/* One instruction set; arrays by precision, 0 float, 1 double. */
struct instruction_set {
  const char *name; /* avx512, avx2, neon or plain */
  const struct numerics *numerics[2];
  const struct step_kernel *step[2];
  const struct subset_kernel *subset[2];
};

#endif
