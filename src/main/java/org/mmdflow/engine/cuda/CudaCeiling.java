package org.mmdflow.engine.cuda;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.SumProgram;

/**
 * What a device allows a sum in float at most, from what its multiprocessors do in a cycle of the
 * fastest clock (CUDA C++ Programming Guide, throughput of arithmetic instructions; NVIDIA's
 * whitepapers of each architecture for tensor cores).
 */
final class CudaCeiling {
  /** Powers of two in a cycle, of which a pair takes one. */
  private static final double POWERS = 16;

  /** What a pair takes besides its coordinates: norms, a weight, a value. */
  private static final int REST = 4;

  /** Products of numbers of 11 bits that make one of 22, twice a pair: distance and gradient. */
  private static final int PRODUCTS = 3 * 2;

  /** By compute capability: multiply-adds of floats in a cycle, and of TF32 on tensor cores. */
  private static final Map<Integer, int[]> RATES =
      Map.of(
          75, new int[] {64, 0},
          80, new int[] {64, 512},
          86, new int[] {128, 128},
          87, new int[] {128, 128},
          89, new int[] {128, 128},
          90, new int[] {128, 1024});

  private CudaCeiling() {}

  /** Empty for double, and for a device whose rates or clock are not known. */
  static Optional<Ceiling> of(CudaDevice device, SumProgram program, boolean tensorCores) {
    int[] rates = RATES.get(device.capability());
    if (rates == null || device.clock() == 0 || program.precision() == Precision.DOUBLE) {
      return Optional.empty();
    }
    int d = program.d();
    double a = rates[0] / (tensorCores ? (double) REST : 2.0 * d + REST);
    double b = tensorCores ? (double) rates[1] / (PRODUCTS * ((d + 7) / 8 * 8)) : a;
    double pairs = Math.min(POWERS, Math.min(a, b));
    double cycles = 1e3 * device.clock() * device.processors();
    return Optional.of(
        new Ceiling(
            pairs * cycles,
            String.format(
                Locale.ROOT,
                "%d multiprocessors at %.2f GHz, %.3g pairs in a cycle %s",
                device.processors(),
                device.clock() * 1e-6,
                pairs,
                tensorCores
                    ? "on tensor cores, three products of TF32 for one"
                    : "by " + (2 * d + REST) + " multiply-adds and a power of two")));
  }
}
