package org.mmdflow.engine.opencl;

import java.nio.charset.StandardCharsets;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** What OpenCL answers about a device. */
record DeviceQuery(cl_device_id id) {
  String text(int what) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, what, 0, null, size);
    byte[] bytes = new byte[Math.toIntExact(size[0])];
    CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null);
    return clean(bytes);
  }

  static String platformText(cl_platform_id platform, int what) {
    long[] size = new long[1];
    CL.clGetPlatformInfo(platform, what, 0, null, size);
    byte[] bytes = new byte[Math.toIntExact(size[0])];
    CL.clGetPlatformInfo(platform, what, bytes.length, Pointer.to(bytes), null);
    return clean(bytes);
  }

  private static String clean(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .replace("\0", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A number of 32 or 64 bits. */
  long number(int what) {
    long[] value = new long[1];
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, what, 0, null, size);
    if (size[0] == Integer.BYTES) {
      int[] half = new int[1];
      CL.clGetDeviceInfo(id, what, Integer.BYTES, Pointer.to(half), null);
      return Integer.toUnsignedLong(half[0]);
    }
    CL.clGetDeviceInfo(id, what, Long.BYTES, Pointer.to(value), null);
    return value[0];
  }

  /** The numbers of a vector that the device likes, 1 to 16. */
  int lanes(int what) {
    return Math.min(16, Integer.highestOneBit(Math.max(1, (int) number(what))));
  }
}
