package org.mmdflow.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * What CUDA offers on this machine.
 *
 * @param devices in the driver's order
 * @param reasons why there are no (more), each one clause
 */
record CudaDevices(List<CudaDevice> devices, List<String> reasons) {
  static CudaDevices find() {
    Optional<String> missing = CudaLibrary.load();
    if (missing.isPresent()) {
      return new CudaDevices(List.of(), List.of(missing.get()));
    }
    int begun = JCudaDriver.cuInit(0);
    if (begun == CUresult.CUDA_ERROR_NO_DEVICE) {
      return new CudaDevices(
          List.of(),
          List.of("the CUDA driver sees no device; see that it is there and this user may use it"));
    }
    if (begun != CUresult.CUDA_SUCCESS) {
      return new CudaDevices(
          List.of(),
          List.of(
              "the CUDA driver does not start, " + CudaException.name(begun) + "; reinstall it"));
    }
    int[] driver = new int[1];
    int[] count = new int[1];
    JCudaDriver.cuDriverGetVersion(driver);
    JCudaDriver.cuDeviceGetCount(count);
    Optional<String> tooOld = CudaDevice.tooOld(driver[0]);
    if (tooOld.isPresent()) {
      return new CudaDevices(List.of(), List.of(tooOld.get()));
    }
    List<CudaDevice> devices = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      ask(i, driver[0], devices, reasons);
    }
    if (devices.isEmpty() && reasons.isEmpty()) {
      reasons.add("the CUDA driver sees no device; see that it is there and this user may use it");
    }
    return new CudaDevices(devices, reasons);
  }

  /** A device that fails costs itself alone. */
  private static void ask(int number, int driver, List<CudaDevice> devices, List<String> reasons) {
    try {
      CudaDevice device = CudaDevice.of(number, driver);
      device.unusable().ifPresentOrElse(reasons::add, () -> devices.add(device));
    } catch (CudaException e) {
      reasons.add("CUDA's device number " + number + " failed (" + e.getMessage() + ")");
    }
  }
}
