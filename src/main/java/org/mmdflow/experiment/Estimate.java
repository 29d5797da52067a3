package org.mmdflow.experiment;

import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.flow.Cadence;

/**
 * What a run will take.
 *
 * @param bytes of memory on the device
 * @param hostBytes of the Java heap
 * @param seconds of the engine, from a measurement of about 0.1 s: steps and metrics
 * @param diskBytes of the run folder, at most
 * @param largestN the most particles that fit this device and this Java heap with this target
 * @param pairsPerSecond as measured, value and gradient
 * @param device what was measured
 */
public record Estimate(
    long bytes,
    long hostBytes,
    double seconds,
    long diskBytes,
    long largestN,
    double pairsPerSecond,
    Device device) {
  private static final long ROW = 160;
  private static final long NPY_HEADER = 128;
  private static final long PAGE_AND_MANIFEST = 1 << 20;

  /**
   * Estimates the run that the experiment describes; writes nothing.
   *
   * @param threads of engines that run on the processor, 0 for all
   * @throws org.mmdflow.expression.UserError as {@link RunSession#begin} does
   */
  public static Estimate of(Experiment described, int threads) {
    ResolvedExperiment e = ResolvedExperiment.of(described);
    try (Engine engine =
        SessionOpener.engine(
            described.engine, described.kernel, RunOptions.DEFAULT.withThreads(threads))) {
      e.checkFits(engine);
      return of(e, engine);
    }
  }

  private static Estimate of(ResolvedExperiment e, Engine engine) {
    Experiment x = e.experiment();
    long n = e.inputs().start().n();
    long m = e.inputs().target().n();
    int d = e.inputs().start().d();
    MemoryNeed.Numerics numerics = MemoryNeed.Numerics.of(x);
    double rate = PairRate.measure(engine, e);
    double rows = Math.floorDiv(x.steps, x.metricsEvery) + 1.0;
    double passes = x.steps * e.batchShare() + rows;
    double targetTerms = x.redrawTarget ? rows : 1;
    Device device = engine.device();
    return new Estimate(
        MemoryNeed.device(engine, n, m, d, numerics),
        MemoryNeed.host(n, m, d) + SobolevCost.bytes(e),
        (passes * e.pairs() + targetTerms * m * m) / rate + x.steps * SobolevCost.seconds(e),
        disk(e),
        SobolevCost.most(
            e, MemoryNeed.largestN(engine, m, d, numerics, Runtime.getRuntime().maxMemory())),
        rate,
        device);
  }

  /** Snapshots, the final particles, metrics, and three checkpoints while one replaces another. */
  private static long disk(ResolvedExperiment e) {
    Experiment x = e.experiment();
    long cloud = NPY_HEADER + (long) e.inputs().start().data().length * x.precision.bytes();
    long rows = ROW * (x.steps / x.metricsEvery + 2);
    long checkpoint = cloud * (x.momentum == 0 ? 1 : 2) + Math.min(rows, Checkpoint.LONGEST_TEXT);
    return (snapshots(e) + 1) * cloud + rows + 3 * checkpoint + PAGE_AND_MANIFEST;
  }

  private static long snapshots(ResolvedExperiment e) {
    long steps = e.experiment().steps;
    SnapshotRule rule = e.snapshots();
    if (rule instanceof SnapshotRule.None) {
      return 0;
    }
    if (rule instanceof SnapshotRule.Every every) {
      return steps / every.k() + (steps % every.k() == 0 ? 1 : 2);
    }
    Cadence cadence = rule.cadence(steps);
    long count = cadence.isAt(steps) ? 0 : 1;
    for (long s = 0; s <= steps; s = cadence.atOrAfter(s) + 1) {
      count += cadence.atOrAfter(s) <= steps ? 1 : 0;
      if (cadence.atOrAfter(s) == Long.MAX_VALUE) {
        break;
      }
    }
    return count;
  }
}
