// The driver's functions of memory. Copies from the host take what is there now but for pinned memory, whose copies
// wait; copies to the host that are not asynchronous wait for all.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <vector>

#include "errors.h"
#include "memory.h"
#include "settings.h"
#include "stream.h"

using namespace emulator;

namespace {

typedef unsigned long long Address;

std::map<char *, size_t> pinned;

void *at(Address address) { return reinterpret_cast<void *>(address); }

bool isPinned(const void *memory) {
  char *p = static_cast<char *>(const_cast<void *>(memory));
  auto after = pinned.upper_bound(p);
  return after != pinned.begin() && p < std::prev(after)->first + std::prev(after)->second;
}

int inside(Address address, size_t bytes) {
  if (isAllocated(at(address), bytes)) {
    return SUCCESS;
  }
  complain("%zu bytes at %s are not inside a live allocation", bytes, describe(at(address)).c_str());
  return INVALID_VALUE;
}

int toHost(void *to, Address from, size_t bytes) {
  if (int code = inside(from, bytes)) {
    return code;
  }
  checkWritten(at(from), bytes);
  memcpy(to, at(from), bytes);
  return SUCCESS;
}

int toDevice(Address to, const void *from, size_t bytes) {
  int code = inside(to, bytes);
  if (code == SUCCESS) {
    memcpy(at(to), from, bytes);
  }
  return code;
}

template <class Word>
int fill(Address to, Word word, size_t count, void *handle) {
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  return enqueue(stream, {[=] {
                            int code = inside(to, count * sizeof(Word));
                            for (size_t i = 0; code == SUCCESS && i < count; i++) {
                              memcpy(static_cast<char *>(at(to)) + i * sizeof(Word), &word, sizeof(Word));
                            }
                            return code;
                          }});
}

}  // namespace

API cuMemAlloc_v2(Address *address, size_t bytes) {
  CALL(cuMemAlloc_v2);
  if (bytes == 0) {
    return INVALID_VALUE;
  }
  if (int code = refuseWhileCapturing()) {
    return code;
  }
  void *memory = allocate(currentDevice(), bytes);
  *address = reinterpret_cast<Address>(memory);
  return memory == nullptr ? OUT_OF_MEMORY : SUCCESS;
}

API cuMemFree_v2(Address address) {
  CALL(cuMemFree_v2);
  if (address == 0) {
    return SUCCESS;
  }
  if (int code = refuseWhileCapturing()) {
    return code;
  }
  int code = drainAll();  // as the driver does
  return release(at(address)) ? code : INVALID_VALUE;
}

API cuMemGetInfo_v2(size_t *free, size_t *total) {
  CALL(cuMemGetInfo_v2);
  *total = settings().memory;
  *free = *total - usedBytes(currentDevice());
  return SUCCESS;
}

API cuMemHostAlloc(void **memory, size_t bytes, unsigned) {
  CALL(cuMemHostAlloc);
  *memory = aligned_alloc(4096, (bytes + 4095) & ~(size_t)4095);
  if (*memory == nullptr) {
    return OUT_OF_MEMORY;
  }
  pinned[static_cast<char *>(*memory)] = bytes;
  return SUCCESS;
}

API cuMemAllocHost_v2(void **memory, size_t bytes) { return cuMemHostAlloc(memory, bytes, 0); }

API cuMemFreeHost(void *memory) {
  CALL(cuMemFreeHost);
  if (pinned.erase(static_cast<char *>(memory)) == 0) {
    return INVALID_VALUE;
  }
  int code = drainAll();
  free(memory);
  return code;
}

API cuMemcpyHtoDAsync_v2(Address to, const void *from, size_t bytes, void *handle) {
  CALL(cuMemcpyHtoDAsync_v2);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  if (isPinned(from)) {
    return enqueue(stream, {[=] { return toDevice(to, from, bytes); }});
  }
  const char *bytesNow = static_cast<const char *>(from);
  auto copy = std::make_shared<std::vector<char>>(bytesNow, bytesNow + bytes);
  return enqueue(stream, {[=] { return toDevice(to, copy->data(), bytes); }});
}

API cuMemcpyHtoD_v2(Address to, const void *from, size_t bytes) {
  CALL(cuMemcpyHtoD_v2);
  if (int code = cuMemcpyHtoDAsync_v2(to, from, bytes, nullptr)) {
    return code;
  }
  return drain(streamOf(nullptr));
}

API cuMemcpyDtoHAsync_v2(void *to, Address from, size_t bytes, void *handle) {
  CALL(cuMemcpyDtoHAsync_v2);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  int code = enqueue(stream, {[=] { return toHost(to, from, bytes); }});
  return code != SUCCESS || isPinned(to) ? code : drain(stream);
}

API cuMemcpyDtoH_v2(void *to, Address from, size_t bytes) {
  CALL(cuMemcpyDtoH_v2);
  return cuMemcpyDtoHAsync_v2(to, from, bytes, nullptr) ? stickyError() : drain(streamOf(nullptr));
}

API cuMemcpyDtoDAsync_v2(Address to, Address from, size_t bytes, void *handle) {
  CALL(cuMemcpyDtoDAsync_v2);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  return enqueue(stream, {[=] {
                            int code = inside(from, bytes);
                            return code != SUCCESS ? code : toDevice(to, at(from), bytes);
                          }});
}

API cuMemcpyDtoD_v2(Address to, Address from, size_t bytes) {
  CALL(cuMemcpyDtoD_v2);
  return cuMemcpyDtoDAsync_v2(to, from, bytes, nullptr);
}

API cuMemsetD8Async(Address to, unsigned char byte, size_t count, void *stream) {
  CALL(cuMemsetD8Async);
  return fill(to, byte, count, stream);
}

API cuMemsetD8_v2(Address to, unsigned char byte, size_t count) {
  CALL(cuMemsetD8_v2);
  return fill(to, byte, count, nullptr);
}

API cuMemsetD32Async(Address to, unsigned word, size_t count, void *stream) {
  CALL(cuMemsetD32Async);
  return fill(to, word, count, stream);
}

API cuMemsetD32_v2(Address to, unsigned word, size_t count) {
  CALL(cuMemsetD32_v2);
  return fill(to, word, count, nullptr);
}
