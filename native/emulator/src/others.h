// Symbols that JCuda's library wants and that are not emulated: they say so when they are called.
#pragma once
#include <cstdio>

#define NOT_EMULATED(name)                                                          \
  extern "C" __attribute__((visibility("default"))) int name() {                    \
    fputs("emulated driver: " #name " is not emulated\n", stderr);                  \
    return 801;                                                                     \
  }
