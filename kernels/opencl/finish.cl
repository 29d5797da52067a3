/* What becomes of sums. */
#if MMDFLOW_DOUBLE || MMDFLOW_SUM_DOUBLE
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif

#include "../common/finish_entries.h"
