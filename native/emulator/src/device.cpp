#include "device.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "errors.h"
#include "memory.h"
#include "settings.h"
#include "stream.h"
#include "traps.h"

namespace emulator {
namespace {

struct Context {
  int device, holders;
};

bool initialized;
std::vector<Context> contexts;
thread_local Context *current;

Context *contextOf(void *handle) {
  for (Context &context : contexts) {
    if (&context == handle) {
      return &context;
    }
  }
  return nullptr;
}

bool isDevice(int device) { return device >= 0 && device < (int)contexts.size(); }

void end() {
  note("at the end %zu operations wait, %ld complaints", waitingOperations(), complaints());
  reportLeaks();
}

int attribute(int which) {
  switch (which) {
    case 1:  // threads of a block
    case 2:
    case 3:
      return 1024;
    case 4:
      return 64;
    case 5:  // blocks of a grid
      return 2147483647;
    case 6:
    case 7:
      return 65535;
    case 8:  // shared memory of a block
      return 49152;
    case 10:
      return 32;
    case 12:  // registers of a block
    case 82:
      return 65536;
    case 13:  // kilohertz, of which it has none
      return 0;
    case 16:
      return settings().processors;
    case 39:  // threads of a processor
      return 2048;
    case 75:
      return settings().capability / 10;
    case 76:
      return settings().capability % 10;
    case 81:  // shared memory of a processor, and of a block that asks for it
      return 233472;
    case 97:
      return 232448;
    default:
      note("the attribute %d is not emulated: 0", which);
      return 0;
  }
}

}  // namespace

bool isInitialized() { return initialized; }

int currentDevice() { return current == nullptr || current->holders == 0 ? -1 : current->device; }

}  // namespace emulator

using namespace emulator;

API cuInit(unsigned) {
  if (initialized) {
    return SUCCESS;
  }
  if (settings().devices == 0) {
    return NO_DEVICE;
  }
  for (int i = 0; i < settings().devices; i++) {
    contexts.push_back({i, 0});
  }
  installTraps();
  initialized = true;
  atexit(end);
  return SUCCESS;
}

API cuDriverGetVersion(int *version) {
  *version = settings().driver;
  return SUCCESS;
}

API cuDeviceGetCount(int *count) {
  CALL_WITHOUT_CONTEXT(cuDeviceGetCount);
  *count = (int)contexts.size();
  return SUCCESS;
}

API cuDeviceGet(int *device, int number) {
  CALL_WITHOUT_CONTEXT(cuDeviceGet);
  *device = number;
  return isDevice(number) ? SUCCESS : INVALID_DEVICE;
}

API cuDeviceGetName(char *name, int length, int device) {
  CALL_WITHOUT_CONTEXT(cuDeviceGetName);
  if (device == 0) {
    snprintf(name, (size_t)length, "emulated");
  } else {
    snprintf(name, (size_t)length, "emulated %d", device);
  }
  return SUCCESS;
}

API cuDeviceGetUuid(char *uuid, int device) {
  CALL_WITHOUT_CONTEXT(cuDeviceGetUuid);
  memset(uuid, 0, 16);
  uuid[15] = (char)device;
  return SUCCESS;
}

API cuDeviceTotalMem_v2(size_t *bytes, int) {
  CALL_WITHOUT_CONTEXT(cuDeviceTotalMem_v2);
  *bytes = settings().memory;
  return SUCCESS;
}

API cuDeviceGetAttribute(int *value, int which, int) {
  CALL_WITHOUT_CONTEXT(cuDeviceGetAttribute);
  *value = attribute(which);
  return SUCCESS;
}

API cuDevicePrimaryCtxRetain(void **context, int device) {
  CALL_WITHOUT_CONTEXT(cuDevicePrimaryCtxRetain);
  if (!isDevice(device)) {
    return INVALID_DEVICE;
  }
  contexts[(size_t)device].holders++;
  *context = &contexts[(size_t)device];
  return SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(int device) {
  if (!isDevice(device) || contexts[(size_t)device].holders == 0) {
    return INVALID_CONTEXT;
  }
  if (--contexts[(size_t)device].holders == 0) {
    drainAll();
    releaseAll(device);
    forgetError();
  }
  return SUCCESS;
}

API cuDevicePrimaryCtxReset_v2(int device) {
  if (!isDevice(device)) {
    return INVALID_DEVICE;
  }
  forgetError();
  drainAll();
  releaseAll(device);
  return SUCCESS;
}

API cuCtxSetCurrent(void *context) {
  CALL_WITHOUT_CONTEXT(cuCtxSetCurrent);
  Context *found = contextOf(context);
  if (context != nullptr && found == nullptr) {
    return INVALID_CONTEXT;
  }
  current = found;
  return SUCCESS;
}

API cuCtxGetCurrent(void **context) {
  *context = current;
  return SUCCESS;
}

API cuCtxSynchronize() {
  CALL(cuCtxSynchronize);
  if (int code = refuseWhileCapturing()) {
    return code;
  }
  int code = drainAll();
  checkPatterns("as all was done");
  return code;
}
