// Memory of the devices: each allocation on pages of its own between pages that nobody may touch, never given out
// twice, poisoned at first, with a pattern in what is left of its pages that must stay.
#pragma once
#include <cstddef>
#include <string>

namespace emulator {

// A quiet NaN that says where it is from.
constexpr unsigned GLOBAL_POISON = 0x7fe4dead;

// Null where the device has no room.
void *allocate(int device, size_t bytes);
// False where there is no such allocation.
bool release(void *memory);
void releaseAll(int device);
size_t usedBytes(int device);

// Whether [address, address + bytes) is inside one live allocation.
bool isAllocated(const void *address, size_t bytes);

// The allocation around an address, in words.
std::string describe(const void *address);

// Complains of what was written beyond an allocation's end.
void checkPatterns(const char *when);

// Complains of numbers that were never written, on their way to the host.
void checkWritten(const void *from, size_t bytes);

// Complains of what is left, at the end.
void reportLeaks();

// Whether the address is where devices' memory would be.
bool isDeviceAddress(const void *address);

}  // namespace emulator
