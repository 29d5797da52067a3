// The driver's errors. One of a kernel stays, as with a device: every call gives it until the context is released.
#pragma once
#include <mutex>
#include <string>

namespace emulator {

enum {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  NOT_INITIALIZED = 3,
  NO_DEVICE = 100,
  INVALID_DEVICE = 101,
  INVALID_IMAGE = 200,
  INVALID_CONTEXT = 201,
  NO_BINARY_FOR_GPU = 209,
  INVALID_PTX = 218,
  UNSUPPORTED_PTX_VERSION = 222,
  INVALID_HANDLE = 400,
  NOT_FOUND = 500,
  NOT_READY = 600,
  LAUNCH_OUT_OF_RESOURCES = 701,
  NOT_SUPPORTED = 801,
  CAPTURE_UNSUPPORTED = 900,
  CAPTURE_INVALIDATED = 901,
  CAPTURE_IMPLICIT = 906
};

int stickyError();
// Keeps the error, says why, and returns it.
int keepError(int code, const std::string &text);
void forgetError();

// The device whose context is the calling thread's; -1 where none is.
int currentDevice();

// One call at a time, as the driver has it; the code with which the call is to fail at once, or 0.
class Call {
 public:
  explicit Call(const char *function, bool needsContext = true);
  int code() const { return found; }

 private:
  std::lock_guard<std::recursive_mutex> lock;
  int found;
};

}  // namespace emulator

#define API extern "C" __attribute__((visibility("default"))) int

// The first line of a function of the driver's.
#define CALL(function)                                \
  ::emulator::Call thisCall(#function);               \
  if (thisCall.code() != 0) return thisCall.code()

#define CALL_WITHOUT_CONTEXT(function)                \
  ::emulator::Call thisCall(#function, false);        \
  if (thisCall.code() != 0) return thisCall.code()
