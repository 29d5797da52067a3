/* Threads that wait for work between calls. */
#ifndef MMDFLOW_TEAM_H
#define MMDFLOW_TEAM_H

#include <stdint.h>

struct team;

/* A piece of work: number `index` of a run, done by thread `worker` (0 is the caller). Which worker takes a
   piece must not matter to its result. */
typedef void (*task)(void *context, int64_t index, int worker);

/* NULL where memory or threads fail. Threads start at the first run that needs them. */
struct team *team_open(int threads);
void team_close(struct team *team);
int team_threads(const struct team *team);

/* Deals pieces 0 to count-1 to the team by an atomic counter and returns when all are done. A worker that
   has just worked spins for a few microseconds before it sleeps, so that calls in quick succession find it
   awake. */
void team_run(struct team *team, int64_t count, task task, void *context);

#endif
