package org.mmdflow.engine.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Precision;

/**
 * Enqueues the launches of sums. Particles go block by block, so that sums in double stay small;
 * where they are few, sources are cut into runs of leaves, a slot of sums each, which are added in
 * order. All cuts that change a rounding depend on sizes alone; launches are cut further to keep
 * each one short.
 */
final class SumPasses {
  /** Bytes of sums on the device at a time. */
  private static final long SUM_BYTES = 64L << 20;

  /** Bytes of sums of runs, at most. */
  private static final long RUN_BYTES = 128L << 20;

  /** Groups of 512 particles, times runs, that fill a device. */
  private static final long ENOUGH = 1024;

  private static final int GROUP = 512;

  private final GpuSession session;
  private final SumProgram program;
  private final Tiles tiles;
  private final Scratch totals;
  private final Frames frames;
  private final Packing packing;
  private final Pace pace = new Pace();

  SumPasses(GpuSession session, SumProgram program, Buffer components) {
    this.session = session;
    this.program = program;
    tiles = new Tiles(session, program, components, pace);
    frames = new Frames(session, program);
    packing = new Packing(session, program);
    totals = new Scratch(session);
  }

  /**
   * Bytes that sums of n particles, which are sources as well, and m sources besides take at most.
   */
  static long workingBytes(GpuSession session, long n, long m, int d, Precision precision) {
    long block = block(n, d + 3);
    // A last block of any size may be cut into any number of runs.
    long sums = Math.max(slotBytes(block, n, m, d), n > block ? RUN_BYTES : 0);
    // Of two sources; a sum of values packs either where the first is.
    long packed = (Math.max(n, m) + m) * session.layout().packed(d) * precision.bytes();
    return sums + packed + Frames.workingBytes(2 * n + m, d, precision);
  }

  /** Bytes of the sums of a block of rows, for two sources. */
  private static long slotBytes(long rows, long n, long m, int d) {
    long runs = Math.min(Leaves.count(n), filling(rows)) + Math.min(Leaves.count(m), filling(rows));
    return Math.max(8 * rows * (d + 3), Math.min(RUN_BYTES, 8 * rows * (d + 2) * runs));
  }

  /** Runs that fill the device. */
  private static long filling(long rows) {
    return ENOUGH / ((rows + GROUP - 1) / GROUP);
  }

  /** Runs that the leaves of one of so many sources are cut into. */
  private long runs(long rows, int columns, long leaves, int sources) {
    long bytes = Math.min(RUN_BYTES, session.driver().largestBuffer());
    long fitting = bytes / (8 * rows * columns * sources);
    return Math.max(1, Math.min(leaves, Math.min(filling(rows), fitting)));
  }

  /** Rows of a block, a multiple of a leaf. */
  private static long block(long n, int columns) {
    long rows = SUM_BYTES / (8L * columns) / Leaves.SIZE * Leaves.SIZE;
    return Math.min(Math.max(rows, Leaves.SIZE), n);
  }

  /** What is summed: sources as the tiles read them, in a frame; {@code columns} of gradients. */
  private record Call(
      Buffer at,
      List<Source> sources,
      List<Buffer> packed,
      Buffer frame,
      int columns,
      boolean skipEqual,
      Buffer stopped) {}

  /**
   * Values and gradient.
   *
   * @param anew whether sources that are still are seen for the first time
   * @param stopped see {@code steps.h}
   * @param then enqueues what is to be done with each block's sums
   */
  void gradient(
      Buffer at, long n, List<Source> sources, boolean anew, Buffer stopped, Consumer<Slots> then) {
    int columns = program.d() + (session.layout().expandable(program) ? 1 : 0);
    Buffer frame = frames.choose(at, n, sources, anew);
    sums(new Call(at, sources, packed(sources, frame), frame, columns, false, stopped), n, then);
  }

  /** Values alone; {@code skipEqual} leaves out the pairs of equal numbers. */
  void values(Buffer at, long n, Source source, boolean skipEqual, Consumer<Slots> then) {
    List<Source> one = List.of(source);
    Buffer frame = frames.choose(at, n, one, true);
    sums(new Call(at, one, packed(one, frame), frame, 0, skipEqual, session.never()), n, then);
  }

  private List<Buffer> packed(List<Source> sources, Buffer frame) {
    List<Buffer> packed = new ArrayList<>();
    for (int p = 0; p < sources.size(); p++) {
      packed.add(packing.of(p, sources.get(p), frame));
    }
    return packed;
  }

  private void sums(Call call, long n, Consumer<Slots> then) {
    long block = block(n, call.columns + call.sources.size());
    for (long first = 0; first < n; first += block) {
      long rows = Math.min(block, n - first);
      long[] runs =
          call.sources.stream()
              .mapToLong(s -> runs(rows, call.columns + 1, s.leaves(), call.sources.size()))
              .toArray();
      boolean cut = Arrays.stream(runs).anyMatch(r -> r > 1);
      then.accept(cut ? cut(call, first, rows, runs) : whole(call, first, rows));
    }
  }

  /** One slot; gradients of all sources together, values of each behind them. */
  private Slots whole(Call call, long first, long rows) {
    int sources = call.sources.size();
    Buffer sums = totals.atLeast(8 * rows * (call.columns + sources));
    List<Slots.Column> values = new ArrayList<>();
    for (int p = 0; p < sources; p++) {
      long value = (call.columns + p) * rows;
      values.add(new Slots.Column(value, 1));
      tiles.accumulate(
          job(call, p, first, rows), new Tiles.Sums(sums, value, 0, rows, true, p == 0));
    }
    return new Slots(sums, 0, 1, values, 0, first, rows, call.frame);
  }

  /** A slot for each run of each source: values, then gradients. */
  private Slots cut(Call call, long first, long rows, long[] runs) {
    long size = (call.columns + 1) * rows;
    Buffer sums = totals.atLeast(8 * size * Arrays.stream(runs).sum());
    List<Slots.Column> values = new ArrayList<>();
    long slot = 0;
    for (int p = 0; p < runs.length; p++) {
      long at = slot * size;
      values.add(new Slots.Column(at, runs[p]));
      Tiles.Sums own = new Tiles.Sums(sums, at, at + rows, rows, true, true);
      tiles.runs(job(call, p, first, rows), own, runs[p], size);
      slot += runs[p];
    }
    return new Slots(sums, rows, slot, values, size, first, rows, call.frame);
  }

  private Tiles.Job job(Call call, int source, long first, long rows) {
    return new Tiles.Job(
        call.at,
        first,
        rows,
        call.sources.get(source),
        call.packed.get(source),
        call.frame,
        call.frame != frames.none(),
        call.columns > 0,
        call.skipEqual,
        call.stopped);
  }

  /** The frame in which differences are differences. */
  Buffer none() {
    return frames.none();
  }

  /** What was measured from outside, all of it waited for. */
  Pace pace() {
    return pace;
  }

  void free() {
    packing.free();
    frames.free();
    totals.free();
  }
}
