package org.mmdflow.engine.opencl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** Lists what OpenCL offers. */
final class OpenClDevices {
  private OpenClDevices() {}

  static List<OpenClDevice> list() {
    CL.setExceptionsEnabled(true);
    int[] count = new int[1];
    CL.clGetPlatformIDs(0, null, count);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    CL.clGetPlatformIDs(platforms.length, platforms, null);
    List<OpenClDevice> all = new ArrayList<>();
    for (cl_platform_id platform : platforms) {
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
      cl_device_id[] devices = new cl_device_id[count[0]];
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null);
      for (cl_device_id device : devices) {
        all.add(describe(platform, device));
      }
    }
    return all;
  }

  private static OpenClDevice describe(cl_platform_id platform, cl_device_id id) {
    boolean cpu = (number(id, CL.CL_DEVICE_TYPE) & CL.CL_DEVICE_TYPE_CPU) != 0;
    boolean fp64 = text(id, CL.CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64");
    int floats = cpu ? (int) integer(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT) : 1;
    int doubles = cpu ? (int) integer(id, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_DOUBLE) : 1;
    return new OpenClDevice(
        platform,
        id,
        text(id, CL.CL_DEVICE_NAME),
        text(id, CL.CL_DEVICE_NAME)
            + text(id, CL.CL_DEVICE_VERSION)
            + text(id, CL.CL_DRIVER_VERSION),
        number(id, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
        number(id, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        fp64,
        new Traits(cpu, Math.max(1, floats), Math.max(1, doubles), fp64));
  }

  private static String text(cl_device_id id, int what) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, what, 0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null);
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static long number(cl_device_id id, int what) {
    long[] value = new long[1];
    CL.clGetDeviceInfo(id, what, 8, Pointer.to(value), null);
    return value[0];
  }

  private static long integer(cl_device_id id, int what) {
    int[] value = new int[1];
    CL.clGetDeviceInfo(id, what, 4, Pointer.to(value), null);
    return value[0];
  }
}
