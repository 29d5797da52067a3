// Shared memory of the block that runs: each array between pages that nobody may touch, right-aligned, so that what
// lies beyond its end is found at once; poisoned before each block.
#pragma once
#include <cstddef>
#include <string>

namespace emulator {

// A quiet NaN that says where it is from.
constexpr unsigned SHARED_POISON = 0x7fe5eedd;

constexpr size_t MOST_STATIC = 48 << 10;

// Forgets the arrays of the kernel before.
void beginKernel(size_t dynamicBytes);
void poisonShared();

// Whether the address is in or near shared memory, and then in words; empty elsewhere.
std::string describeShared(const void *address);

}  // namespace emulator
