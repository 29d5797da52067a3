#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct cloud *cloud_make(struct engine *engine, int64_t n, int32_t d, enum precision precision) {
  (void)engine;
  if ((uint64_t)n > SIZE_MAX / real_bytes(precision) / (uint64_t)d) {
    return NULL;
  }
  size_t bytes = (size_t)n * (size_t)d * real_bytes(precision);
  struct cloud *cloud = malloc(sizeof *cloud);
  if (cloud == NULL) {
    return NULL;
  }
  *cloud = (struct cloud){n, d, precision, memory_take(bytes)};
  if (cloud->data == NULL) {
    free(cloud);
    return NULL;
  }
  memset(cloud->data, 0, bytes);
  return cloud;
}

void cloud_free(struct cloud *cloud) {
  free(cloud->data);
  free(cloud);
}

void cloud_write(struct cloud *cloud, int64_t first, const double *from, int64_t count) {
  if (cloud->precision == PRECISION_DOUBLE) {
    memcpy((double *)cloud->data + first, from, (size_t)count * sizeof(double));
    return;
  }
  float *to = (float *)cloud->data + first;
  for (int64_t i = 0; i < count; i++) {
    to[i] = (float)from[i];
  }
}

void cloud_write_columns(struct cloud *cloud, int64_t first, const double *column, int64_t rows) {
  int64_t d = cloud->d;
  if (cloud->precision == PRECISION_DOUBLE) {
    double *to = (double *)cloud->data + first * d;
    for (int64_t i = 0; i < rows; i++) {
      for (int64_t k = 0; k < d; k++) {
        *to++ = column[k * rows + i];
      }
    }
    return;
  }
  float *to = (float *)cloud->data + first * d;
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t k = 0; k < d; k++) {
      *to++ = (float)column[k * rows + i];
    }
  }
}

void cloud_read(const struct cloud *cloud, int64_t first, double *to, int64_t count) {
  if (cloud->precision == PRECISION_DOUBLE) {
    memcpy(to, (const double *)cloud->data + first, (size_t)count * sizeof(double));
    return;
  }
  const float *from = (const float *)cloud->data + first;
  for (int64_t i = 0; i < count; i++) {
    to[i] = from[i];
  }
}
