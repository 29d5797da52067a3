/* Kernel sums: frames, packing, and work cut into groups of particles and runs of leaves. How it is cut
   depends on sizes alone, so that results do not depend on threads. */
#include <string.h>

#include "sum.h"

/* Few particles are not enough groups for many threads: the sources are then cut by part and into runs of
   leaves as well, whose sums are added in ascending order. More would cost more than they spread. */
enum { ENOUGH_BLOCKS = 24 };

/* A group's sums in double stay in the second-level cache. */
enum { GROUP_BYTES = 65536, LARGEST_GROUP = 512 };

/* Leaves [first, last) of one part, for one evaluator. */
struct segment {
  int evaluator;
  int part;
  int64_t first;
  int64_t last;
};

/* What becomes of the sums of rows first to last-1: `value` has `parts` columns of last-first numbers, and
   `gradient` d. */
typedef void (*finish)(void *context, int64_t first, int64_t last, const double *value, const double *gradient);

struct pass {
  struct kernel_sum *sum;
  const struct cloud *at;
  int parts;
  int32_t d; /* numbers of a gradient, 0 where it is not wanted */
  bool skip_equal;
  int64_t group;
  int64_t groups;
  int segments;
  const struct segment *segment;
  double *partial; /* by segment: n values and d columns of n; NULL where a group sums all by itself */
  finish finish;
  void *context;
};

static int64_t group_size(const struct kernel_sum *sum, int64_t n, int columns) {
  int64_t block = sum->numerics->block;
  int64_t blocks = GROUP_BYTES / (int64_t)sizeof(double) / columns / block;
  blocks = smaller(blocks, LARGEST_GROUP / block);
  /* No larger than leaves enough groups. */
  blocks = smaller(blocks, (n + block - 1) / block / ENOUGH_BLOCKS);
  return (blocks > 1 ? blocks : 1) * block;
}

/* Cuts each part into `cuts` runs of leaves for each evaluator; sets the pass's segments. */
static bool cut(struct pass *pass, const struct part *part) {
  struct kernel_sum *sum = pass->sum;
  int64_t block = sum->numerics->block, blocks = (pass->at->n + block - 1) / block;
  int64_t uncut = blocks * pass->parts * sum->evaluators; /* 0 without sources */
  int64_t cuts = uncut == 0 || uncut >= ENOUGH_BLOCKS ? 1 : ENOUGH_BLOCKS / uncut;
  int64_t count = 0;
  for (int p = 0; p < pass->parts; p++) {
    count += sum->evaluators * smaller(cuts, leaves_of(part[p].points->n));
  }
  if (!buffer_fit(&sum->segments, (size_t)count * sizeof(struct segment))) {
    return false;
  }
  struct segment *segment = sum->segments.data;
  for (int e = 0; e < sum->evaluators; e++) {
    for (int p = 0; p < pass->parts; p++) {
      int64_t leaves = leaves_of(part[p].points->n), runs = smaller(cuts, leaves);
      for (int64_t r = 0; r < runs; r++) {
        *segment++ = (struct segment){e, p, leaves * r / runs, leaves * (r + 1) / runs};
      }
    }
  }
  pass->segment = sum->segments.data;
  pass->segments = (int)count;
  pass->partial = NULL;
  if (blocks < ENOUGH_BLOCKS) {
    size_t numbers = (size_t)count * (size_t)pass->at->n * (size_t)(pass->d + 1);
    if (!buffer_fit(&sum->partial, numbers * sizeof(double))) {
      return false;
    }
    pass->partial = sum->partial.data;
  }
  return true;
}

/* `stride` as in numerics.h. */
static void add_segment(const struct pass *pass, const struct segment *s, int64_t first, int64_t last, void *room,
                        double *value, double *gradient, int64_t stride) {
  const struct evaluator *e = &pass->sum->evaluator[s->evaluator];
  if (pass->d > 0) {
    pass->sum->numerics->gradients(&e->frame, &e->terms, &e->sources[s->part], s->first, s->last, pass->at->data,
                                   first, last, room, value, gradient, stride);
  } else {
    pass->sum->numerics->values(&e->frame, &e->terms, &e->sources[s->part], s->first, s->last, pass->at->data,
                                first, last, pass->skip_equal, room, value);
  }
}

