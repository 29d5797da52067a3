#include "settings.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

namespace emulator {
namespace {

struct Injection {
  std::string function;
  long call;
  int code;
};

long number(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text != nullptr && *text != '\0' ? strtol(text, nullptr, 10) : otherwise;
}

Settings read() {
  Settings s;
  s.devices = (int)number("MMDFLOW_EMULATOR_DEVICES", s.devices);
  s.driver = (int)number("MMDFLOW_EMULATOR_DRIVER", s.driver);
  s.capability = (int)number("MMDFLOW_EMULATOR_CAPABILITY", s.capability);
  s.processors = (int)number("MMDFLOW_EMULATOR_PROCESSORS", s.processors);
  s.memory = (size_t)number("MMDFLOW_EMULATOR_MEMORY", (long)s.memory);
  s.seed = (unsigned)number("MMDFLOW_EMULATOR_SEED", s.seed);
  return s;
}

std::vector<Injection> readInjections() {
  std::vector<Injection> all;
  const char *text = getenv("MMDFLOW_EMULATOR_FAIL");
  std::string rest = text == nullptr ? "" : text;
  while (!rest.empty()) {
    size_t end = rest.find(',');
    std::string one = rest.substr(0, end);
    rest = end == std::string::npos ? "" : rest.substr(end + 1);
    char function[64];
    long call;
    int code;
    if (sscanf(one.c_str(), "%63[^:]:%ld:%d", function, &call, &code) == 3) {
      all.push_back({function, call, code});
    } else {
      complain("MMDFLOW_EMULATOR_FAIL is FUNCTION:CALL:CODE, not %s", one.c_str());
    }
  }
  return all;
}

FILE *logFile() {
  static FILE *file = [] {
    const char *name = getenv("MMDFLOW_EMULATOR_LOG");
    return name == nullptr ? nullptr : fopen(name, "ae");
  }();
  return file;
}

long complained;

void write(FILE *file, const char *format, va_list arguments) {
  if (file != nullptr) {
    fputs("emulated driver: ", file);
    vfprintf(file, format, arguments);
    fputc('\n', file);
    fflush(file);
  }
}

}  // namespace

const Settings &settings() {
  static const Settings all = read();
  return all;
}

int injected(const std::string &function) {
  static const std::vector<Injection> all = readInjections();
  static std::map<std::string, long> calls;
  long call = ++calls[function];
  for (const Injection &injection : all) {
    if (injection.function == function && injection.call == call) {
      note("call %ld of %s fails with %d as asked", call, function.c_str(), injection.code);
      return injection.code;
    }
  }
  return 0;
}

void note(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write(logFile(), format, arguments);
  va_end(arguments);
}

void complain(const char *format, ...) {
  complained++;
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  write(stderr, format, arguments);
  write(logFile(), format, again);
  va_end(again);
  va_end(arguments);
}

long complaints() { return complained; }

}  // namespace emulator
