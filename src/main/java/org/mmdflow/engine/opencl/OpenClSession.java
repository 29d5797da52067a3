package org.mmdflow.engine.opencl;

import java.util.Locale;
import org.jocl.cl_mem;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.expression.UserError;

/** What all that an engine makes shares: its device, its programs, who owns what. */
final class OpenClSession {
  private final OpenClDevice device;
  private final Ownership ownership = new Ownership();
  private final DeviceQueue queue;
  private final Programs programs;
  private final cl_mem never;

  OpenClSession(OpenClDevice device, ProgramCache cache) {
    this.device = device;
    queue = new DeviceQueue(device);
    programs = new Programs(queue, device, cache);
    never = queue.allocate(Integer.BYTES);
    queue.fill(never, -1, Integer.BYTES);
  }

  Ownership ownership() {
    return ownership;
  }

  DeviceQueue queue() {
    return queue;
  }

  Programs programs() {
    return programs;
  }

  Traits traits() {
    return device.traits();
  }

  OpenClDevice device() {
    return device;
  }

  /** What kernels take as `stopped` where nothing stops them. */
  cl_mem never() {
    return never;
  }

  /** Reads sums as kernels keep them: doubles, or pairs of floats. */
  double[] readSums(cl_mem memory, int count) {
    double[] sums = new double[count];
    if (traits().sumDouble()) {
      queue.read(memory, Precision.DOUBLE, 0, sums);
      return sums;
    }
    double[] pairs = new double[2 * count];
    queue.read(memory, Precision.FLOAT, 0, pairs);
    for (int i = 0; i < count; i++) {
      sums[i] = pairs[2 * i] + pairs[2 * i + 1];
    }
    return sums;
  }

  /**
   * A buffer of zeros.
   *
   * @param what needs it, as "so many numbers"
   * @param advice how to need less than the largest buffer
   * @throws UserError if the device has no room for it
   */
  cl_mem allocate(double bytes, String what, String advice) {
    if (bytes > (double) device.largestBuffer()) {
      String limit = "one buffer may have " + amount((double) device.largestBuffer());
      throw refusal(what, bytes, limit, advice);
    }
    try {
      return queue.allocate((long) bytes);
    } catch (OpenClException e) {
      if (e.isOutOfMemory()) {
        String limit = "it has " + amount((double) device.memory()) + ", not all of it free";
        throw refusal(what, bytes, limit, "use fewer points");
      }
      throw e;
    }
  }

  private UserError refusal(String what, double bytes, String limit, String advice) {
    return new UserError(
        what
            + " need "
            + amount(bytes)
            + " on "
            + device.name()
            + " and "
            + limit
            + ", in engine opencl; "
            + advice
            + ", --precision float, or --engine cpu");
  }

  private static String amount(double bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** Frees all, newest first. */
  void close() {
    ownership.checkThread();
    if (!ownership.isClosed()) {
      ownership.close();
      queue.free(never);
      programs.close();
      queue.close();
    }
  }
}
