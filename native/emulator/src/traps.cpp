#include "traps.h"

#include <signal.h>
#include <ucontext.h>

#include <cstring>

#include "block.h"
#include "memory.h"
#include "shared_memory.h"

namespace emulator {
namespace {

struct sigaction oldSegment, oldBus;
const void *refused;

void failHere() {
  const char *what = !describeShared(refused).empty() ? "shared memory out of bounds"
                     : isDeviceAddress(refused)       ? "illegal address"
                                                      : "an address of no device, or a stack that is full";
  fault(ILLEGAL_ADDRESS, what, refused, 0);
}

void onSignal(int signal, siginfo_t *info, void *context) {
  ucontext_t *where = static_cast<ucontext_t *>(context);
  greg_t *registers = where->uc_mcontext.gregs;
  if (isOnFiber(reinterpret_cast<const void *>(registers[REG_RSP]))) {
    // The thread goes on in failHere, below what it has on its stack.
    refused = info->si_addr;
    registers[REG_RIP] = reinterpret_cast<greg_t>(&failHere);
    registers[REG_RSP] = ((registers[REG_RSP] - 256) & ~(greg_t)15) - 8;
    return;
  }
  const struct sigaction &old = signal == SIGBUS ? oldBus : oldSegment;
  if ((old.sa_flags & SA_SIGINFO) != 0) {
    old.sa_sigaction(signal, info, context);
  } else if (old.sa_handler == SIG_DFL) {
    ::signal(signal, SIG_DFL);
    raise(signal);
  } else if (old.sa_handler != SIG_IGN) {
    old.sa_handler(signal);
  }
}

}  // namespace

void installTraps() {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = onSignal;
  action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &oldSegment);
  sigaction(SIGBUS, &action, &oldBus);
}

}  // namespace emulator
