package org.mmdflow.engine.opencl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jocl.CL;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device as OpenCL tells of it.
 *
 * @param gpu true for a graphics processor
 * @param version of OpenCL, with what the driver adds
 * @param driver its version
 * @param memory in bytes
 * @param largestBuffer in bytes
 * @param hasDouble whether it computes in double
 * @param available whether it can be used now
 * @param compiler whether its driver compiles programs
 * @param traits how work is laid out on it
 */
record OpenClDevice(
    cl_platform_id platform,
    cl_device_id id,
    String platformName,
    String name,
    boolean gpu,
    String version,
    String driver,
    long memory,
    long largestBuffer,
    boolean hasDouble,
    boolean available,
    boolean compiler,
    Traits traits) {
  private static final Pattern VERSION = Pattern.compile("OpenCL (\\d+)\\.(\\d+).*");

  static OpenClDevice of(cl_platform_id platform, cl_device_id id) {
    DeviceQuery query = new DeviceQuery(id);
    long type = query.number(CL.CL_DEVICE_TYPE);
    boolean processor = (type & CL.CL_DEVICE_TYPE_CPU) != 0;
    boolean hasDouble = query.text(CL.CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64");
    Traits traits =
        new Traits(
            processor,
            processor ? query.lanes(CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT) : 1,
            processor && hasDouble ? query.lanes(CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_DOUBLE) : 1,
            hasDouble,
            query.number(CL.CL_DEVICE_LOCAL_MEM_SIZE),
            query.number(CL.CL_DEVICE_MAX_WORK_GROUP_SIZE));
    return new OpenClDevice(
        platform,
        id,
        DeviceQuery.platformText(platform, CL.CL_PLATFORM_NAME),
        query.text(CL.CL_DEVICE_NAME),
        (type & CL.CL_DEVICE_TYPE_GPU) != 0,
        query.text(CL.CL_DEVICE_VERSION),
        query.text(CL.CL_DRIVER_VERSION),
        query.number(CL.CL_DEVICE_GLOBAL_MEM_SIZE),
        query.number(CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        hasDouble,
        query.number(CL.CL_DEVICE_AVAILABLE) != 0,
        query.number(CL.CL_DEVICE_COMPILER_AVAILABLE) != 0,
        traits);
  }

  /** Why the engine cannot run on it, one clause; empty where it can. */
  Optional<String> unusable() {
    Matcher numbers = VERSION.matcher(version);
    boolean old =
        !numbers.matches()
            || (Integer.parseInt(numbers.group(1)) == 1 && Integer.parseInt(numbers.group(2)) < 2);
    if (old) {
      return Optional.of(name + " has " + version + " and the engine needs OpenCL 1.2");
    }
    if (!available) {
      return Optional.of(name + " is not available; see that nobody else holds it");
    }
    return compiler
        ? Optional.empty()
        : Optional.of(name + " has no compiler for OpenCL's programs");
  }

  /** What else there is to say of it. */
  String details() {
    return platformName + ", " + version + ", driver " + driver;
  }

  /** What a built program depends on. */
  String identity() {
    return String.join("\n", platformName, name, version, driver);
  }
}
