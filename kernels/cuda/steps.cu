/* Steps: nothing is contracted but what is written, for which nvcc needs -fmad=false. */
#include "../common/step_entries.h"
