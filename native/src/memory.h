/* Aligned memory that grows and is reused from call to call. */
#ifndef MMDFLOW_MEMORY_H
#define MMDFLOW_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

enum { ALIGNMENT = 64 };

/* 64-byte aligned, or NULL. */
void *memory_take(size_t bytes);

struct buffer {
  void *data;
  size_t bytes;
};

/* Makes the buffer at least so large; its contents may be lost. False where memory fails. */
bool buffer_fit(struct buffer *buffer, size_t bytes);
void buffer_free(struct buffer *buffer);

#endif
