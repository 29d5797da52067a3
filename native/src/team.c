/* Threads that deal pieces of work among themselves. A run is open while pieces may remain; a thread that
   wakes while it is open joins it, one that wakes later does not, and the caller waits for those that joined
   alone: a small run costs no one else's waking. */
#define _GNU_SOURCE

#include "team.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

/* `state` holds all that threads agree on: the run's number, whether it is open, who has joined it. */
enum { WORKERS_MASK = 0xffff, OPEN = 1 << 16, CLOSING = 1 << 17, RUN_SHIFT = 18, MOST_THREADS = WORKERS_MASK };

/* About what it costs to wake a sleeping thread. */
enum { SPIN_NANOSECONDS = 20000, PAUSES_PER_LOOK_AT_CLOCK = 32, CACHE_LINE = 64 };

struct worker {
  struct team *team;
  pthread_t thread;
  int number;
};

struct team {
  _Alignas(CACHE_LINE) _Atomic uint64_t state;
  _Alignas(CACHE_LINE) _Atomic int64_t next;

  /* Written by the caller between runs; `state` publishes them. */
  _Alignas(CACHE_LINE) int64_t count;
  task task;
  void *context;

  /* The caller's own. */
  int threads;
  int started; /* workers that run */
  int obtainable; /* workers that the system gives, as far as is known */
  bool spins;

  /* Who sleeps: set under the mutex before a last look at `state`, read by wakers after a change of it. */
  _Atomic int sleepers;
  _Atomic bool caller_sleeps;
  pthread_mutex_t mutex;
  pthread_cond_t work;
  pthread_cond_t done;

  struct worker worker[];
};

