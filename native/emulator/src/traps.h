// Turns what the processor refuses a kernel's thread into the driver's error; all else goes to who was asked before,
// the Java virtual machine for one.
#pragma once

namespace emulator {

void installTraps();

}  // namespace emulator
