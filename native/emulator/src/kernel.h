// Kernels that this library was built with: each registers itself by its name, the layout of its parameters, and a
// function that unpacks them.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace emulator {

constexpr int MOST_PARAMETERS = 32;

struct Kernel {
  const char *name;
  void (*call)(void **parameters);
  int count;
  size_t size[MOST_PARAMETERS], alignment[MOST_PARAMETERS];
  bool isPointer[MOST_PARAMETERS];
  Kernel *next;
};

extern Kernel *kernels;

template <class... A, size_t... I>
inline void callWith(void (*function)(A...), void **parameters, std::index_sequence<I...>) {
  function(*static_cast<std::remove_const_t<A> *>(parameters[I])...);
}

template <auto function>
struct Registration;

template <class... A, void (*function)(A...)>
struct Registration<function> {
  static void call(void **parameters) { callWith(function, parameters, std::index_sequence_for<A...>{}); }

  Registration(Kernel &kernel, const char *name) {
    static_assert(sizeof...(A) <= MOST_PARAMETERS);
    kernel.name = name;
    kernel.call = &call;
    kernel.count = sizeof...(A);
    int i = 0;
    (void)std::initializer_list<int>{(kernel.size[i] = sizeof(A), kernel.alignment[i] = alignof(A),
                                      kernel.isPointer[i] = std::is_pointer<A>::value, ++i)...};
    kernel.next = kernels;
    kernels = &kernel;
  }
};

}  // namespace emulator
