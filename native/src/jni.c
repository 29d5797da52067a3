/* The calls from Java's org.mmdflow.engine.cpu.Native. Pointers travel as jlong; Java checks arguments and
   keeps pointers alive. */
#include <jni.h>
#include <stdlib.h>

#include "engine.h"

#define EXPORTED(type, name) JNIEXPORT type JNICALL Java_org_mmdflow_engine_cpu_Native_##name

/* Java gives a precision as its bytes. */
static enum precision precision_of(jint bytes) { return bytes == 4 ? PRECISION_FLOAT : PRECISION_DOUBLE; }

/* Numbers copied at a time between Java's heap and clouds. */
enum { PIECE = 8192 };

EXPORTED(jobjectArray, instructionSets)(JNIEnv *env, jclass self) {
  (void)self;
  const char *names[MOST_INSTRUCTION_SETS];
  int count = engine_instruction_sets(names);
  jobjectArray array = (*env)->NewObjectArray(env, count, (*env)->FindClass(env, "java/lang/String"), NULL);
  for (int i = 0; array != NULL && i < count; i++) {
    jstring name = (*env)->NewStringUTF(env, names[i]);
    if (name == NULL) {
      return NULL;
    }
    (*env)->SetObjectArrayElement(env, array, i, name);
  }
  return array;
}

EXPORTED(jlong, open)(JNIEnv *env, jclass self, jstring set, jint threads) {
  (void)self;
  const char *name = (*env)->GetStringUTFChars(env, set, NULL);
  if (name == NULL) {
    return 0;
  }
  struct engine *engine = engine_open(name, threads);
  (*env)->ReleaseStringUTFChars(env, set, name);
  return (jlong)(intptr_t)engine;
}

EXPORTED(void, close)(JNIEnv *env, jclass self, jlong engine) {
  (void)env;
  (void)self;
  engine_close((struct engine *)(intptr_t)engine);
}

EXPORTED(jstring, instructionSet)(JNIEnv *env, jclass self, jlong engine) {
  (void)self;
  return (*env)->NewStringUTF(env, engine_instruction_set((struct engine *)(intptr_t)engine));
}

static const struct numerics *numerics_of(jlong engine, jint precision) {
  return engine_numerics((struct engine *)(intptr_t)engine, precision_of(precision));
}

EXPORTED(jdouble, peak)(JNIEnv *env, jclass self, jlong engine, jint precision, jdouble seconds) {
  (void)env;
  (void)self;
  return numerics_of(engine, precision)->peak(seconds);
}

EXPORTED(jint, lanes)(JNIEnv *env, jclass self, jlong engine, jint precision) {
  (void)env;
  (void)self;
  return numerics_of(engine, precision)->lanes;
}

EXPORTED(jint, slots)(JNIEnv *env, jclass self, jlong engine, jint precision) {
  (void)env;
  (void)self;
  return numerics_of(engine, precision)->slots;
}

EXPORTED(jlong, cloudMake)(JNIEnv *env, jclass self, jlong engine, jlong n, jint d, jint precision) {
  (void)env;
  (void)self;
  return (jlong)(intptr_t)cloud_make((struct engine *)(intptr_t)engine, n, d, precision_of(precision));
}

EXPORTED(void, cloudFree)(JNIEnv *env, jclass self, jlong cloud) {
  (void)env;
  (void)self;
  cloud_free((struct cloud *)(intptr_t)cloud);
}

EXPORTED(void, cloudWrite)(JNIEnv *env, jclass self, jlong cloud, jlong first, jdoubleArray from) {
  (void)self;
  jdouble piece[PIECE];
  jsize length = (*env)->GetArrayLength(env, from);
  for (jsize at = 0; at < length; at += PIECE) {
    jsize count = length - at < PIECE ? length - at : PIECE;
    (*env)->GetDoubleArrayRegion(env, from, at, count, piece);
    cloud_write((struct cloud *)(intptr_t)cloud, first + at, piece, count);
  }
}

EXPORTED(void, cloudRead)(JNIEnv *env, jclass self, jlong cloud, jlong first, jdoubleArray to) {
  (void)self;
  jdouble piece[PIECE];
  jsize length = (*env)->GetArrayLength(env, to);
  for (jsize at = 0; at < length; at += PIECE) {
    jsize count = length - at < PIECE ? length - at : PIECE;
    cloud_read((const struct cloud *)(intptr_t)cloud, first + at, piece, count);
    (*env)->SetDoubleArrayRegion(env, to, at, count, piece);
  }
}

