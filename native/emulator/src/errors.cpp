#include "errors.h"

#include "device.h"
#include "settings.h"

namespace emulator {
namespace {

std::recursive_mutex everything;
int sticky;

const struct {
  int code;
  const char *name, *text;
} ERRORS[] = {{SUCCESS, "CUDA_SUCCESS", "no error"},
              {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
              {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
              {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
              {NO_DEVICE, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
              {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
              {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
              {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
              {NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU", "no kernel image is available for execution on the device"},
              {INVALID_PTX, "CUDA_ERROR_INVALID_PTX", "a PTX JIT compilation failed"},
              {UNSUPPORTED_PTX_VERSION, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION",
               "the provided PTX was compiled with an unsupported toolchain."},
              {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
              {NOT_FOUND, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
              {NOT_READY, "CUDA_ERROR_NOT_READY", "device not ready"},
              {700, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
              {LAUNCH_OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES", "too many resources requested for launch"},
              {716, "CUDA_ERROR_MISALIGNED_ADDRESS", "misaligned address"},
              {719, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
              {NOT_SUPPORTED, "CUDA_ERROR_NOT_SUPPORTED", "operation not supported"},
              {CAPTURE_UNSUPPORTED, "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED",
               "operation not permitted when stream is capturing"},
              {CAPTURE_INVALIDATED, "CUDA_ERROR_STREAM_CAPTURE_INVALIDATED",
               "operation failed due to a previous error during capture"},
              {CAPTURE_IMPLICIT, "CUDA_ERROR_STREAM_CAPTURE_IMPLICIT",
               "operation would make the legacy stream depend on a capturing blocking stream"}};

}  // namespace

int stickyError() { return sticky; }

int keepError(int code, const std::string &text) {
  sticky = code;
  complain("error %d: %s", code, text.c_str());
  return code;
}

void forgetError() { sticky = 0; }

Call::Call(const char *function, bool needsContext) : lock(everything), found(SUCCESS) {
  note("%s", function);
  if (!isInitialized()) {
    found = NOT_INITIALIZED;
  } else if (sticky != 0) {
    found = sticky;
  } else if (int code = injected(function)) {
    found = code;
  } else if (needsContext && currentDevice() < 0) {
    found = INVALID_CONTEXT;
  }
}

}  // namespace emulator

API cuGetErrorName(int code, const char **name) {
  for (const auto &error : emulator::ERRORS) {
    if (error.code == code) {
      *name = error.name;
      return emulator::SUCCESS;
    }
  }
  *name = nullptr;
  return emulator::INVALID_VALUE;
}

API cuGetErrorString(int code, const char **text) {
  for (const auto &error : emulator::ERRORS) {
    if (error.code == code) {
      *text = error.text;
      return emulator::SUCCESS;
    }
  }
  *text = nullptr;
  return emulator::INVALID_VALUE;
}
