#include "memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>

#include "settings.h"
#include "shared_memory.h"

namespace emulator {
namespace {

constexpr size_t PAGE = 4096, ROOM = (size_t)1 << 36;
constexpr unsigned char PATTERN = 0xca;

struct Allocation {
  char *start;
  size_t bytes;
  char *base;
  size_t span;
  long number;
  int device;
  bool live;
};

std::map<const char *, Allocation> allocations;  // by start; freed ones stay, to be told of
std::map<int, size_t> used;
size_t taken;

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

Allocation *around(const void *address) {
  const char *at = static_cast<const char *>(address);
  auto after = allocations.upper_bound(at);
  if (after == allocations.begin()) {
    return nullptr;
  }
  Allocation &a = std::prev(after)->second;
  return at < a.start + a.bytes ? &a : nullptr;
}

void checkPattern(Allocation &a, const char *when) {
  for (char *p = a.base; p < a.base + a.span; p++) {
    if (p == a.start) {
      p += a.bytes;
    }
    if (p < a.base + a.span && (unsigned char)*p != PATTERN) {
      complain("allocation %ld of %zu bytes was written at byte %ld, seen %s", a.number, a.bytes, (long)(p - a.start),
               when);
      *p = (char)PATTERN;
      return;
    }
  }
}

void close(Allocation &a) {
  a.live = false;
  used[a.device] -= a.bytes;
  madvise(a.base, a.span, MADV_DONTNEED);
  mprotect(a.base, a.span, PROT_NONE);
}

}  // namespace

void *allocate(int device, size_t bytes) {
  size_t span = (bytes + PAGE - 1) / PAGE * PAGE;
  if (bytes > settings().memory - used[device] || taken + span + 2 * PAGE > ROOM) {
    return nullptr;
  }
  char *base = room() + taken + PAGE;
  if (mprotect(base, span, PROT_READ | PROT_WRITE) != 0) {
    return nullptr;
  }
  taken += span + PAGE;
  memset(base, PATTERN, span);
  char *start = base + ((span - bytes) & ~(size_t)15);
  for (size_t i = 0; i + 4 <= bytes; i += 4) {
    memcpy(start + i, &GLOBAL_POISON, 4);
  }
  long number = (long)allocations.size() + 1;
  allocations[start] = {start, bytes, base, span, number, device, true};
  used[device] += bytes;
  return start;
}

bool release(void *memory) {
  auto found = allocations.find(static_cast<char *>(memory));
  if (found == allocations.end() || !found->second.live) {
    complain("what is freed is no live allocation: %s", describe(memory).c_str());
    return false;
  }
  checkPattern(found->second, "as it was freed");
  close(found->second);
  return true;
}

void releaseAll(int device) {
  for (auto &entry : allocations) {
    if (entry.second.live && entry.second.device == device) {
      close(entry.second);
    }
  }
}

size_t usedBytes(int device) { return used[device]; }

bool isAllocated(const void *address, size_t bytes) {
  const Allocation *a = around(address);
  return bytes == 0 ||
         (a != nullptr && a->live && static_cast<const char *>(address) + bytes <= a->start + a->bytes);
}

std::string describe(const void *address) {
  const char *at = static_cast<const char *>(address);
  for (const auto &entry : allocations) {
    const Allocation &a = entry.second;
    if (at >= a.base - PAGE / 2 && at < a.base + a.span + PAGE / 2) {
      return "byte " + std::to_string(at - a.start) + " of allocation " + std::to_string(a.number) + " of " +
             std::to_string(a.bytes) + " bytes" + (a.live ? "" : ", which was freed");
    }
  }
  return "an address that no allocation is near";
}

void checkPatterns(const char *when) {
  for (auto &entry : allocations) {
    if (entry.second.live) {
      checkPattern(entry.second, when);
    }
  }
}

void checkWritten(const void *from, size_t bytes) {
  size_t global = 0, shared = 0, first = 0;
  for (size_t i = 0; i + 4 <= bytes; i += 4) {
    uint32_t word;
    memcpy(&word, static_cast<const char *>(from) + i, 4);
    word &= 0x7fffffff;
    if (word == GLOBAL_POISON || word == SHARED_POISON) {
      first = global + shared == 0 ? i : first;
      (word == GLOBAL_POISON ? global : shared)++;
    }
  }
  if (global + shared > 0) {
    complain("a copy to the host has %zu words of global and %zu of shared memory that were never written, the first at "
             "%s",
             global, shared, describe(static_cast<const char *>(from) + first).c_str());
  }
}

void reportLeaks() {
  for (const auto &entry : allocations) {
    if (entry.second.live) {
      note("allocation %ld of %zu bytes was not freed", entry.second.number, entry.second.bytes);
    }
  }
}

bool isDeviceAddress(const void *address) { return address >= room() && address < room() + ROOM; }

}  // namespace emulator
