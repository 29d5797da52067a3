/* The bytes of a vector of the instruction set that a file is compiled for. */
#ifndef MMDFLOW_WIDTH_H
#define MMDFLOW_WIDTH_H

#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#elif defined(__AVX2__)
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif

#endif
