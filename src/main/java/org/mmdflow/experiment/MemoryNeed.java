package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Scheme;

/**
 * How many bytes a flow of N particles and M target points in d dimensions takes: what the
 * objective and the flow allocate, counted, and what the engine says of its sums and steps.
 */
final class MemoryNeed {
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;
  private static final double GIGA = 1e-9;

  private MemoryNeed() {}

  /**
   * Bytes on the device: positions, velocity, gradient, weights, two columns of values; the target
   * and its weights; the engine's own.
   */
  static long device(Engine engine, long n, long m, int d, Numerics numerics) {
    Precision precision = numerics.precision();
    long clouds = numerics.momentum() ? 3 : 2;
    long sums = numerics.summation().equals(Summation.exact()) ? 1 : 2;
    if (numerics.changing()) {
      sums++;
    }
    return precision.bytes() * (n * (clouds * d + 3) + m * (d + 1L))
        + sums * engine.workingBytes(n, m, d, precision);
  }

  /**
   * What of a flow decides its memory besides sizes; steps that sum otherwise have two sums, and
   * steps whose kernel changes one more.
   */
  record Numerics(boolean momentum, Precision precision, Summation summation, boolean changing) {
    Numerics(boolean momentum, Precision precision, Summation summation) {
      this(momentum, precision, summation, false);
    }

    static Numerics of(Experiment x) {
      boolean changing =
          x.scheme instanceof Scheme.Continuation || x.scheme instanceof Scheme.Annealing;
      return new Numerics(x.momentum != 0, x.precision, x.summation, changing);
    }
  }

  /** Bytes of the Java heap, all in double: host copies of the clouds and the stepper's buffers. */
  static long host(long n, long m, int d) {
    return 8 * (n * (10L * d + 4) + m * (3L * d + 2));
  }

  /** Refuses what this Java heap, or an array, does not hold. */
  static void check(long n, long m, int d) {
    refusal(n, m, d, Runtime.getRuntime().maxMemory())
        .ifPresent(
            error -> {
              throw error;
            });
  }

  /** Refuses what the device does not hold, before anything is written. */
  static void check(Engine engine, long n, long m, int d, Numerics numerics) {
    long needed = device(engine, n, m, d, numerics);
    if (needed > engine.device().memory()) {
      long fit = largestN(engine, m, d, numerics, Runtime.getRuntime().maxMemory());
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%d particles and %d target points in %d dimension%s need %s on %s, which has %s, in"
                  + " the experiment; take %s, or another --engine",
              n,
              m,
              d,
              d == 1 ? "" : "s",
              amount(needed),
              engine.device().name(),
              amount(engine.device().memory()),
              fit < 1 ? "fewer points" : "at most " + fit + " particles"));
    }
  }

  private static String amount(long bytes) {
    return bytes * GIGA < 1
        ? String.format(Locale.ROOT, "%.2f MB", bytes * 1e-6)
        : String.format(Locale.ROOT, "%.2f GB", bytes * GIGA);
  }

  /** What to say of a flow that does not fit {@code heap} bytes; empty where it does. */
  static Optional<UserError> refusal(long n, long m, int d, long heap) {
    String clouds = n + " particles and " + m + " target points in " + d + " dimension";
    if (Math.max(n, m) > LONGEST_ARRAY / d) {
      return Optional.of(
          new UserError(
              clouds
                  + (d == 1 ? "" : "s")
                  + " are more numbers than an array holds, in the experiment; take at most "
                  + LONGEST_ARRAY / d
                  + " of either"));
    }
    long needed = host(n, m, d);
    if (needed <= heap) {
      return Optional.empty();
    }
    long fit = (heap - host(0, m, d)) / host(1, 0, d);
    return Optional.of(
        new UserError(
            String.format(
                Locale.ROOT,
                "%s need %.2f GB of Java heap, which has %.2f GB, in the experiment; take %s, or"
                    + " allow more with MMDFLOW_JAVA_OPTS=-Xmx%dg",
                clouds + (d == 1 ? "" : "s"),
                needed * GIGA,
                heap * GIGA,
                fit < 1 ? "fewer points" : "at most " + fit + " particles",
                needed / 4 * 5 / (1L << 30) + 1)));
  }

  /** The largest N for which the device's memory and {@code heap} bytes suffice, 0 if none. */
  static long largestN(Engine engine, long m, int d, Numerics numerics, long heap) {
    long byHost = (heap - host(0, m, d)) / host(1, 0, d);
    long fits = 0;
    long tooMany = Math.max(0, Math.min(byHost, LONGEST_ARRAY / d)) + 1;
    while (tooMany - fits > 1) {
      long n = fits + (tooMany - fits) / 2;
      if (device(engine, n, m, d, numerics) <= engine.device().memory()) {
        fits = n;
      } else {
        tooMany = n;
      }
    }
    return fits;
  }
}
