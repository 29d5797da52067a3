// Stacks of their own for the threads of a block, switched in about ten instructions. x86-64 only.
#pragma once
#include <cstddef>

namespace emulator {

class Fiber {
 public:
  Fiber();
  Fiber(const Fiber &) = delete;
  Fiber &operator=(const Fiber &) = delete;

  // The next enter() begins `entry`, which never returns.
  void prepare(void (*entry)());
  // Runs it until it leaves. One is entered at a time.
  void enter();
  // Back to whoever entered.
  void leave();
  bool holds(const void *stackPointer) const;

 private:
  char *stack;
  void *stackPointer = nullptr;
};

}  // namespace emulator
