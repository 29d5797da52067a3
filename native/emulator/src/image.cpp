#include "image.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace emulator {
namespace {

size_t sizeOf(const std::string &declaration) {
  static const struct {
    const char *type;
    size_t size;
  } TYPES[] = {{"64 ", 8}, {"32 ", 4}, {"16 ", 2}, {"8 ", 1}};
  for (const auto &type : TYPES) {
    if (declaration.find(type.type) != std::string::npos) {
      return type.size;
    }
  }
  return 0;
}

// `.param .u64 .ptr .align 1 name` or `.param .align 8 .b8 name[24]`.
Entry::Parameter parameter(const std::string &declaration) {
  size_t size = sizeOf(declaration), align = declaration.find(".align "), bracket = declaration.find('[');
  Entry::Parameter found = {size, size};
  if (align != std::string::npos && declaration.find(".ptr") == std::string::npos) {
    found.alignment = strtoul(declaration.c_str() + align + strlen(".align "), nullptr, 10);
  }
  if (bracket != std::string::npos) {
    found.size *= strtoul(declaration.c_str() + bracket + 1, nullptr, 10);
  }
  return found;
}

Entry entryAt(const std::string &text, size_t at) {
  Entry entry;
  size_t open = text.find('(', at), body = text.find('{', at), name = at + strlen(".entry ");
  entry.name = text.substr(name, std::min(open, body) - name);
  while (!entry.name.empty() && isspace((unsigned char)entry.name.back())) {
    entry.name.pop_back();
  }
  for (size_t p = text.find(".param", at); p < body; p = text.find(".param", p + 1)) {
    size_t end = text.find_first_of(",)", p);
    entry.parameters.push_back(parameter(text.substr(p, end - p)));
  }
  size_t most = text.find(".maxntid", at);
  if (most < body) {
    int x = 1, y = 1, z = 1;
    sscanf(text.c_str() + most, ".maxntid %d, %d, %d", &x, &y, &z);
    entry.mostThreads = x * y * z;
  }
  return entry;
}

}  // namespace

bool parse(const std::string &text, Image &image) {
  size_t version = text.find(".version "), target = text.find(".target sm_");
  int major = 0, minor = 0;
  if (version == std::string::npos || target == std::string::npos ||
      sscanf(text.c_str() + version, ".version %d.%d", &major, &minor) != 2) {
    return false;
  }
  image.version = 10 * major + minor;
  image.target = atoi(text.c_str() + target + strlen(".target sm_"));
  for (size_t at = text.find(".entry "); at != std::string::npos; at = text.find(".entry ", at + 1)) {
    image.entries.push_back(entryAt(text, at));
  }
  return true;
}

}  // namespace emulator
