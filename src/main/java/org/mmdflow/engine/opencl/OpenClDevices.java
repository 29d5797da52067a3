package org.mmdflow.engine.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * What OpenCL offers on this machine.
 *
 * @param devices platform by platform, in OpenCL's order
 * @param reasons why there are no (more), each one clause
 */
record OpenClDevices(List<OpenClDevice> devices, List<String> reasons) {
  private static final int PLATFORM_NOT_FOUND = -1001;
  private static final String DRIVER =
      "install your GPU's driver, or for a processor PoCL (Debian, Ubuntu: apt-get install"
          + " pocl-opencl-icd)";

  static OpenClDevices find() {
    Optional<String> missing = OpenClLibrary.load();
    List<OpenClDevice> devices = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    if (missing.isPresent()) {
      return new OpenClDevices(devices, List.of(missing.get()));
    }
    try {
      cl_platform_id[] platforms = platforms();
      for (int i = 0; i < platforms.length; i++) {
        search(platforms[i], i, devices, reasons);
      }
    } catch (UnsupportedOperationException e) { // a function that the loader lacks
      reasons.add(
          "OpenCL could not be asked for its devices ("
              + e.getMessage()
              + "); reinstall its loader");
    } catch (CLException e) {
      reasons.add(
          e.getStatus() == PLATFORM_NOT_FOUND
              ? "OpenCL has no driver; " + DRIVER
              : "OpenCL could not be asked for its platforms ("
                  + e.getMessage()
                  + "); reinstall its loader");
    }
    if (devices.isEmpty() && reasons.isEmpty()) {
      reasons.add("OpenCL has no driver; " + DRIVER);
    }
    return new OpenClDevices(devices, reasons);
  }

  private static cl_platform_id[] platforms() {
    int[] count = new int[1];
    CL.clGetPlatformIDs(0, null, count);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    if (platforms.length > 0) {
      CL.clGetPlatformIDs(platforms.length, platforms, null);
    }
    return platforms;
  }

  /** A platform that fails costs its own devices alone. */
  private static void search(
      cl_platform_id platform, int number, List<OpenClDevice> devices, List<String> reasons) {
    String named = "OpenCL's platform number " + number;
    try {
      String name = DeviceQuery.platformText(platform, CL.CL_PLATFORM_NAME);
      named = "OpenCL's platform " + name;
      Optional<String> unsafe =
          SignalChain.missingFor(name).or(() -> PoclCache.unsafe(name, System.getenv()));
      if (unsafe.isPresent()) {
        reasons.add(unsafe.get());
        return;
      }
      cl_device_id[] ids = ids(platform);
      for (int i = 0; i < ids.length; i++) {
        ask(platform, ids[i], "device number " + i + " of " + named, devices, reasons);
      }
    } catch (CLException e) {
      reasons.add(
          e.getStatus() == CL.CL_DEVICE_NOT_FOUND
              ? named + " has no device; see that its hardware is there and this user may use it"
              : failed(named, e));
    }
  }

  private static cl_device_id[] ids(cl_platform_id platform) {
    int[] count = new int[1];
    CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
    cl_device_id[] ids = new cl_device_id[count[0]];
    CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, ids.length, ids, null);
    return ids;
  }

  /** A device that fails costs itself alone. */
  private static void ask(
      cl_platform_id platform,
      cl_device_id id,
      String named,
      List<OpenClDevice> devices,
      List<String> reasons) {
    try {
      OpenClDevice device = OpenClDevice.of(platform, id);
      device.unusable().ifPresentOrElse(reasons::add, () -> devices.add(device));
    } catch (CLException e) {
      reasons.add(failed(named, e));
    }
  }

  private static String failed(String named, CLException e) {
    return named + " failed (" + e.getMessage() + "); reinstall its driver";
  }
}
