/* Steps: nothing is contracted but what is written. */
#if MMDFLOW_DOUBLE || MMDFLOW_SUM_DOUBLE
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
#pragma OPENCL FP_CONTRACT OFF

#include "../common/step_entries.h"
