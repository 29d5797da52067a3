#include "shared_memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <vector>

#include "thread.h"

namespace emulator {
namespace {

constexpr size_t PAGE = 4096, ROOM = 4 << 20;
constexpr int DYNAMIC = -1;

struct Array {
  int key;
  size_t bytes;
  char *start;
  const char *name;
};

std::vector<Array> arrays;
size_t used, staticBytes, dynamicBytes;

char *room() {
  static char *const all = [] {
    void *memory = mmap(nullptr, ROOM, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
      abort();
    }
    return static_cast<char *>(memory);
  }();
  return all;
}

void poison(const Array &array) {
  uint32_t *words = reinterpret_cast<uint32_t *>(array.start);
  for (size_t i = 0; i < array.bytes / 4; i++) {
    words[i] = SHARED_POISON;
  }
}

void *add(int key, size_t bytes, const char *name) {
  size_t pages = (bytes + PAGE - 1) / PAGE * PAGE;
  char *base = room() + used + PAGE;
  used += PAGE + pages;
  if (used + PAGE > ROOM) {
    fault(LAUNCH_FAILED, "the emulated driver has no more room for shared memory", nullptr, 0);
  }
  mprotect(base, pages, PROT_READ | PROT_WRITE);
  arrays.push_back({key, bytes, base + ((pages - bytes) & ~(size_t)15), name});
  poison(arrays.back());
  return arrays.back().start;
}

const Array *find(int key) {
  for (const Array &array : arrays) {
    if (array.key == key) {
      return &array;
    }
  }
  return nullptr;
}

}  // namespace

void beginKernel(size_t bytes) {
  if (used > 0) {
    mprotect(room(), ROOM, PROT_NONE);
  }
  arrays.clear();
  used = staticBytes = 0;
  dynamicBytes = bytes;
}

void poisonShared() {
  for (const Array &array : arrays) {
    poison(array);
  }
}

void *sharedArray(int key, size_t bytes, const char *name) {
  if (const Array *array = find(key)) {
    return array->start;
  }
  staticBytes += bytes;
  if (staticBytes > MOST_STATIC) {
    fault(LAUNCH_FAILED, "shared arrays of more than 48 KiB", nullptr, 0);
  }
  return add(key, bytes, name);
}

void *sharedDynamic() {
  if (dynamicBytes == 0) {
    fault(ILLEGAL_ADDRESS, "dynamic shared memory of a launch that asked for none", nullptr, 0);
  }
  const Array *array = find(DYNAMIC);
  return array != nullptr ? array->start : add(DYNAMIC, dynamicBytes, "dynamic");
}

std::string describeShared(const void *pointer) {
  const char *address = static_cast<const char *>(pointer);
  if (address < room() || address >= room() + ROOM) {
    return "";
  }
  for (const Array &array : arrays) {
    if (address >= array.start - PAGE && address < array.start + array.bytes + PAGE) {
      return "byte " + std::to_string(address - array.start) + " of the shared array " + array.name + " of " +
             std::to_string(array.bytes) + " bytes";
    }
  }
  return "shared memory between arrays";
}

}  // namespace emulator
