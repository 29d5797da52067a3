// The driver's functions of images and launches. An image is held against the kernels of this library: those that are
// there must have its parameters; those that are not can be loaded, and not be had.
#include <malloc.h>

#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "block.h"
#include "errors.h"
#include "image.h"
#include "memory.h"
#include "settings.h"
#include "stream.h"

using namespace emulator;

namespace {

struct Function {
  const Kernel *kernel;
  int mostThreads;
  unsigned mostShared = 48 << 10;
};

struct Module {
  std::map<std::string, Function> functions;
};

std::set<Module *> modules;
long launches;

const Kernel *kernelOf(const std::string &name) {
  const Kernel *kernel = kernels;
  while (kernel != nullptr && name != kernel->name) {
    kernel = kernel->next;
  }
  return kernel;
}

bool agree(const Kernel &kernel, const Entry &entry) {
  bool same = (size_t)kernel.count == entry.parameters.size();
  for (int i = 0; same && i < kernel.count; i++) {
    const Entry::Parameter &parameter = entry.parameters[(size_t)i];
    same = kernel.size[i] == parameter.size && kernel.alignment[i] == parameter.alignment;
  }
  if (!same) {
    complain("%s: the image has %zu parameters, the library %d, or their sizes differ", kernel.name,
             entry.parameters.size(), kernel.count);
  }
  return same;
}

// The newest PTX, times 10, that a driver takes.
int newestPtx(int driver) { return driver >= 13000 ? 90 : driver >= 12080 ? 87 : driver >= 12060 ? 85 : 80; }

int load(void **handle, const void *image) {
  Image found;
  if (!parse(static_cast<const char *>(image), found)) {
    return INVALID_PTX;
  }
  if (found.version > newestPtx(settings().driver)) {
    complain("PTX %d.%d is too new for the driver %d", found.version / 10, found.version % 10, settings().driver);
    return UNSUPPORTED_PTX_VERSION;
  }
  if (found.target > settings().capability) {
    return NO_BINARY_FOR_GPU;
  }
  auto module = std::make_unique<Module>();
  for (const Entry &entry : found.entries) {
    if (const Kernel *kernel = kernelOf(entry.name)) {
      if (!agree(*kernel, entry)) {
        return INVALID_IMAGE;
      }
      module->functions[entry.name] = {kernel, entry.mostThreads};
    }
  }
  *handle = module.get();
  modules.insert(module.release());
  return SUCCESS;
}

Function *functionOf(void *handle) {
  for (Module *module : modules) {
    for (auto &entry : module->functions) {
      if (&entry.second == handle) {
        return &entry.second;
      }
    }
  }
  return nullptr;
}

// Parameters as they are now: the caller may change its own at once.
class Parameters {
 public:
  Parameters(const Kernel &kernel, void **from) {
    for (int i = 0; i < kernel.count; i++) {
      values.emplace_back(kernel.size[i] + kernel.alignment[i]);
      memcpy(values.back().data(), from[i], kernel.size[i]);
    }
    for (std::vector<char> &value : values) {
      pointers.push_back(value.data());
    }
  }

  void **all() { return pointers.data(); }

 private:
  std::vector<std::vector<char>> values;
  std::vector<void *> pointers;
};

int checkPointers(const Kernel &kernel, void **parameters) {
  for (int i = 0; i < kernel.count; i++) {
    const void *pointer = kernel.isPointer[i] ? *static_cast<void **>(parameters[i]) : nullptr;
    if (pointer != nullptr && !isAllocated(pointer, 1)) {
      return keepError(ILLEGAL_ADDRESS, std::string(kernel.name) + ", parameter " + std::to_string(i) + ": " +
                                            describe(pointer) + " is no live allocation");
    }
  }
  return SUCCESS;
}

int execute(const Kernel &kernel, Three grid, Three block, unsigned shared, Parameters &parameters) {
  launches++;
  if (int code = injected("launch")) {
    return keepError(code, std::string("a failure of ") + kernel.name + " that was asked for");
  }
  if (int code = checkPointers(kernel, parameters.all())) {
    return code;
  }
  Outcome outcome =
      run(kernel, parameters.all(), grid, block, shared, settings().seed * 7919u + (unsigned)launches);
  checkPatterns(kernel.name);
  return outcome.code == 0 ? SUCCESS : keepError(outcome.code, outcome.text);
}

bool isGrid(Three grid, Three block) {
  unsigned long long threads = (unsigned long long)block.x * block.y * block.z;
  return grid.x > 0 && grid.y > 0 && grid.z > 0 && grid.x <= 2147483647u && grid.y <= 65535 && grid.z <= 65535 &&
         threads > 0 && threads <= 1024 && block.z <= 64;
}

}  // namespace

