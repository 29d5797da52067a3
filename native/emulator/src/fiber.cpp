#include "fiber.h"

#include <sys/mman.h>

#include <cstdlib>

#ifndef __x86_64__
#error "the emulated driver switches stacks by x86-64 instructions"
#endif

extern "C" void mmdflow_switch_stack(void **from, void *to);
asm(R"(
  .text
  .globl mmdflow_switch_stack
  .hidden mmdflow_switch_stack
  .type mmdflow_switch_stack, @function
mmdflow_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size mmdflow_switch_stack, .-mmdflow_switch_stack
)");

namespace emulator {
namespace {

constexpr size_t STACK = 128 << 10, GUARD = 4096;
constexpr int SAVED = 6;  // registers

void *outside;

}  // namespace

Fiber::Fiber() {
  void *memory = mmap(nullptr, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    abort();
  }
  stack = static_cast<char *>(memory);
  mprotect(stack, GUARD, PROT_NONE);
}

void Fiber::prepare(void (*entry)()) {
  void **top = reinterpret_cast<void **>(stack + STACK);
  *--top = nullptr;  // where `entry` would return to: keeps the stack aligned as after a call
  *--top = reinterpret_cast<void *>(entry);
  for (int i = 0; i < SAVED; i++) {
    *--top = nullptr;
  }
  stackPointer = top;
}

void Fiber::enter() { mmdflow_switch_stack(&outside, stackPointer); }

void Fiber::leave() { mmdflow_switch_stack(&stackPointer, outside); }

bool Fiber::holds(const void *pointer) const { return pointer >= stack && pointer < stack + STACK; }

}  // namespace emulator