/* Numbers by component: weight, scale and three parameters. */
enum { NUMBERS = 5 };

EXPORTED(jlong, sumMake)
(JNIEnv *env, jclass self, jlong engine, jintArray families, jdoubleArray numbers, jint d, jint precision) {
  (void)self;
  struct component component[MOST_COMPONENTS];
  jint family[MOST_COMPONENTS];
  jdouble number[MOST_COMPONENTS][NUMBERS];
  jsize count = (*env)->GetArrayLength(env, families);
  if (count > MOST_COMPONENTS) {
    return 0;
  }
  (*env)->GetIntArrayRegion(env, families, 0, count, family);
  (*env)->GetDoubleArrayRegion(env, numbers, 0, count * NUMBERS, &number[0][0]);
  for (jsize i = 0; i < count; i++) {
    component[i] = (struct component){(enum family)family[i], number[i][0], number[i][1],
                                      {number[i][2], number[i][3], number[i][4]}};
  }
  return (jlong)(intptr_t)sum_make((struct engine *)(intptr_t)engine, count, component, d,
                                   precision_of(precision));
}

EXPORTED(void, sumFree)(JNIEnv *env, jclass self, jlong sum) {
  (void)env;
  (void)self;
  sum_free((struct kernel_sum *)(intptr_t)sum);
}

/* Parts from pointers to points and weights, by turns; NULL where memory fails. */
static struct part *parts_of(JNIEnv *env, jlongArray pointers, jsize *parts) {
  *parts = (*env)->GetArrayLength(env, pointers) / 2;
  struct part *part = malloc(((size_t)*parts + 1) * sizeof *part);
  for (jsize p = 0; part != NULL && p < *parts; p++) {
    jlong pair[2];
    (*env)->GetLongArrayRegion(env, pointers, 2 * p, 2, pair);
    part[p] = (struct part){(const struct cloud *)(intptr_t)pair[0], (const struct cloud *)(intptr_t)pair[1]};
  }
  return part;
}

EXPORTED(jint, gradient)
(JNIEnv *env, jclass self, jlong sum, jlong at, jlongArray sources, jlong gradient, jlongArray values) {
  (void)self;
  jsize parts, columns = (*env)->GetArrayLength(env, values);
  struct part *part = parts_of(env, sources, &parts);
  struct cloud **column = malloc(((size_t)columns + 1) * sizeof *column);
  enum status status = STATUS_NO_MEMORY;
  if (part != NULL && column != NULL) {
    for (jsize c = 0; c < columns; c++) {
      jlong pointer;
      (*env)->GetLongArrayRegion(env, values, c, 1, &pointer);
      column[c] = (struct cloud *)(intptr_t)pointer;
    }
    status = sum_gradient((struct kernel_sum *)(intptr_t)sum, (const struct cloud *)(intptr_t)at, parts, part,
                          (struct cloud *)(intptr_t)gradient, columns > 0 ? column : NULL);
  }
  free(column);
  free(part);
  return (jint)status;
}

EXPORTED(jint, value)
(JNIEnv *env, jclass self, jlong sum, jlong at, jlong points, jlong weights, jlong out) {
  (void)env;
  (void)self;
  struct part part = {(const struct cloud *)(intptr_t)points, (const struct cloud *)(intptr_t)weights};
  return (jint)sum_value((struct kernel_sum *)(intptr_t)sum, (const struct cloud *)(intptr_t)at, &part,
                         (struct cloud *)(intptr_t)out);
}

EXPORTED(jint, quadratic)
(JNIEnv *env, jclass self, jlong sum, jlongArray sources, jboolean skip_equal, jdoubleArray out) {
  (void)self;
  jsize parts;
  struct part *part = parts_of(env, sources, &parts);
  if (part == NULL) {
    return STATUS_NO_MEMORY;
  }
  double result = 0;
  enum status status = sum_quadratic((struct kernel_sum *)(intptr_t)sum, &part[0], &part[1], skip_equal, &result);
  free(part);
  (*env)->SetDoubleArrayRegion(env, out, 0, 1, &result);
  return (jint)status;
}

