package org.mmdflow.engine.gpu;

import java.util.List;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;

/**
 * Gradients of so few particles and sources that a launch takes longer than its pairs: every leaf
 * of two sources at once, by differences, a slot each.
 */
final class FewSums {
  /** Of pairs, times what one takes: up to there launches are what costs. */
  private static final double MOST = 1 << 25;

  /** Slots that one item adds. */
  private static final long MOST_LEAVES = 256;

  private final GpuSession session;
  private final SumProgram program;
  private final Buffer components;
  private final Buffer none;
  private final Scratch sums;

  FewSums(GpuSession session, SumProgram program, Buffer components, Buffer none) {
    this.session = session;
    this.program = program;
    this.components = components;
    this.none = none;
    sums = new Scratch(session);
  }

  /** Bytes of the sums of n particles, which are sources as well, and m sources besides. */
  static long workingBytes(GpuSession session, long n, long m, int d, Precision precision) {
    long leaves = Leaves.count(n) + Leaves.count(m);
    SumProgram any = SumProgram.of(Kernel.gaussian(1), d, precision);
    boolean taken = session.layout().few(any).isPresent() && isFew((double) n * (n + m), d, leaves);
    return taken ? 8 * n * d * leaves : 0;
  }

  private static boolean isFew(double pairs, int d, long leaves) {
    return pairs * (d + 4) <= MOST && leaves <= MOST_LEAVES;
  }

  /** Whether so many particles and these sources are few, by their sizes alone. */
  boolean takes(long n, List<Source> sources) {
    double pairs = (double) n * sources.stream().mapToDouble(s -> (double) s.m()).sum();
    return program.isExact()
        && session.layout().few(program).isPresent()
        && !sources.isEmpty()
        && isFew(pairs, program.d(), leaves(sources));
  }

  private static long leaves(List<Source> sources) {
    return sources.stream().mapToLong(Source::leaves).sum();
  }

  /** Enqueues them. */
  Slots enqueue(Buffer at, long n, List<Source> sources, Buffer stopped) {
    long size = n * program.d();
    Buffer to = sums.atLeast(8 * size * leaves(sources));
    long slot = 0;
    for (int p = 0; p < sources.size(); p += 2) {
      slot += pair(at, n, sources, p, to, slot * size, stopped);
    }
    return new Slots(to, 0, slot, List.of(), size, 0, n, none);
  }

  /** Sources p and, if there is one, p + 1; how many slots they take. */
  private long pair(
      Buffer at, long n, List<Source> sources, int p, Buffer to, long slotAt, Buffer stopped) {
    Tile tile = session.layout().few(program).orElseThrow();
    Source first = sources.get(p);
    boolean alone = p + 1 == sources.size();
    Source second = alone ? first : sources.get(p + 1);
    long m = alone ? 0 : second.m();
    long leaves = first.leaves() + (alone ? 0 : Leaves.count(m));
    session
        .queue()
        .launch(
            session.driver().sums(program, tile, "few_sums"),
            (n + tile.particles() - 1) / tile.particles(),
            leaves,
            tile.items(),
            program.d(),
            at,
            n,
            first.points(),
            first.weights(),
            first.m(),
            first.leaves(),
            second.points(),
            second.weights(),
            m,
            components,
            program.components().size(),
            to,
            slotAt,
            stopped);
    return leaves;
  }

  void free() {
    sums.free();
  }
}
