/* Stress of the thread team, built with ThreadSanitizer too. Every piece must be done once, by a worker that
   belongs to the team, and what it wrote must be seen by the caller. Exit code 1 on a failure. */
#define _POSIX_C_SOURCE 200809L

#include "team.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PIECES = 1000, MOST_TEAM = 8 };

struct job {
  uint64_t input;
  int threads;
  int spread; /* extra work of some pieces, so that they end out of order */
  uint64_t output[MOST_PIECES];
  int times[MOST_PIECES];
  int64_t done_by[MOST_TEAM];
  int stranger;
};

/* SplitMix64. */
static uint64_t mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

static uint64_t expected(const struct job *job, int64_t index) {
  uint64_t x = job->input + (uint64_t)index;
  int rounds = 1 + (int)(mix(x) % (uint64_t)job->spread);
  for (int i = 0; i < rounds; i++) {
    x = mix(x);
  }
  return x;
}

static void piece(void *context, int64_t index, int worker) {
  struct job *job = context;
  if (worker < 0 || worker >= job->threads) {
    job->stranger = 1;
    return;
  }
  job->output[index] = expected(job, index);
  job->times[index]++;
  job->done_by[worker]++;
}

static int failed(const char *what, int threads, int64_t count) {
  fprintf(stderr, "team_check: %s, %d threads, %" PRId64 " pieces\n", what, threads, count);
  return 1;
}

static int run_once(struct team *team, struct job *job, int64_t count, uint64_t input, int spread) {
  int threads = team_threads(team);
  memset(job, 0, sizeof *job);
  job->input = input;
  job->threads = threads;
  job->spread = spread;
  team_run(team, count, piece, job);
  int64_t total = 0;
  for (int worker = 0; worker < threads; worker++) {
    total += job->done_by[worker];
  }
  if (job->stranger || total != count) {
    return failed("a worker that does not belong, or a wrong number of pieces", threads, count);
  }
  for (int64_t i = 0; i < count; i++) {
    if (job->times[i] != 1 || job->output[i] != expected(job, i)) {
      return failed("a piece left out, done twice or not seen", threads, count);
    }
  }
  return job->times[count] != 0 ? failed("a piece too many", threads, count) : 0;
}

/* Long enough for threads to fall asleep. */
static void rest(void) {
  struct timespec time = {0, 200000};
  nanosleep(&time, NULL);
}

static int check_team(int threads, int runs) {
  struct team *team = team_open(threads);
  if (team == NULL || team_threads(team) != threads) {
    return failed("cannot be opened", threads, 0);
  }
  struct job *job = malloc(sizeof *job);
  int failures = job == NULL;
  for (int run = 0; run < runs && !failures; run++) {
    uint64_t random = mix((uint64_t)run);
    int64_t count = run % 3 == 0 ? (int64_t)(random % 12) : (int64_t)(random % 40);
    if (run % 50 == 0) {
      count = MOST_PIECES - 1;
    }
    failures = run_once(team, job, count, random, run % 7 == 0 ? 2000 : 3);
    if (run % 100 < 3) {
      rest();
    }
  }
  free(job);
  team_close(team);
  return failures;
}

/* Teams that are closed at once, after one run, and while their threads wake. */
static int check_opening(int rounds) {
  struct job *job = malloc(sizeof *job);
  int failures = job == NULL;
  for (int round = 0; round < rounds && !failures; round++) {
    struct team *team = team_open(1 + round % MOST_TEAM);
    if (team == NULL) {
      failures = failed("cannot be opened", 1 + round % MOST_TEAM, 0);
      break;
    }
    for (int run = 0; run < round % 4 && !failures; run++) {
      failures = run_once(team, job, round % 19, (uint64_t)round, 3);
    }
    team_close(team);
  }
  free(job);
  return failures;
}

int main(int argc, char **argv) {
  int runs = argc > 1 ? atoi(argv[1]) : 3000;
  if (team_open(0) != NULL) {
    return failed("opened", 0, 0);
  }
  team_close(NULL);
  for (int threads = 1; threads <= MOST_TEAM; threads++) {
    if (check_team(threads, runs) != 0) {
      return 1;
    }
  }
  return check_opening(runs / 5);
}
