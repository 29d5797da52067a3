// Plants mistakes in kernels and in calls and asks whether the emulated driver finds each.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

typedef unsigned long long Address;

extern "C" {
int cuInit(unsigned);
int cuDevicePrimaryCtxRetain(void **, int);
int cuDevicePrimaryCtxRelease_v2(int);
int cuCtxSetCurrent(void *);
int cuModuleLoadData(void **, const void *);
int cuModuleGetFunction(void **, void *, const char *);
int cuMemAlloc_v2(Address *, size_t);
int cuMemFree_v2(Address);
int cuMemcpyHtoD_v2(Address, const void *, size_t);
int cuMemcpyDtoH_v2(void *, Address, size_t);
int cuMemHostAlloc(void **, size_t, unsigned);
int cuMemcpyDtoHAsync_v2(void *, Address, size_t, void *);
int cuStreamCreate(void **, unsigned);
int cuStreamSynchronize(void *);
int cuCtxSynchronize();
int cuLaunchKernel(void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void *, void **, void **);
}

namespace {

constexpr int ITEMS = 64, BLOCKS = 4, N = ITEMS * BLOCKS;

int failures, checks;

void check(bool good, const char *what, const std::string &found) {
  checks++;
  if (!good) {
    failures++;
    printf("NOT FOUND: %s (%s)\n", what, found.c_str());
  }
}

// The image of one entry as nvcc would have written it.
std::string image(const char *entry, const char *parameters = ".param .u64 a, .param .u64 b, .param .u32 c",
                  const char *version = "8.0", const char *most = "64, 1, 1") {
  return std::string(".version ") + version + "\n.target sm_75\n.address_size 64\n.visible .entry " + entry + "(" +
         parameters + ")\n.maxntid " + most + "\n{\nret;\n}\n";
}

int load(void **module, const std::string &text) { return cuModuleLoadData(module, text.c_str()); }

struct Device {
  Address in = 0, out = 0;
  std::vector<float> numbers = std::vector<float>(N);

  Device() {
    void *context;
    cuDevicePrimaryCtxRetain(&context, 0);
    cuCtxSetCurrent(context);
    for (int i = 0; i < N; i++) {
      numbers[(size_t)i] = (float)i;
    }
    cuMemAlloc_v2(&in, N * 4);
    cuMemAlloc_v2(&out, N * 4);
    cuMemcpyHtoD_v2(in, numbers.data(), N * 4);
  }

  // Errors stay until the context is gone, with all its memory.
  ~Device() { cuDevicePrimaryCtxRelease_v2(0); }

  void *function(const char *name) {
    void *module, *function = nullptr;
    if (load(&module, image(name)) == 0) {
      cuModuleGetFunction(&function, module, name);
    }
    return function;
  }

  // Arguments as JCuda passes them, in an array from `new`.
  int launch(const char *name, unsigned blocks, unsigned items, std::vector<void *> arguments) {
    void **array = new void *[arguments.size()];
    memcpy(array, arguments.data(), arguments.size() * sizeof(void *));
    int code = cuLaunchKernel(function(name), blocks, 1, 1, items, 1, 1, 0, nullptr, array, nullptr);
    delete[] array;
    return code;
  }

  // 0, or the code of the launch or of the wait for it.
  int run(const char *name, unsigned blocks = BLOCKS) {
    int n = N;
    int code = launch(name, blocks, ITEMS, {&in, &out, &n});
    return code != 0 ? code : cuCtxSynchronize();
  }

