package org.mmdflow.engine.gpu;

import java.util.Locale;
import org.mmdflow.engine.DeviceFailure;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.expression.UserError;

/** What all that an engine makes shares: its device, its programs, who owns what. */
final class GpuSession {
  private final Driver driver;
  private final Ownership ownership = new Ownership();
  private final Buffer never;

  GpuSession(Driver driver) {
    this.driver = driver;
    never = queue().allocate(Integer.BYTES);
    queue().fill(never, -1, Integer.BYTES);
  }

  Ownership ownership() {
    return ownership;
  }

  Driver driver() {
    return driver;
  }

  Queue queue() {
    return driver.queue();
  }

  Layout layout() {
    return driver.layout();
  }

  /** What kernels take as `stopped` where nothing stops them. */
  Buffer never() {
    return never;
  }

  /** A number as kernels of sums take it. */
  Object factor(double value) {
    return layout().sumDouble() ? (Object) value : (Object) (float) value;
  }

  /** Reads sums as kernels keep them: doubles, or pairs of floats. */
  double[] readSums(Buffer memory, int count) {
    double[] sums = new double[count];
    if (layout().sumDouble()) {
      queue().read(memory, Precision.DOUBLE, 0, sums);
      return sums;
    }
    double[] pairs = new double[2 * count];
    queue().read(memory, Precision.FLOAT, 0, pairs);
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
  Buffer allocate(double bytes, String what, String advice) {
    if (bytes > (double) driver.largestBuffer()) {
      String limit = "one buffer may have " + amount((double) driver.largestBuffer());
      throw refusal(what, bytes, limit, advice);
    }
    try {
      return queue().allocate((long) bytes);
    } catch (DeviceFailure e) {
      if (e.isOutOfMemory()) {
        String limit = "it has " + amount((double) driver.memory()) + ", not all of it free";
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
            + driver.name()
            + " and "
            + limit
            + ", in engine "
            + driver.engine()
            + "; "
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
      queue().free(never);
      driver.close();
    }
  }
}
