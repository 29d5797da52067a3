/* Kernel sums. */
#include "../common/sum_entries.h"
