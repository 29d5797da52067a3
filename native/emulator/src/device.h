// Devices and their primary contexts.
#pragma once

namespace emulator {

bool isInitialized();

}  // namespace emulator
