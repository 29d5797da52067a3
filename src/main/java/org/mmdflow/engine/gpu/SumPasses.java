package org.mmdflow.engine.gpu;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Precision;

/**
 * Enqueues the launches of sums. Particles go block by block, so that sums in double stay small;
 * where they are few, sources are cut into runs of leaves whose sums are added in order. All cuts
 * that change a rounding depend on sizes alone; launches are cut further to keep each one short.
 */
final class SumPasses {
  /** Bytes of sums on the device at a time. */
  private static final long SUM_BYTES = 64L << 20;

  /** Bytes of sums of runs. */
  private static final long RUN_BYTES = 128L << 20;

  /** Groups of 512 particles, times runs, that fill a device. */
  private static final long ENOUGH = 1024;

  private static final int GROUP = 512;

  private final GpuSession session;
  private final SumProgram program;
  private final Tiles tiles;
  private final Scratch totals;
  private final Scratch partials;
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
    partials = new Scratch(session);
  }

  /** Bytes of sums that n particles and m sources besides need at most. */
  static long workingBytes(long n, long m, int d, Precision precision) {
    long rows = block(n, d + 3);
    long runs = runs(rows, d + 2, Leaves.count(Math.max(n, m)));
    long packed = (n + m) * (d + 5L) * precision.bytes();
    return 8 * rows * (d + 3)
        + (runs > 1 ? 8 * rows * (d + 2) * runs : 0)
        + packed
        + Frames.workingBytes(n + m, d, precision);
  }

  /** Runs that the leaves of a source are cut into. */
  private static long runs(long rows, int columns, long leaves) {
    long filling = ENOUGH / ((rows + GROUP - 1) / GROUP);
    long fitting = RUN_BYTES / (8 * rows * columns);
    return Math.max(1, Math.min(leaves, Math.min(filling, fitting)));
  }

  /** Rows of a block, a multiple of a leaf. */
  private static long block(long n, int columns) {
    long rows = SUM_BYTES / (8L * columns) / Leaves.SIZE * Leaves.SIZE;
    return Math.min(Math.max(rows, Leaves.SIZE), n);
  }

  /** Value and gradient; {@code values} has one buffer a source or none. */
  void gradient(
      Buffer at,
      long n,
      List<Source> sources,
      Buffer gradient,
      List<Buffer> values,
      Buffer stopped) {
    int d = program.d();
    int slopes = slopes();
    int columns = slopes + sources.size();
    Buffer frame = frames.choose(at, n, sources);
    List<Buffer> packed = new ArrayList<>();
    for (int p = 0; p < sources.size(); p++) {
      packed.add(packing.of(p, sources.get(p), frame));
    }
    long block = block(n, columns);
    for (long first = 0; first < n; first += block) {
      long rows = Math.min(block, n - first);
      Buffer sums = totals.atLeast(8 * rows * columns);
      for (int p = 0; p < sources.size(); p++) {
        Tiles.Job job =
            new Tiles.Job(
                at,
                first,
                rows,
                sources.get(p),
                packed.get(p),
                frame,
                frame != frames.none(),
                true,
                false,
                stopped);
        sum(job, new Tiles.Sums(sums, (slopes + p) * rows, 0, rows, true, p == 0));
      }
      write(sums, 0, rows, d, program.slopeFactor(), first, at, frame, gradient);
      for (int p = 0; p < values.size(); p++) {
        long column = (slopes + p) * rows;
        writeValues(sums, column, rows, first, at, values.get(p));
      }
    }
  }

  /** Columns of a gradient's sums. */
  private int slopes() {
    return program.d() + (session.layout().expandable(program) ? 1 : 0);
  }

  /** What becomes of each block of values, first row and rows. */
  interface BlockOfValues {
    /** Enqueues what is to be done with the block's unweighted sums. */
    void enqueue(Buffer sums, long first, long rows);
  }

  /** Values alone. */
  void values(Buffer at, long n, Source source, boolean skipEqual, BlockOfValues then) {
    long block = block(n, 1);
    Buffer frame = frames.choose(at, n, List.of(source));
    Buffer packed = packing.of(0, source, frame);
    for (long first = 0; first < n; first += block) {
      long rows = Math.min(block, n - first);
      Buffer sums = totals.atLeast(8 * rows);
      Tiles.Job job =
          new Tiles.Job(
              at,
              first,
              rows,
              source,
              packed,
              frame,
              frame != frames.none(),
              false,
              skipEqual,
              session.never());
      sum(job, new Tiles.Sums(sums, 0, 0, rows, true, true));
      then.enqueue(sums, first, rows);
    }
  }

  private void sum(Tiles.Job job, Tiles.Sums sums) {
    int columns = job.withGradient() ? slopes() + 1 : 1;
    long rows = job.rows();
    long runs = runs(rows, columns, job.source().leaves());
    if (runs == 1) {
      tiles.accumulate(job, sums);
      return;
    }
    long size = columns * rows;
    Buffer partial = partials.atLeast(8 * size * runs);
    tiles.runs(job, new Tiles.Sums(partial, 0, rows, rows, true, true), runs, size);
    Buffer to = sums.memory();
    Buffer stopped = job.stopped();
    // Values come first in a run, gradients after them.
    addRuns(partial, 0, runs, size, rows, true, to, sums.valueAt(), stopped);
    if (job.withGradient()) {
      long all = slopes() * rows;
      boolean fresh = sums.freshGradient();
      addRuns(partial, rows, runs, size, all, fresh, to, sums.gradientAt(), stopped);
    }
  }

  private void addRuns(
      Buffer partial,
      long partialAt,
      long runs,
      long runSize,
      long count,
      boolean fresh,
      Buffer sums,
      long sumsAt,
      Buffer stopped) {
    each(
        "run_sums",
        count,
        partial,
        partialAt,
        runs,
        runSize,
        count,
        fresh ? 1 : 0,
        sums,
        sumsAt,
        stopped);
  }

  /** Rounds and writes a column of values. */
  void writeValues(Buffer sums, long at, long rows, long first, Buffer points, Buffer out) {
    write(sums, at, rows, 1, program.valueFactor(), first, points, frames.none(), out);
  }

  /** Rounds and writes columns of sums as rows of a cloud. */
  private void write(
      Buffer sums,
      long at,
      long rows,
      int d,
      double factor,
      long first,
      Buffer points,
      Buffer frame,
      Buffer out) {
    each(
        "rows_of_sums",
        rows * d,
        sums,
        at,
        rows,
        rows,
        d,
        session.factor(factor),
        first,
        points,
        frame,
        out);
  }

  /** Enqueues a kernel with an item for each of {@code count} numbers. */
  void each(String name, long count, Object... arguments) {
    session
        .queue()
        .launch(
            session.driver().finish(program.precision(), name),
            Elementwise.groups(count),
            1,
            Elementwise.ITEMS,
            arguments);
  }

  /** What was measured from outside, all of it waited for. */
  Pace pace() {
    return pace;
  }

  void free() {
    packing.free();
    frames.free();
    totals.free();
    partials.free();
  }
}
