// Runs a launch: blocks one after the other in a random order, the threads of each as fibers in a random order.
#pragma once
#include <cstddef>
#include <string>

#include "kernel.h"
#include "thread.h"

namespace emulator {

struct Outcome {
  int code;  // 0: done
  std::string text;
};

Outcome run(const Kernel &kernel, void **parameters, Three grid, Three block, size_t sharedBytes, unsigned seed);

// Whether the stack pointer is on the stack of a thread of the kernel that runs.
bool isOnFiber(const void *stackPointer);

}  // namespace emulator
