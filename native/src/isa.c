#include <string.h>

#include "internal.h"

#define DECLARE(name)                                                                                      \
  extern const struct numerics mmdflow_##name##_float, mmdflow_##name##_double;                            \
  extern const struct step_kernel mmdflow_##name##_step_float, mmdflow_##name##_step_double;               \
  extern const struct subset_kernel mmdflow_##name##_subset_float, mmdflow_##name##_subset_double;         \
  static const struct instruction_set name = {                                                             \
      #name,                                                                                               \
      {&mmdflow_##name##_float, &mmdflow_##name##_double},                                                 \
      {&mmdflow_##name##_step_float, &mmdflow_##name##_step_double},                                           \
      {&mmdflow_##name##_subset_float, &mmdflow_##name##_subset_double}};

#ifdef MMDFLOW_HAVE_AVX512
DECLARE(avx512)
/* All of x86-64-v4, for which the code was compiled. */
static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl");
}
#endif
#ifdef MMDFLOW_HAVE_AVX2
DECLARE(avx2)
/* All of x86-64-v3. */
static bool has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
}
#endif
#ifdef MMDFLOW_HAVE_NEON
DECLARE(neon)
#endif
DECLARE(plain)

/* Fills `sets` with what this machine runs, best first, and returns how many. */
static int runnable(const struct instruction_set **sets) {
  int count = 0;
#if defined(MMDFLOW_HAVE_AVX512) || defined(MMDFLOW_HAVE_AVX2)
  __builtin_cpu_init();
#endif
#ifdef MMDFLOW_HAVE_AVX512
  if (has_avx2() && has_avx512()) {
    sets[count++] = &avx512;
  }
#endif
#ifdef MMDFLOW_HAVE_AVX2
  if (has_avx2()) {
    sets[count++] = &avx2;
  }
#endif
#ifdef MMDFLOW_HAVE_NEON
  sets[count++] = &neon;
#endif
  sets[count++] = &plain;
  return count;
}

int engine_instruction_sets(const char *names[MOST_INSTRUCTION_SETS]) {
  const struct instruction_set *sets[MOST_INSTRUCTION_SETS];
  int count = runnable(sets);
  for (int i = 0; i < count; i++) {
    names[i] = sets[i]->name;
  }
  return count;
}

const struct instruction_set *instruction_set_named(const char *name) {
  const struct instruction_set *sets[MOST_INSTRUCTION_SETS];
  int count = runnable(sets);
  for (int i = 0; i < count; i++) {
    if (name == NULL || strcmp(sets[i]->name, name) == 0) {
      return sets[i];
    }
  }
  return NULL;
}