EXPORTED(jint, block)(JNIEnv *env, jclass self, jlong sum, jlong rows, jlong columns, jlong out) {
  (void)env;
  (void)self;
  return (jint)sum_block((struct kernel_sum *)(intptr_t)sum, (const struct cloud *)(intptr_t)rows,
                         (const struct cloud *)(intptr_t)columns, (struct cloud *)(intptr_t)out);
}

EXPORTED(jlong, stepperMake)(JNIEnv *env, jclass self, jlong sum) {
  (void)env;
  (void)self;
  return (jlong)(intptr_t)stepper_make((struct kernel_sum *)(intptr_t)sum);
}

EXPORTED(void, stepperFree)(JNIEnv *env, jclass self, jlong stepper) {
  (void)env;
  (void)self;
  stepper_free((struct stepper *)(intptr_t)stepper);
}

/* `settings` holds step sizes, evaluation noise, diffusion and momenta of all steps, one array after the
   other. Returns the steps taken, or -1 where memory failed. */
EXPORTED(jint, advance)
(JNIEnv *env, jclass self, jlong stepper, jlong particles, jlong velocity, jlong weights, jlongArray sources,
 jlong seed, jlong first, jdoubleArray settings, jdoubleArray squares) {
  (void)self;
  jsize parts, count = (*env)->GetArrayLength(env, settings) / 4;
  jsize recorded = (*env)->GetArrayLength(env, squares);
  struct part *part = parts_of(env, sources, &parts);
  double *numbers = malloc(((size_t)count * 4 + (size_t)recorded) * sizeof(double));
  int32_t completed = -1;
  if (part != NULL && numbers != NULL) {
    (*env)->GetDoubleArrayRegion(env, settings, 0, 4 * count, numbers);
    double *square = numbers + 4 * count;
    struct flow_state state = {(struct cloud *)(intptr_t)particles,
                               (struct cloud *)(intptr_t)velocity,
                               (const struct cloud *)(intptr_t)weights,
                               parts,
                               part,
                               (uint64_t)seed};
    struct steps steps = {first, count, numbers, numbers + count, numbers + 2 * count, numbers + 3 * count};
    enum status status = stepper_advance((struct stepper *)(intptr_t)stepper, &state, &steps,
                                         recorded > 0 ? square : NULL, &completed);
    if (status == STATUS_NO_MEMORY) {
      completed = -1;
    } else if (recorded > 0) {
      (*env)->SetDoubleArrayRegion(env, squares, 0, completed, square);
    }
  }
  free(numbers);
  free(part);
  return completed;
}

EXPORTED(void, perturb)
(JNIEnv *env, jclass self, jlong engine, jfloatArray x, jint d, jdouble level, jlong seed, jint purpose, jlong step,
 jlong particle) {
  (void)self;
  float *row = (*env)->GetPrimitiveArrayCritical(env, x, NULL);
  if (row != NULL) {
    engine_perturb((const struct engine *)(intptr_t)engine, row, d, level, (uint64_t)seed, purpose, step, particle);
    (*env)->ReleasePrimitiveArrayCritical(env, x, row, 0);
  }
}

/* Returns 0, or 1 where memory failed. Java's collector waits while its arrays are read in place. */
EXPORTED(jint, subsetSums)
(JNIEnv *env, jclass self, jlong engine, jint precision, jlongArray words, jint count, jint firstRow, jint rows,
 jint firstColumn, jint columns, jdoubleArray block, jdoubleArray sums) {
  (void)self;
  enum status status = STATUS_NO_MEMORY;
  jlong *members = (*env)->GetPrimitiveArrayCritical(env, words, NULL);
  jdouble *values = members != NULL ? (*env)->GetPrimitiveArrayCritical(env, block, NULL) : NULL;
  jdouble *out = values != NULL ? (*env)->GetPrimitiveArrayCritical(env, sums, NULL) : NULL;
  if (out != NULL) {
    struct subsets subsets = {count, (const uint64_t *)members};
    struct matrix_block matrix = {firstRow, rows, firstColumn, columns, values};
    status = engine_subset_sums((struct engine *)(intptr_t)engine, precision_of(precision), &subsets, &matrix, out);
    (*env)->ReleasePrimitiveArrayCritical(env, sums, out, 0);
  }
  if (values != NULL) {
    (*env)->ReleasePrimitiveArrayCritical(env, block, values, JNI_ABORT);
  }
  if (members != NULL) {
    (*env)->ReleasePrimitiveArrayCritical(env, words, members, JNI_ABORT);
  }
  return status == STATUS_DONE ? 0 : 1;
}