static inline void pause_briefly(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  /* yield does nothing on most cores; isb costs about what pause does. */
  __asm__ volatile("isb");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* How many processors this process may run on; 1 where that cannot be told. */
static int processors(void) {
#ifdef __linux__
  for (size_t most = 1024; most <= 1 << 20; most *= 4) {
    cpu_set_t *set = CPU_ALLOC(most);
    if (set == NULL) {
      return 1;
    }
    size_t size = CPU_ALLOC_SIZE(most);
    int count = sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : 0;
    CPU_FREE(set);
    if (count > 0) {
      return count;
    }
  }
  return 1;
#else
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : (int)count;
#endif
}

typedef bool (*condition)(uint64_t state, uint64_t last_run);

static bool has_news(uint64_t state, uint64_t last_run) {
  return (state & CLOSING) || ((state & OPEN) && state >> RUN_SHIFT != last_run);
}

static bool is_done(uint64_t state, uint64_t last_run) {
  (void)last_run;
  return (state & WORKERS_MASK) == 0;
}

/* Looks at `state` for SPIN_NANOSECONDS at most; true as soon as the condition holds. */
static bool spin(struct team *team, condition holds, uint64_t last_run) {
  if (holds(atomic_load(&team->state), last_run)) {
    return true;
  }
  if (!team->spins) {
    return false;
  }
  int64_t end = nanoseconds() + SPIN_NANOSECONDS;
  do {
    for (int i = 0; i < PAUSES_PER_LOOK_AT_CLOCK; i++) {
      pause_briefly();
      if (holds(atomic_load(&team->state), last_run)) {
        return true;
      }
    }
  } while (nanoseconds() < end);
  return false;
}

static void work(struct team *team, int number) {
  for (;;) {
    int64_t index = atomic_fetch_add_explicit(&team->next, 1, memory_order_relaxed);
    if (index >= team->count) {
      return;
    }
    team->task(team->context, index, number);
  }
}

/* A worker sleeps until there is news. */
static void sleep_until_news(struct team *team, uint64_t last_run) {
  pthread_mutex_lock(&team->mutex);
  atomic_fetch_add(&team->sleepers, 1);
  while (!has_news(atomic_load(&team->state), last_run)) {
    pthread_cond_wait(&team->work, &team->mutex);
  }
  atomic_fetch_sub(&team->sleepers, 1);
  pthread_mutex_unlock(&team->mutex);
}

static void *serve(void *argument) {
  struct worker *worker = argument;
  struct team *team = worker->team;
  uint64_t last_run = 0;
  bool tired = true; /* has not been wanted yet: no reason to spin */
  for (;;) {
    if (tired || !spin(team, has_news, last_run)) {
      sleep_until_news(team, last_run);
    }
    tired = false;
    uint64_t state = atomic_load(&team->state);
    if (state & CLOSING) {
      return NULL;
    }
    if (!(state & OPEN) || !atomic_compare_exchange_strong(&team->state, &state, state + 1)) {
      continue;
    }
    last_run = state >> RUN_SHIFT;
    work(team, worker->number);
    state = atomic_fetch_sub(&team->state, 1) - 1;
    if (!(state & OPEN) && is_done(state, last_run) && atomic_load(&team->caller_sleeps)) {
      pthread_mutex_lock(&team->mutex);
      pthread_cond_signal(&team->done);
      pthread_mutex_unlock(&team->mutex);
    }
  }
}

static void wake(struct team *team, int64_t wanted) {
  int sleepers = atomic_load(&team->sleepers);
  if (sleepers == 0) {
    return;
  }
  /* Whoever counted himself in and did not see the news holds the mutex until he sleeps. */
  pthread_mutex_lock(&team->mutex);
  pthread_mutex_unlock(&team->mutex);
  if (wanted >= sleepers) {
    pthread_cond_broadcast(&team->work);
  } else {
    for (int64_t i = 0; i < wanted; i++) {
      pthread_cond_signal(&team->work);
    }
  }
}

/* Starts workers up to `wanted`, or as many as the system gives. */
static void start(struct team *team, int64_t wanted) {
  if (team->started >= wanted || team->started >= team->obtainable) {
    return;
  }
  /* Signals meant for the process are not for these threads; faults of their own stay visible. */
  sigset_t blocked, before;
  sigfillset(&blocked);
  const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    sigdelset(&blocked, faults[i]);
  }
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  while (team->started < wanted && team->started < team->obtainable) {
    struct worker *worker = &team->worker[team->started];
    worker->team = team;
    worker->number = team->started + 1;
    if (pthread_create(&worker->thread, NULL, serve, worker) != 0) {
      team->obtainable = team->started;
      break;
    }
    team->started++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static bool make_waiting(struct team *team) {
  if (pthread_mutex_init(&team->mutex, NULL) != 0) {
    return false;
  }
  if (pthread_cond_init(&team->work, NULL) != 0) {
    pthread_mutex_destroy(&team->mutex);
    return false;
  }
  if (pthread_cond_init(&team->done, NULL) != 0) {
    pthread_cond_destroy(&team->work);
    pthread_mutex_destroy(&team->mutex);
    return false;
  }
  return true;
}

struct team *team_open(int threads) {
  if (threads < 1 || threads > MOST_THREADS) {
    return NULL;
  }
  size_t bytes = sizeof(struct team) + (size_t)(threads - 1) * sizeof(struct worker);
  bytes = (bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
  struct team *team = aligned_alloc(CACHE_LINE, bytes);
  if (team == NULL) {
    return NULL;
  }
  memset(team, 0, bytes);
  if (!make_waiting(team)) {
    free(team);
    return NULL;
  }
  team->threads = threads;
  team->obtainable = threads - 1;
  team->spins = threads <= processors();
  return team;
}

void team_close(struct team *team) {
  if (team == NULL) {
    return;
  }
  atomic_fetch_or(&team->state, CLOSING);
  wake(team, team->started);
  for (int i = 0; i < team->started; i++) {
    pthread_join(team->worker[i].thread, NULL);
  }
  pthread_cond_destroy(&team->done);
  pthread_cond_destroy(&team->work);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

int team_threads(const struct team *team) { return team->threads; }

static void wait_for_workers(struct team *team) {
  if (spin(team, is_done, 0)) {
    return;
  }
  pthread_mutex_lock(&team->mutex);
  atomic_store(&team->caller_sleeps, true);
  while (!is_done(atomic_load(&team->state), 0)) {
    pthread_cond_wait(&team->done, &team->mutex);
  }
  atomic_store(&team->caller_sleeps, false);
  pthread_mutex_unlock(&team->mutex);
}

void team_run(struct team *team, int64_t count, task what, void *context) {
  if (count > 1) {
    start(team, count - 1);
  }
  if (count <= 1 || team->started == 0) {
    for (int64_t index = 0; index < count; index++) {
      what(context, index, 0);
    }
    return;
  }
  /* The last run is over, so no one else reads these. */
  team->count = count;
  team->task = what;
  team->context = context;
  atomic_store_explicit(&team->next, 0, memory_order_relaxed);
  uint64_t run = (atomic_load(&team->state) >> RUN_SHIFT) + 1;
  atomic_store(&team->state, run << RUN_SHIFT | OPEN);
  wake(team, count - 1);
  work(team, 0);
  atomic_fetch_and(&team->state, ~(uint64_t)OPEN);
  wait_for_workers(team);
}