/* The doubles behind a worker's tiles: values by part, then gradients. */
static double *sums_of(const struct pass *pass, int worker) {
  const struct buffer *room = &pass->sum->room[worker];
  size_t bytes = (size_t)pass->group * (size_t)(pass->parts + pass->d) * sizeof(double);
  return (double *)((char *)room->data + room->bytes - (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
}

static void sum_group(void *context, int64_t index, int worker) {
  const struct pass *pass = context;
  int64_t first = index * pass->group, last = smaller(first + pass->group, pass->at->n), rows = last - first;
  double *value = sums_of(pass, worker), *gradient = value + pass->parts * rows;
  memset(value, 0, (size_t)(rows * (pass->parts + pass->d)) * sizeof(double));
  for (int s = 0; s < pass->segments; s++) {
    const struct segment *segment = &pass->segment[s];
    void *room = pass->sum->room[worker].data;
    add_segment(pass, segment, first, last, room, value + segment->part * rows, gradient, rows);
  }
  pass->finish(pass->context, first, last, value, gradient);
}

static void sum_one_segment(void *context, int64_t index, int worker) {
  const struct pass *pass = context;
  int64_t s = index % pass->segments, n = pass->at->n;
  int64_t first = index / pass->segments * pass->group, last = smaller(first + pass->group, n);
  double *value = pass->partial + s * n * (pass->d + 1) + first;
  for (int column = 0; column <= pass->d; column++) {
    memset(value + column * n, 0, (size_t)(last - first) * sizeof(double));
  }
  add_segment(pass, &pass->segment[s], first, last, pass->sum->room[worker].data, value, value + n, n);
}

/* to[i] += from[i]. */
static void add(double *to, const double *from, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    to[i] += from[i];
  }
}

static void add_partials(void *context, int64_t index, int worker) {
  const struct pass *pass = context;
  int64_t n = pass->at->n, first = index * pass->group, last = smaller(first + pass->group, n), rows = last - first;
  double *value = sums_of(pass, worker), *gradient = value + pass->parts * rows;
  memset(value, 0, (size_t)(rows * (pass->parts + pass->d)) * sizeof(double));
  for (int s = 0; s < pass->segments; s++) {
    const double *partial = pass->partial + s * n * (pass->d + 1) + first;
    add(value + pass->segment[s].part * rows, partial, rows);
    for (int k = 0; k < pass->d; k++) {
      add(gradient + k * rows, partial + (k + 1) * n, rows);
    }
  }
  pass->finish(pass->context, first, last, value, gradient);
}

static enum status run(struct pass *pass, const struct part *part) {
  struct kernel_sum *sum = pass->sum;
  int columns = pass->parts + pass->d;
  pass->group = group_size(sum, pass->at->n, columns > 0 ? columns : 1);
  pass->groups = (pass->at->n + pass->group - 1) / pass->group;
  size_t bytes = ((size_t)(pass->group * columns) * sizeof(double) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (!sum_prepare(sum, pass->at, pass->parts, part) || !cut(pass, part) || !sum_make_room(sum, bytes)) {
    return STATUS_NO_MEMORY;
  }
  struct team *team = sum->engine->team;
  if (pass->partial == NULL) {
    team_run(team, pass->groups, sum_group, pass);
  } else {
    team_run(team, pass->groups * pass->segments, sum_one_segment, pass);
    team_run(team, pass->groups, add_partials, pass);
  }
  return STATUS_DONE;
}

struct gradient_out {
  struct cloud *gradient;
  int parts;
  struct cloud *const *values;
};

static void finish_gradient(void *context, int64_t first, int64_t last, const double *value,
                            const double *gradient) {
  const struct gradient_out *out = context;
  int64_t rows = last - first;
  cloud_write_columns(out->gradient, first, gradient, rows);
  for (int p = 0; out->values != NULL && p < out->parts; p++) {
    cloud_write(out->values[p], first, value + p * rows, rows);
  }
}

enum status sum_gradient(struct kernel_sum *sum, const struct cloud *at, int parts, const struct part *part,
                         struct cloud *gradient, struct cloud *const *values) {
  struct gradient_out out = {gradient, parts, values};
  struct pass pass = {.sum = sum, .at = at, .parts = parts, .d = sum->d, .finish = finish_gradient, .context = &out};
  return run(&pass, part);
}

static void finish_value(void *context, int64_t first, int64_t last, const double *value, const double *gradient) {
  (void)gradient;
  cloud_write(context, first, value, last - first);
}

enum status sum_value(struct kernel_sum *sum, const struct cloud *at, const struct part *source,
                      struct cloud *out) {
  struct pass pass = {.sum = sum, .at = at, .parts = 1, .finish = finish_value, .context = out};
  return run(&pass, source);
}

struct quadratic_out {
  const struct cloud *weights;
  double *products;
};

static void finish_quadratic(void *context, int64_t first, int64_t last, const double *value,
                             const double *gradient) {
  (void)gradient;
  const struct quadratic_out *out = context;
  double *products = out->products + first;
  cloud_read(out->weights, first, products, last - first);
  for (int64_t i = 0; i < last - first; i++) {
    products[i] *= value[i];
  }
}

enum status sum_quadratic(struct kernel_sum *sum, const struct part *a, const struct part *b, bool skip_equal,
                          double *out) {
  int64_t n = a->points->n;
  if (!buffer_fit(&sum->rows, (size_t)n * sizeof(double))) {
    return STATUS_NO_MEMORY;
  }
  double *products = sum->rows.data;
  struct quadratic_out rows = {a->weights, products};
  struct pass pass = {.sum = sum,
                      .at = a->points,
                      .parts = 1,
                      .skip_equal = skip_equal,
                      .finish = finish_quadratic,
                      .context = &rows};
  enum status status = run(&pass, b);
  *out = 0;
  for (int64_t leaf = 0; leaf < n && status == STATUS_DONE; leaf += LEAF) {
    double partial = 0;
    for (int64_t i = leaf; i < smaller(leaf + LEAF, n); i++) {
      partial += products[i];
    }
    *out += partial;
  }
  return status;
}