API cuModuleLoadData(void **module, const void *image) {
  CALL(cuModuleLoadData);
  return load(module, image);
}

API cuModuleLoadDataEx(void **module, const void *image, unsigned, int *, void **) {
  CALL(cuModuleLoadDataEx);
  return load(module, image);
}

API cuModuleUnload(void *handle) {
  CALL(cuModuleUnload);
  Module *module = static_cast<Module *>(handle);
  if (modules.erase(module) == 0) {
    return INVALID_HANDLE;
  }
  int code = drainAll();
  delete module;
  return code;
}

API cuModuleGetFunction(void **function, void *handle, const char *name) {
  CALL(cuModuleGetFunction);
  Module *module = static_cast<Module *>(handle);
  if (modules.count(module) == 0) {
    return INVALID_HANDLE;
  }
  auto found = module->functions.find(name);
  if (found == module->functions.end()) {
    complain("%s is not among the kernels of this library, or not in the image", name);
    return NOT_FOUND;
  }
  *function = &found->second;
  return SUCCESS;
}

API cuFuncSetAttribute(void *handle, int which, int value) {
  CALL(cuFuncSetAttribute);
  Function *function = functionOf(handle);
  if (function == nullptr) {
    return INVALID_HANDLE;
  }
  if (which == 8) {  // dynamic shared memory
    if (value > 232448) {
      return INVALID_VALUE;
    }
    function->mostShared = (unsigned)value;
  }
  return SUCCESS;
}

API cuFuncGetAttribute(int *value, int which, void *handle) {
  CALL(cuFuncGetAttribute);
  Function *function = functionOf(handle);
  if (function == nullptr) {
    return INVALID_HANDLE;
  }
  *value = which == 0 ? (function->mostThreads > 0 ? function->mostThreads : 1024) : 0;
  return SUCCESS;
}

API cuOccupancyMaxActiveBlocksPerMultiprocessor(int *blocks, void *, int, size_t) {
  CALL(cuOccupancyMaxActiveBlocksPerMultiprocessor);
  *blocks = 1;
  return SUCCESS;
}

API cuLaunchKernel(void *handle, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY,
                   unsigned blockZ, unsigned shared, void *streamHandle, void **parameters, void **extra) {
  CALL(cuLaunchKernel);
  Function *function = functionOf(handle);
  Stream *stream = streamOf(streamHandle);
  if (function == nullptr || stream == nullptr) {
    return INVALID_HANDLE;
  }
  const Kernel &kernel = *function->kernel;
  Three grid = {gridX, gridY, gridZ}, block = {blockX, blockY, blockZ};
  if (!isGrid(grid, block) || shared > function->mostShared) {
    complain("%s: no grid of %u x %u x %u blocks of %u x %u x %u threads with %u bytes", kernel.name, gridX, gridY,
             gridZ, blockX, blockY, blockZ, shared);
    return INVALID_VALUE;
  }
  if (function->mostThreads > 0 && blockX * blockY * blockZ > (unsigned)function->mostThreads) {
    complain("%s: a block of %u threads, compiled for %d", kernel.name, blockX * blockY * blockZ,
             function->mostThreads);
    return LAUNCH_OUT_OF_RESOURCES;
  }
  if (extra != nullptr) {
    return NOT_SUPPORTED;
  }
  // JCuda's array of parameters comes from `new`: no smaller than what was passed.
  if (kernel.count > 0 &&
      (parameters == nullptr || malloc_usable_size(parameters) / sizeof(void *) < (size_t)kernel.count)) {
    complain("%s: fewer than its %d parameters were passed", kernel.name, kernel.count);
    return INVALID_VALUE;
  }
  auto copied = std::make_shared<Parameters>(kernel, parameters);
  const Kernel *which = &kernel;
  return enqueue(stream, {[=] { return execute(*which, grid, block, shared, *copied); }});
}
