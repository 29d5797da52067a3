#include "memory.h"

#include <stdint.h>
#include <stdlib.h>

void *memory_take(size_t bytes) {
  if (bytes > SIZE_MAX - ALIGNMENT) {
    return NULL;
  }
  size_t whole = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  return aligned_alloc(ALIGNMENT, whole > 0 ? whole : ALIGNMENT);
}

bool buffer_fit(struct buffer *buffer, size_t bytes) {
  if (buffer->data != NULL && buffer->bytes >= bytes) {
    return true;
  }
  buffer_free(buffer);
  buffer->data = memory_take(bytes);
  buffer->bytes = buffer->data != NULL ? bytes : 0;
  return buffer->data != NULL;
}

void buffer_free(struct buffer *buffer) {
  free(buffer->data);
  buffer->data = NULL;
  buffer->bytes = 0;
}