  std::vector<float> result() {
    std::vector<float> all(N);
    cuMemcpyDtoH_v2(all.data(), out, N * 4);
    return all;
  }
};

bool isPoison(float x) {
  unsigned word;
  memcpy(&word, &x, 4);
  return (word & 0x7fffffff) == 0x7fe4dead || (word & 0x7fffffff) == 0x7fe5eedd;
}

int poisoned(const std::vector<float> &all) {
  int count = 0;
  for (float x : all) {
    count += isPoison(x);
  }
  return count;
}

void rightKernelsAreRight() {
  Device device;
  int code = device.run("right");
  std::vector<float> found = device.result();
  bool same = code == 0;
  for (int i = 0; i < N; i++) {
    same = same && found[(size_t)i] == (float)(i / ITEMS * ITEMS + ITEMS - 1 - i % ITEMS) + 1;
  }
  check(same, "a right kernel's result", std::to_string(code));
}

void kernelsMistakes() {
  static const struct {
    const char *kernel;
    int code;
  } FAILING[] = {{"a_thread_misses_a_barrier", 719}, {"barriers_at_two_lines", 719}, {"writes_beyond", 700},
                 {"reads_far_beyond", 700},          {"writes_beyond_shared", 700},  {"shuffles_with_a_lane_missing", 719}};
  for (const auto &one : FAILING) {
    Device device;
    int code = device.run(one.kernel);
    check(code == one.code, one.kernel, "code " + std::to_string(code));
  }
  {
    Device device;
    device.run("no_barrier_after_writing");
    check(poisoned(device.result()) > 0, "no_barrier_after_writing", "no poison");
  }
  {
    Device device;
    device.run("no_barrier_before_writing");
    std::vector<float> found = device.result();
    int wrong = 0;
    for (float x : found) {
      wrong += x >= 100 + (float)N - ITEMS;
    }
    check(wrong > 0, "no_barrier_before_writing", "all values of the first round");
  }
  {
    Device device;
    device.run("leaves_some_unwritten");
    check(poisoned(device.result()) == BLOCKS, "leaves_some_unwritten", "other poison");
  }
  {
    Device device;
    device.run("right", BLOCKS - 1);
    check(poisoned(device.result()) == ITEMS, "a grid that is too small", "other poison");
  }
}

void callsMistakes() {
  {
    Device device;
    cuMemFree_v2(device.out);
    check(device.run("right") == 700, "use after free", "accepted");
  }
  {
    Device device;
    cuMemFree_v2(device.out);
    check(cuMemFree_v2(device.out) != 0, "freed twice", "accepted");
  }
  {
    Device device;
    unsigned long long n = N;
    int code = device.launch("right", 1, ITEMS, {&n, &device.out, &device.in});
    check(code != 0 || cuCtxSynchronize() == 700, "arguments in another order", "accepted");
  }
  {
    Device device;
    void *module, *function;
    load(&module, image("of_many_parameters",
                        ".param .u64 p, .param .u32 a, .param .u32 b, .param .u32 c, .param .u32 d, .param .u32 e, "
                        ".param .u32 f, .param .u32 g"));
    cuModuleGetFunction(&function, module, "of_many_parameters");
    void **few = new void *[1];
    few[0] = &device.out;
    int code = cuLaunchKernel(function, 1, 1, 1, ITEMS, 1, 1, 0, nullptr, few, nullptr);
    check(code == 1, "too few arguments", std::to_string(code));
    delete[] few;
  }
  {
    Device device;
    check(device.run("right", 0) == 1, "a grid without blocks", "accepted");
    int n = N;
    int code = device.launch("right", 1, 2 * ITEMS, {&device.in, &device.out, &n});
    check(code == 701, "a block that is too large", std::to_string(code));
  }
  {
    Device device;
    void *stream, *host;
    cuStreamCreate(&stream, 1);
    cuMemHostAlloc(&host, N * 4, 0);
    memset(host, 0, N * 4);
    cuMemcpyDtoHAsync_v2(host, device.in, N * 4, stream);
    check(static_cast<float *>(host)[1] == 0, "a missing wait", "the copy was there at once");
    cuStreamSynchronize(stream);
    check(static_cast<float *>(host)[1] == 1, "the wait", "no copy");
  }
}

void imagesMistakes() {
  Device device;
  void *module, *function;
  check(load(&module, image("right", ".param .u64 a, .param .u64 b")) == 200, "an image with fewer parameters", "taken");
  check(load(&module, image("right", ".param .u64 a, .param .u64 b, .param .u64 c")) == 200,
        "an image with a parameter of another size", "taken");
  check(load(&module, image("renamed")) == 0 && cuModuleGetFunction(&function, module, "renamed") == 500,
        "an entry that no kernel has", "found");
  check(load(&module, image("right", ".param .u64 a, .param .u64 b, .param .u32 c", "9.9")) == 222,
        "an image that is too new", "taken");
  check(load(&module, "no image") == 218, "text that is no image", "taken");
}

}  // namespace

int main() {
  if (cuInit(0) != 0) {
    return 2;
  }
  rightKernelsAreRight();
  kernelsMistakes();
  callsMistakes();
  imagesMistakes();
  printf("%d of %d found\n", checks - failures, checks);
  return failures == 0 ? 0 : 1;
}
