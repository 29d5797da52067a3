/* Fused steps: noise, both sums, velocity and move without leaving the library. */
#include <stdatomic.h>
#include <stdlib.h>

#include "sum.h"

/* See Java's Purpose. */
enum { PURPOSE_EVALUATION_NOISE = 3, PURPOSE_DIFFUSION = 4 };

enum { ROWS = 512 };

/* The stepper's clouds. */
enum { NOISY, GRADIENT, NEXT_X, NEXT_V, CLOUDS };

struct stepper {
  struct kernel_sum *sum;
  struct cloud noisy; /* n x d, as are the next four */
  struct cloud gradient;
  struct cloud next_x;
  struct cloud next_v;
  struct buffer memory[CLOUDS];
  struct buffer squares; /* by leaf */
};

/* One step at work. */
struct move {
  const struct step_kernel *kernel;
  struct stepper *stepper;
  const struct flow_state *state;
  int64_t step;
  double level;
  double diffusion;
  double momentum;
  double step_size;
  atomic_bool infinite;
};

struct stepper *stepper_make(struct kernel_sum *sum) {
  struct stepper *stepper = calloc(1, sizeof *stepper);
  if (stepper != NULL) {
    stepper->sum = sum;
  }
  return stepper;
}

void stepper_free(struct stepper *stepper) {
  for (int i = 0; i < CLOUDS; i++) {
    buffer_free(&stepper->memory[i]);
  }
  buffer_free(&stepper->squares);
  free(stepper);
}

static bool fit(struct stepper *stepper, const struct cloud *like) {
  struct cloud *clouds[CLOUDS] = {&stepper->noisy, &stepper->gradient, &stepper->next_x, &stepper->next_v};
  size_t bytes = (size_t)like->n * (size_t)like->d * real_bytes(like->precision);
  for (int i = 0; i < CLOUDS; i++) {
    struct buffer *memory = &stepper->memory[i];
    if (memory->bytes != bytes) {
      buffer_free(memory); /* data is exchanged with clouds of just this size */
    }
    if (!buffer_fit(memory, bytes)) {
      return false;
    }
    *clouds[i] = (struct cloud){like->n, like->d, like->precision, stepper->memory[i].data};
  }
  return buffer_fit(&stepper->squares, (size_t)leaves_of(like->n) * sizeof(double));
}

static void *row(const struct cloud *cloud, int64_t i) {
  return (char *)cloud->data + (size_t)(i * cloud->d) * real_bytes(cloud->precision);
}

static void add_noise(void *context, int64_t index, int worker) {
  (void)worker;
  struct move *move = context;
  const struct cloud *x = move->state->particles;
  int64_t first = index * ROWS, last = smaller(first + ROWS, x->n);
  move->kernel->perturb(row(x, first), move->level, move->state->seed, PURPOSE_EVALUATION_NOISE, move->step, first,
                        last, x->d, row(&move->stepper->noisy, first));
}

static void move_rows(void *context, int64_t index, int worker) {
  (void)worker;
  struct move *move = context;
  const struct cloud *x = move->state->particles;
  struct stepper *stepper = move->stepper;
  int64_t first = index * ROWS, last = smaller(first + ROWS, x->n);
  const void *v = move->state->velocity != NULL ? move->state->velocity->data : NULL;
  bool finite = move->kernel->move(x->data, v, stepper->gradient.data, move->momentum, move->step_size, first, last,
                                   x->d, stepper->next_x.data, stepper->next_v.data);
  if (move->diffusion != 0) {
    void *moved = row(&stepper->next_x, first);
    move->kernel->perturb(moved, move->diffusion, move->state->seed, PURPOSE_DIFFUSION, move->step, first, last,
                          x->d, moved);
    finite = move->kernel->finite(stepper->next_x.data, first, last, x->d) && finite;
  }
  if (!finite) {
    atomic_store_explicit(&move->infinite, true, memory_order_relaxed);
  }
}

static double number(const struct cloud *cloud, int64_t i) {
  return cloud->precision == PRECISION_FLOAT ? ((const float *)cloud->data)[i] : ((const double *)cloud->data)[i];
}

static void square_leaf(void *context, int64_t leaf, int worker) {
  (void)worker;
  struct move *move = context;
  const struct cloud *g = &move->stepper->gradient;
  double sum = 0;
  for (int64_t i = leaf * LEAF; i < smaller((leaf + 1) * LEAF, g->n); i++) {
    double square = 0;
    for (int64_t c = i * g->d; c < (i + 1) * g->d; c++) {
      square += number(g, c) * number(g, c);
    }
    sum += number(move->state->weights, i) * square;
  }
  ((double *)move->stepper->squares.data)[leaf] = sum;
}

static double mean_squared_gradient(struct move *move) {
  int64_t leaves = leaves_of(move->stepper->gradient.n);
  team_run(move->stepper->sum->engine->team, leaves, square_leaf, move);
  double mean = 0;
  for (int64_t leaf = 0; leaf < leaves; leaf++) {
    mean += ((const double *)move->stepper->squares.data)[leaf];
  }
  return mean;
}

/* The moved positions become the cloud's, whose old ones are overwritten by the next step. */
static void exchange(struct cloud *cloud, struct buffer *next) {
  void *old = cloud->data;
  cloud->data = next->data;
  next->data = old;
}

/* Takes one step, unless that would leave a number that is not finite. */
static enum status take(struct move *move, double *squared, bool *taken) {
  struct stepper *stepper = move->stepper;
  const struct flow_state *state = move->state;
  struct team *team = stepper->sum->engine->team;
  int64_t pieces = (state->particles->n + ROWS - 1) / ROWS;
  const struct cloud *at = state->particles;
  if (move->level != 0) {
    team_run(team, pieces, add_noise, move);
    at = &stepper->noisy;
  }
  enum status status = sum_gradient(stepper->sum, at, state->parts, state->part, &stepper->gradient, NULL);
  if (status != STATUS_DONE) {
    return status;
  }
  atomic_store_explicit(&move->infinite, false, memory_order_relaxed);
  team_run(team, pieces, move_rows, move);
  *taken = !atomic_load_explicit(&move->infinite, memory_order_relaxed);
  if (*taken) {
    if (squared != NULL) {
      *squared = mean_squared_gradient(move);
    }
    exchange(state->particles, &stepper->memory[NEXT_X]);
    if (state->velocity != NULL) {
      exchange(state->velocity, &stepper->memory[NEXT_V]);
    }
    stepper->next_x.data = stepper->memory[NEXT_X].data;
    stepper->next_v.data = stepper->memory[NEXT_V].data;
  }
  return STATUS_DONE;
}

enum status stepper_advance(struct stepper *stepper, const struct flow_state *state, const struct steps *steps,
                            double *mean_squared_gradient, int32_t *completed) {
  *completed = 0;
  if (!fit(stepper, state->particles)) {
    return STATUS_NO_MEMORY;
  }
  const struct engine *engine = stepper->sum->engine;
  while (*completed < steps->count) {
    int32_t k = *completed;
    struct move move = {.kernel = engine->set->step[state->particles->precision],
                        .stepper = stepper,
                        .state = state,
                        .step = steps->first + k,
                        .level = steps->evaluation_noise[k],
                        .diffusion = steps->diffusion[k],
                        .momentum = steps->momentum[k],
                        .step_size = steps->step_size[k]};
    bool taken;
    enum status status = take(&move, mean_squared_gradient != NULL ? mean_squared_gradient + k : NULL, &taken);
    if (status != STATUS_DONE || !taken) {
      return status;
    }
    *completed = k + 1;
  }
  return STATUS_DONE;
}
