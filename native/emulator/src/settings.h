// What the environment says: see README.md. Lines of the log go to MMDFLOW_EMULATOR_LOG; faults to standard error too.
#pragma once
#include <cstddef>
#include <string>

namespace emulator {

struct Settings {
  int devices = 1, driver = 13000, capability = 90, processors = 4;
  size_t memory = (size_t)1 << 30;
  unsigned seed = 1;
};

const Settings &settings();

// The code with which this call of a function is to fail; 0 where it is not. Counts the calls.
int injected(const std::string &function);

__attribute__((format(printf, 1, 2))) void note(const char *format, ...);
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

// Lines that complain() has written.
long complaints();

}  // namespace emulator
