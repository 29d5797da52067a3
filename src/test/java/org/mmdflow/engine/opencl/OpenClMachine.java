package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.mmdflow.engine.gpu.GpuEngine;

/** What OpenCL is on the machine that runs the tests. */
final class OpenClMachine {
  /**
   * Set to {@code required} by continuous integration: there the tests fail where OpenCL is
   * missing, elsewhere they are skipped and counted.
   */
  private static final String PROPERTY = "mmdflow.test.opencl";

  /** A space with particles in registers, and one without. */
  static final int[] DIMENSIONS = {2, 17};

  private OpenClMachine() {}

  static void assumeThere() {
    OpenClDevices found = OpenClDevices.find();
    if (found.devices().isEmpty() && System.getProperty(PROPERTY, "").equals("required")) {
      fail("no OpenCL device: " + found.reasons());
    }
    assumeTrue(!found.devices().isEmpty(), () -> "no OpenCL device: " + found.reasons());
  }

  static OpenClDevice first() {
    return OpenClDevices.find().devices().get(0);
  }

  /** Opens a device without a cache of programs. */
  static GpuEngine open(OpenClDevice device) {
    return OpenClProvider.open(device, noCache(device));
  }

  /** Likewise, the driver alone. */
  static OpenClDriver driver(OpenClDevice device) {
    return new OpenClDriver(device, noCache(device));
  }

  private static ProgramCache noCache(OpenClDevice device) {
    return new ProgramCache(Optional.empty(), device, Double.POSITIVE_INFINITY, line -> {});
  }
}
