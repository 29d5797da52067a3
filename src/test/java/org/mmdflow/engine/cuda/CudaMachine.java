package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumSet;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.gpu.GpuEngine;

/** What CUDA is on the machine that runs the tests. */
final class CudaMachine {
  /**
   * {@code emulated} where the tests run on the emulated driver and must not be taken for a real
   * device's, {@code required} where a real device must be there; otherwise the tests are skipped
   * where there is none.
   */
  private static final String PROPERTY = "mmdflow.test.cuda";

  private CudaMachine() {}

  static void assumeThere() {
    CudaDevices found = CudaDevices.find();
    String wanted = System.getProperty(PROPERTY, "");
    if (found.devices().isEmpty() && !wanted.isEmpty()) {
      fail("no CUDA device: " + found.reasons());
    }
    assumeTrue(!found.devices().isEmpty(), () -> "no CUDA device: " + found.reasons());
    assertThat(first().name().startsWith("emulated")).isEqualTo(wanted.equals("emulated"));
  }

  /** The first device, with work laid out so. */
  static GpuEngine open(CudaLayout layout) {
    Device device =
        new Device(
            CudaProvider.NAME,
            first().name(),
            first().memory(),
            EnumSet.of(Capability.DOUBLE, Capability.GPU),
            "a test",
            "");
    return new GpuEngine(new CudaDriver(first(), layout), device);
  }

  static CudaDevice first() {
    return CudaDevices.find().devices().get(0);
  }
}
