package org.mmdflow.engine.verification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;

/**
 * Checks engines against plain loops in double precision: each kernel, in each precision that the
 * engine has, in 2 and in 10 dimensions. A few seconds for an engine. Runs on the engine's thread;
 * keeps what it expects from one engine to the next.
 */
public final class Verification {
  private static final int N = 251;
  private static final int M = 761;
  private static final List<Integer> DIMENSIONS = List.of(2, 10);
  private static final double LONG_ENOUGH = 0.03;
  private static final int LARGEST = 1 << 17;

  private final Map<String, double[]> expected = new HashMap<>();

  /** Begins with nothing known. */
  public Verification() {}

  /** The promise of {@link KernelSum}: relative L2 error against float64. */
  public static double bound(Precision precision) {
    return precision == Precision.DOUBLE ? 1e-13 : 4e-7;
  }

  /**
   * Checks what {@code engine} can do of {@code precisions} and tells {@code done} of each check.
   */
  public void check(Engine engine, List<Precision> precisions, Consumer<Check> done) {
    for (Precision precision : precisions) {
      if (precision == Precision.DOUBLE && !engine.device().can(Capability.DOUBLE)) {
        continue;
      }
      for (int d : DIMENSIONS) {
        Sample sample = Sample.of(N, M, d, precision);
        for (Formula formula : Formula.ALL) {
          done.accept(check(engine, precision, formula, sample));
        }
      }
    }
  }

  private Check check(Engine engine, Precision precision, Formula formula, Sample sample) {
    int d = sample.particles().d();
    double[] wanted =
        expected.computeIfAbsent(
            precision + " " + d + " " + formula.kernel(), key -> sample.expected(formula));
    Kernel kernel = Kernel.parse(formula.kernel());
    double[] found;
    double speed;
    try (OnDevice device = new OnDevice(engine, kernel, precision, sample)) {
      found = device.evaluate();
      speed = pairsPerSecond(engine, kernel, precision, d);
    } catch (RuntimeException e) {
      return failed(engine, precision, formula, d, String.valueOf(e.getMessage()));
    }
    double[] errors = pointErrors(found, wanted, N, d);
    double gradientError = relative(found, wanted, 0, N * d);
    double pushError = relative(found, wanted, N * d, N * (d + 1));
    double pullError = relative(found, wanted, N * (d + 1), N * (d + 2));
    double error = Math.max(gradientError, Math.max(pushError, pullError));
    return new Check(
        engine.device().engine(),
        engine.device().name(),
        precision,
        formula.kernel(),
        d,
        errors[errors.length / 2],
        errors[errors.length - 1],
        error,
        bound(precision),
        speed,
        error <= bound(precision),
        "");
  }

  private static Check failed(
      Engine engine, Precision precision, Formula formula, int d, String fault) {
    return new Check(
        engine.device().engine(),
        engine.device().name(),
        precision,
        formula.kernel(),
        d,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        bound(precision),
        Double.NaN,
        false,
        fault);
  }

  /** Sorted errors of the points, in units of the root mean square gradient. */
  private static double[] pointErrors(double[] found, double[] wanted, int n, int d) {
    double scale = Math.sqrt(squares(wanted, 0, n * d) / n);
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      errors[i] = Math.sqrt(differences(found, wanted, i * d, (i + 1) * d)) / scale;
    }
    Arrays.sort(errors);
    return errors;
  }

  private static double relative(double[] found, double[] wanted, int from, int to) {
    return Math.sqrt(differences(found, wanted, from, to) / squares(wanted, from, to));
  }

  private static double squares(double[] values, int from, int to) {
    return differences(values, new double[values.length], from, to);
  }

  private static double differences(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** Of the smallest size that takes long enough to be timed. */
  private static double pairsPerSecond(Engine engine, Kernel kernel, Precision precision, int d) {
    for (int size = 512; ; size *= 2) {
      Sample sample = Sample.of(size, size, d, precision);
      try (OnDevice device = new OnDevice(engine, kernel, precision, sample)) {
        device.evaluate();
        long began = System.nanoTime();
        device.evaluate();
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (seconds >= LONG_ENOUGH || size >= LARGEST) {
          return device.pairs() / seconds;
        }
      }
    }
  }
}
