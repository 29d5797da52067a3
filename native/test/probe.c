/* Calls the native numerics for the tests in Java: probe REQUESTS RESULTS. Both files hold numbers of 8 bytes
   in the machine's order. A request is the names of an operation, an instruction set and a precision, of 8
   characters filled up with 0, then what the operation reads; floats travel as doubles. Exit code 1 and one
   line on a mistake. */
#include "../src/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 8 };

static FILE *requests, *results;

static void fail(const char *what) {
  fprintf(stderr, "probe: %s\n", what);
  exit(1);
}

/* False at the end of the requests. */
static bool read_name(char name[NAME + 1]) {
  name[NAME] = 0;
  return fread(name, NAME, 1, requests) == 1;
}

static int64_t read_integer(void) {
  int64_t x;
  if (fread(&x, sizeof x, 1, requests) != 1) {
    fail("the requests end early");
  }
  return x;
}

static double read_double(void) {
  double x;
  if (fread(&x, sizeof x, 1, requests) != 1) {
    fail("the requests end early");
  }
  return x;
}

static void write_integer(int64_t x) {
  if (fwrite(&x, sizeof x, 1, results) != 1) {
    fail("the results cannot be written");
  }
}

/* Reals of one precision, with room for none. */
struct reals {
  bool is_double;
  int64_t count;
  void *data;
};

static struct reals make(bool is_double, int64_t count) {
  struct reals reals = {is_double, count, malloc((size_t)count * sizeof(double) + 1)};
  if (reals.data == NULL) {
    fail("out of memory");
  }
  return reals;
}

static struct reals read_reals(bool is_double, int64_t count) {
  struct reals reals = make(is_double, count);
  for (int64_t i = 0; i < count; i++) {
    double x = read_double();
    if (is_double) {
      ((double *)reals.data)[i] = x;
    } else {
      ((float *)reals.data)[i] = (float)x;
    }
  }
  return reals;
}

static void write_reals(const struct reals *reals) {
  for (int64_t i = 0; i < reals->count; i++) {
    double x = reals->is_double ? ((double *)reals->data)[i] : (double)((float *)reals->data)[i];
    if (fwrite(&x, sizeof x, 1, results) != 1) {
      fail("the results cannot be written");
    }
  }
}

/* seed, purpose, step, first, last, d, in place, level, x -> out */
static void perturb(const struct step_kernel *kernel, bool is_double) {
  uint64_t seed = (uint64_t)read_integer();
  int purpose = (int)read_integer();
  int64_t step = read_integer(), first = read_integer(), last = read_integer();
  int d = (int)read_integer();
  bool in_place = read_integer() != 0;
  double level = read_double();
  struct reals x = read_reals(is_double, (last - first) * d);
  struct reals out = in_place ? x : make(is_double, x.count);
  kernel->perturb(x.data, level, seed, purpose, step, first, last, d, out.data);
  write_reals(&out);
  free(x.data);
  if (!in_place) {
    free(out.data);
  }
}

/* rows, d, with velocity, momentum, step size, x, gradient, velocity -> finite, x, velocity */
static void move(const struct step_kernel *kernel, bool is_double) {
  int64_t rows = read_integer();
  int d = (int)read_integer();
  bool with_velocity = read_integer() != 0;
  double momentum = read_double(), step_size = read_double();
  struct reals x = read_reals(is_double, rows * d), gradient = read_reals(is_double, rows * d);
  struct reals velocity = read_reals(is_double, with_velocity ? rows * d : 0);
  struct reals next_x = make(is_double, rows * d), next_velocity = make(is_double, rows * d);
  bool finite = kernel->move(x.data, with_velocity ? velocity.data : NULL, gradient.data, momentum, step_size, 0,
                             rows, d, next_x.data, next_velocity.data);
  write_integer(finite);
  write_reals(&next_x);
  write_reals(&next_velocity);
  free(x.data);
  free(gradient.data);
  free(velocity.data);
  free(next_x.data);
  free(next_velocity.data);
}

/* first, last, d, numbers of rows 0 to last-1 -> finite */
static void check_finite(const struct step_kernel *kernel, bool is_double) {
  int64_t first = read_integer(), last = read_integer();
  int d = (int)read_integer();
  struct reals x = read_reals(is_double, last * d);
  write_integer(kernel->finite(x.data, first, last, d));
  free(x.data);
}

static void *allocate(size_t bytes) {
  void *data = aligned_alloc(64, (bytes + 63) / 64 * 64 + 64);
  if (data == NULL) {
    fail("out of memory");
  }
  return data;
}

/* family, parameters 3, unit, largest distance, count, z -> k(z), k'(z): a kernel of scale 1 on the line,
   between each z and a source at 0, in a frame of that unit. */
static void profile(const struct numerics *numerics, bool is_double) {
  struct terms terms = {.count = 1};
  terms.component[0] = (struct component){.family = (enum family)read_integer(), .weight = 1, .scale = 1};
  for (int i = 0; i < 3; i++) {
    terms.component[0].parameters[i] = read_double();
  }
  const double centre = 0, zero[2] = {0};
  struct frame frame = {.d = 1, .form = FORM_DIRECT, .unit = read_double(), .centre = &centre};
  frame.largest_distance = read_double();
  struct reals z = read_reals(is_double, read_integer());
  struct sources sources = {.m = 1, .equal_weights = true, .weight = 1};
  sources.data = allocate(numerics->packed_bytes(&frame, 1));
  double one = 1;
  float one_float = 1;
  numerics->pack(&frame, &sources, zero, is_double ? (void *)&one : (void *)&one_float, 0, 1);
  void *room = allocate(numerics->room_bytes(&frame));
  struct reals value = make(true, z.count), gradient = make(true, z.count);
  memset(value.data, 0, (size_t)z.count * sizeof(double));
  memset(gradient.data, 0, (size_t)z.count * sizeof(double));
  for (int64_t first = 0; first < z.count; first += numerics->block) {
    int64_t last = smaller(first + numerics->block, z.count);
    numerics->gradients(&frame, &terms, &sources, 0, 1, z.data, first, last, room, (double *)value.data + first,
                        (double *)gradient.data + first, z.count);
  }
  write_reals(&value);
  write_reals(&gradient);
  free(room);
  free(sources.data);
  free(z.data);
  free(value.data);
  free(gradient.data);
}

static void answer(const char *operation) {
  char name[NAME + 1], precision[NAME + 1];
  if (!read_name(name) || !read_name(precision)) {
    fail("the requests end early");
  }
  bool is_double = strcmp(precision, "double") == 0;
  const struct instruction_set *set = instruction_set_named(name);
  if (strcmp(operation, "runs") == 0) {
    write_integer(set != NULL);
  } else if (set == NULL) {
    fail("this machine does not run the instruction set");
  } else if (strcmp(operation, "perturb") == 0) {
    perturb(set->step[is_double], is_double);
  } else if (strcmp(operation, "move") == 0) {
    move(set->step[is_double], is_double);
  } else if (strcmp(operation, "finite") == 0) {
    check_finite(set->step[is_double], is_double);
  } else if (strcmp(operation, "profile") == 0) {
    profile(set->numerics[is_double], is_double);
  } else {
    fail("no such operation");
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fail("two files are needed: requests, results");
  }
  requests = fopen(argv[1], "rb");
  results = fopen(argv[2], "wb");
  if (requests == NULL || results == NULL) {
    fail("a file cannot be opened");
  }
  char operation[NAME + 1];
  while (read_name(operation)) {
    answer(operation);
  }
  fclose(requests);
  return fclose(results) == 0 ? 0 : 1;
}
