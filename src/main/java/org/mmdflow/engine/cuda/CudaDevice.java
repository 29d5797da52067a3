package org.mmdflow.engine.cuda;

import static org.mmdflow.engine.cuda.CudaException.check;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * A device as the driver tells of it.
 *
 * @param number the driver's
 * @param memory in bytes
 * @param capability 10 times the compute capability: 90 for 9.0
 * @param processors how many multiprocessors
 * @param clock its fastest, in kilohertz; 0 where the driver does not say
 * @param driver the CUDA version of the driver: 12040 for 12.4
 */
record CudaDevice(
    int number, String name, long memory, int capability, int processors, int clock, int driver) {
  private static final int LEAST_CAPABILITY = 75;
  private static final int LEAST_DRIVER = 12000;
  private static final int LONGEST_NAME = 256;

  /** Asks the driver, which has been initialised. */
  static CudaDevice of(int number, int driver) {
    CUdevice device = handle(number);
    byte[] name = new byte[LONGEST_NAME];
    check(JCudaDriver.cuDeviceGetName(name, name.length, device), "cuDeviceGetName");
    long[] memory = new long[1];
    check(JCudaDriver.cuDeviceTotalMem(memory, device), "cuDeviceTotalMem");
    return new CudaDevice(
        number,
        new String(name, StandardCharsets.UTF_8).replaceAll("\0.*", "").strip(),
        memory[0],
        10 * attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
            + attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
        clock(device),
        driver);
  }

  static CUdevice handle(int number) {
    CUdevice device = new CUdevice();
    check(JCudaDriver.cuDeviceGet(device, number), "cuDeviceGet", "number", number);
    return device;
  }

  private static int attribute(CUdevice device, int which) {
    int[] value = new int[1];
    check(
        JCudaDriver.cuDeviceGetAttribute(value, which, device),
        "cuDeviceGetAttribute",
        CUdevice_attribute.stringFor(which));
    return value[0];
  }

  /** No reason to do without the device. */
  private static int clock(CUdevice device) {
    int[] value = new int[1];
    int which = CUdevice_attribute.CU_DEVICE_ATTRIBUTE_CLOCK_RATE;
    return JCudaDriver.cuDeviceGetAttribute(value, which, device) == CUresult.CUDA_SUCCESS
        ? value[0]
        : 0;
  }

  /** Why the engine cannot run on it, one clause; empty where it can. */
  Optional<String> unusable() {
    if (capability < LEAST_CAPABILITY) {
      return Optional.of(
          name
              + " has compute capability "
              + version(capability, 10)
              + " and the engine needs 7.5 (Turing, 2018); use --engine opencl");
    }
    return Optional.empty();
  }

  /** Whether it has tensor cores that take 11 bits of a number (Ampere and later). */
  boolean hasTensorCores() {
    return capability >= 80;
  }

  /** Why no device of a driver can be used, one clause; empty where they can. */
  static Optional<String> tooOld(int driver) {
    return driver < LEAST_DRIVER
        ? Optional.of(
            "the driver is for CUDA "
                + version(driver, 1000)
                + " and the engine needs 12.0; update NVIDIA's driver")
        : Optional.empty();
  }

  /** What else there is to say of it. */
  String details() {
    return "compute capability "
        + version(capability, 10)
        + ", "
        + processors
        + " multiprocessors, driver for CUDA "
        + version(driver, 1000);
  }

  private static String version(int number, int unit) {
    int minor = number % unit;
    return number / unit + "." + (unit == 1000 ? minor / 10 : minor);
  }
}
