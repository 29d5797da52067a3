package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.HardSumContract;
import org.mmdflow.engine.KernelSumContract;
import org.mmdflow.engine.StepperContract;

/**
 * The contract of sums and steps on the first OpenCL device, which is treated as a GPU without
 * double precision: groups of many items, sources in local memory, sums in pairs of floats. In one
 * dimension where a program is compiled for each: the others are tried on the device as it is, and
 * laid out like this on the emulated CUDA device.
 */
class GpuLayoutContractTest implements KernelSumContract, HardSumContract, StepperContract {
  @BeforeAll
  static void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  @AfterEach
  void everyBufferIsFreed() {
    assertThat(OpenClQueue.LIVE).hasValue(0);
  }

  @Override
  public String name() {
    return OpenClProvider.NAME;
  }

  @Override
  public Engine open() {
    OpenClDevice device = OpenClMachine.first();
    Traits small = new Traits(false, 1, 1, false, 32 << 10, 256);
    return OpenClMachine.open(
        new OpenClDevice(
            device.platform(),
            device.id(),
            device.platformName(),
            device.name(),
            device.gpu(),
            device.version(),
            device.driver(),
            device.memory(),
            device.largestBuffer(),
            false,
            true,
            true,
            small));
  }

  @Override
  public int[] dimensions(int... wanted) {
    return new int[] {2};
  }
}
