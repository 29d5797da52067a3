/* What becomes of sums. */
#include "../common/finish_entries.h"
