// What the text of an image says of its entries.
#pragma once
#include <string>
#include <vector>

namespace emulator {

struct Entry {
  std::string name;
  struct Parameter {
    size_t size, alignment;
  };
  std::vector<Parameter> parameters;
  int mostThreads = 0;  // of a block; 0 where nothing is said
};

struct Image {
  int version = 0;  // of PTX, times 10
  int target = 0;   // compute capability, times 10
  std::vector<Entry> entries;
};

// False where the text is no PTX.
bool parse(const std::string &text, Image &image);

}  // namespace emulator
