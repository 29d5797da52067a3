/* The common profiles over vectors, with exponentials by table. */
#ifndef MMDFLOW_PROFILES_SIMD_H
#define MMDFLOW_PROFILES_SIMD_H

#include "exp2_table.h"
#include "../../../kernels/common/evaluate.h"

#endif
