// What a running kernel asks of the machine that plays its device. Each call that waits is told its line, so that
// threads that wait at different lines are found.
#pragma once
#include <cstddef>
#include <cstdint>

namespace emulator {

struct Three {
  unsigned x, y, z;
};

struct Thread {
  Three index;
  unsigned lane, warp;
  int number;
};

extern Thread *self;
extern Three blockIndex, blockSize, gridSize;

constexpr int LAUNCH_FAILED = 719, ILLEGAL_ADDRESS = 700, MISALIGNED_ADDRESS = 716;

// Ends the launch with an error of the driver's; does not return to the kernel.
[[noreturn]] void fault(int code, const char *what, const void *address, int line);

void barrier(int line);

// Memory of the block by key, the same for all of its threads, poisoned when the block begins.
void *sharedArray(int key, size_t bytes, const char *name);
void *sharedDynamic();

// Waits for the lanes of `mask`, each of which brings `count` words, at most 16; returns words by lane, 16 apart.
const uint32_t *exchange(unsigned mask, const uint32_t *words, int count, int line);

}  // namespace emulator
