#include "block.h"

#include <cstdio>
#include <memory>
#include <numeric>
#include <vector>

#include "fiber.h"
#include "memory.h"
#include "random.h"
#include "shared_memory.h"

namespace emulator {

Kernel *kernels;
Thread *self;
Three blockIndex, blockSize, gridSize;

namespace {

constexpr int WARP = 32, WORDS = 16, MASKS = 4;

enum State { READY, AT_BARRIER, AT_EXCHANGE, DONE };

struct Runner {
  Thread thread;
  Fiber fiber;
  State state;
  int line;
  unsigned mask;
};

// Lanes of a warp that meet under one mask. Two buffers, so that a fast lane's next words do not reach a slow lane.
struct Meeting {
  unsigned mask, arrived, phase;
  int line;
  uint32_t words[2][WARP * WORDS];
};

struct Warp {
  Meeting meeting[MASKS];
  int meetings;
};

std::vector<std::unique_ptr<Runner>> runners;
std::vector<Warp> warps;
std::vector<int> ready;
const Kernel *kernel;
void **arguments;
int threads, waiting, alive, barrierLine;
uint64_t randomState;
Outcome outcome;
bool running;

Runner &own() { return *runners[self->number]; }

std::string place(const Thread &thread, int line) {
  char text[256];
  snprintf(text, sizeof text, "kernel %s, block (%u, %u, %u), thread (%u, %u, %u)", kernel->name, blockIndex.x,
           blockIndex.y, blockIndex.z, thread.index.x, thread.index.y, thread.index.z);
  return text + (line > 0 ? ", line " + std::to_string(line) : std::string());
}

void fail(int code, const std::string &text) {
  if (outcome.code == 0) {
    outcome = {code, text};
  }
}

void play() {
  kernel->call(arguments);
  own().state = DONE;
  own().fiber.leave();
}

void wait(State state, int line) {
  own().state = state;
  own().line = line;
  own().fiber.leave();
}

Meeting &meetingFor(unsigned mask, int line) {
  Warp &warp = warps[self->warp];
  for (int i = 0; i < warp.meetings; i++) {
    if (warp.meeting[i].mask == mask) {
      return warp.meeting[i];
    }
  }
  if (warp.meetings == MASKS) {
    fault(LAUNCH_FAILED, "more than four masks of a warp in a kernel", nullptr, line);
  }
  Meeting &meeting = warp.meeting[warp.meetings++];
  meeting.mask = mask;
  meeting.arrived = meeting.phase = 0;
  return meeting;
}

void release(unsigned mask) {
  for (int lane = 0; lane < WARP; lane++) {
    int number = (int)self->warp * WARP + lane;
    if ((mask >> lane & 1) && number < threads) {
      Runner &other = *runners[number];
      if (other.state == AT_EXCHANGE && other.mask == mask) {
        other.state = READY;
        ready.push_back(number);
      }
    }
  }
}

void openBarrier() {
  waiting = 0;
  for (int i = 0; i < threads; i++) {
    runners[i]->state = READY;
    ready.push_back(i);
  }
}

// Nobody can go on: some wait for others that never come.
void failDeadlocked() {
  int atBarrier = 0, atExchange = 0;
  const Runner *one = nullptr;
  for (int i = 0; i < threads; i++) {
    atBarrier += runners[i]->state == AT_BARRIER;
    atExchange += runners[i]->state == AT_EXCHANGE;
    if (one == nullptr && runners[i]->state != DONE) {
      one = runners[i].get();
    }
  }
  char text[160];
  snprintf(text, sizeof text, "barrier divergence: of %d threads %d wait at a barrier, %d for lanes, %d have ended: ",
           threads, atBarrier, atExchange, threads - alive);
  fail(LAUNCH_FAILED, text + place(one->thread, one->line));
}

void runBlock() {
  ready.clear();
  waiting = 0;
  alive = threads;
  poisonShared();
  for (Warp &warp : warps) {
    warp.meetings = 0;
  }
  for (int i = 0; i < threads; i++) {
    runners[i]->fiber.prepare(play);
    runners[i]->state = READY;
    ready.push_back(i);
  }
  while (alive > 0 && outcome.code == 0) {
    if (ready.empty()) {
      if (waiting < threads) {
        failDeadlocked();
        return;
      }
      openBarrier();
    }
    size_t pick = nextRandom(randomState) % ready.size();
    Runner &next = *runners[ready[pick]];
    ready[pick] = ready.back();
    ready.pop_back();
    self = &next.thread;
    next.fiber.enter();
    alive -= next.state == DONE;
  }
}

void makeThreads(Three block) {
  threads = (int)(block.x * block.y * block.z);
  while ((int)runners.size() < threads) {
    runners.push_back(std::make_unique<Runner>());
  }
  warps.resize((threads + WARP - 1) / WARP);
  for (int i = 0; i < threads; i++) {
    unsigned n = (unsigned)i;
    runners[i]->thread = {{n % block.x, n / block.x % block.y, n / (block.x * block.y)}, n % WARP, n / WARP, i};
  }
}

}  // namespace

void fault(int code, const char *what, const void *address, int line) {
  std::string text = what + (": " + place(*self, line));
  if (address != nullptr) {
    std::string shared = describeShared(address);
    text += ", " + (shared.empty() ? describe(address) : shared);
  }
  fail(code, text);
  for (;;) {
    own().state = DONE;
    own().fiber.leave();
  }
}

void barrier(int line) {
  if (waiting == 0) {
    barrierLine = line;
  } else if (barrierLine != line) {
    std::string text = "barrier divergence: others wait at line " + std::to_string(barrierLine);
    fault(LAUNCH_FAILED, text.c_str(), nullptr, line);
  }
  waiting++;
  wait(AT_BARRIER, line);
}

const uint32_t *exchange(unsigned mask, const uint32_t *words, int count, int line) {
  unsigned lane = 1u << self->lane;
  if ((mask & lane) == 0) {
    fault(LAUNCH_FAILED, "a lane that its own mask leaves out", nullptr, line);
  }
  Meeting &meeting = meetingFor(mask, line);
  if (meeting.arrived == 0) {
    meeting.line = line;
  } else if (meeting.line != line) {
    std::string text = "warp divergence: other lanes wait at line " + std::to_string(meeting.line);
    fault(LAUNCH_FAILED, text.c_str(), nullptr, line);
  }
  uint32_t *all = meeting.words[meeting.phase & 1];
  for (int i = 0; i < count; i++) {
    all[self->lane * WORDS + i] = words[i];
  }
  meeting.arrived |= lane;
  if (meeting.arrived == mask) {
    meeting.arrived = 0;
    meeting.phase++;
    release(mask);
  } else {
    own().mask = mask;
    wait(AT_EXCHANGE, line);
  }
  return all;
}

bool isOnFiber(const void *stackPointer) {
  if (running) {
    for (int i = 0; i < threads; i++) {
      if (runners[i]->fiber.holds(stackPointer)) {
        return true;
      }
    }
  }
  return false;
}

Outcome run(const Kernel &which, void **parameters, Three grid, Three block, size_t sharedBytes, unsigned seed) {
  kernel = &which;
  arguments = parameters;
  gridSize = grid;
  blockSize = block;
  randomState = seed;
  outcome = {0, ""};
  beginKernel(sharedBytes);
  makeThreads(block);
  // A walk with a stride that has no divisor in common with the number of blocks meets each once.
  uint64_t blocks = (uint64_t)grid.x * grid.y * grid.z, at = nextRandom(randomState) % blocks, stride = 1;
  if (blocks > 2) {
    do {
      stride = 1 + nextRandom(randomState) % (blocks - 1);
    } while (std::gcd(stride, blocks) != 1);
  }
  running = true;
  for (uint64_t i = 0; i < blocks && outcome.code == 0; i++, at = (at + stride) % blocks) {
    blockIndex = {(unsigned)(at % grid.x), (unsigned)(at / grid.x % grid.y), (unsigned)(at / grid.x / grid.y)};
    runBlock();
  }
  running = false;
  return outcome;
}

}  // namespace emulator
