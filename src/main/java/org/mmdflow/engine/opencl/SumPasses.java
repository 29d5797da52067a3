package org.mmdflow.engine.opencl;

import java.util.List;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.mmdflow.engine.Leaves;

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

  /** Points with weights, in buffers. */
  record Source(cl_mem points, cl_mem weights, long m) {
    long leaves() {
      return Leaves.count(m);
    }
  }

  private final OpenClSession session;
  private final SumProgram program;
  private final cl_mem components;
  private final Scratch totals;
  private final Scratch partials;
  private final Pace pace = new Pace();

  SumPasses(OpenClSession session, SumProgram program, cl_mem components) {
    this.session = session;
    this.program = program;
    this.components = components;
    totals = new Scratch(session);
    partials = new Scratch(session);
  }

  /** Bytes of sums that n particles and m sources besides need at most. */
  static long workingBytes(long n, long m, int d) {
    long rows = block(n, d + 2);
    long runs = runs(rows, d + 1, Leaves.count(Math.max(n, m)));
    return 8 * rows * (d + 2) + (runs > 1 ? 8 * rows * (d + 1) * runs : 0);
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
      cl_mem at,
      long n,
      List<Source> sources,
      cl_mem gradient,
      List<cl_mem> values,
      cl_mem stopped) {
    int d = program.d();
    long block = block(n, d + sources.size());
    for (long first = 0; first < n; first += block) {
      long rows = Math.min(block, n - first);
      cl_mem sums = totals.atLeast(8 * rows * (d + sources.size()));
      for (int p = 0; p < sources.size(); p++) {
        Target target = new Target(sums, (d + p) * rows, 0, rows, p == 0);
        sum(at, first, rows, sources.get(p), true, target, false, stopped);
      }
      write(sums, 0, rows, d, program.slopeFactor(), first, gradient);
      for (int p = 0; p < values.size(); p++) {
        write(sums, (d + p) * rows, rows, 1, program.valueFactor(), first, values.get(p));
      }
    }
  }

  /** What becomes of each block of values, first row and rows. */
  interface BlockOfValues {
    /** Enqueues what is to be done with the block's unweighted sums. */
    void enqueue(cl_mem sums, long first, long rows);
  }

  /** Values alone. */
  void values(cl_mem at, long n, Source source, boolean skipEqual, BlockOfValues then) {
    long block = block(n, 1);
    for (long first = 0; first < n; first += block) {
      long rows = Math.min(block, n - first);
      cl_mem sums = totals.atLeast(8 * rows);
      Target target = new Target(sums, 0, 0, rows, true);
      sum(at, first, rows, source, false, target, skipEqual, session.never());
      then.enqueue(sums, first, rows);
    }
  }

  /** Where sums go: columns of {@code rows} numbers. */
  private record Target(
      cl_mem sums, long valueAt, long gradientAt, long rows, boolean freshGradient) {}

  private void sum(
      cl_mem at,
      long first,
      long rows,
      Source source,
      boolean withGradient,
      Target target,
      boolean skipEqual,
      cl_mem stopped) {
    int columns = withGradient ? program.d() + 1 : 1;
    long runs = runs(rows, columns, source.leaves());
    Launch launch = new Launch(at, first, rows, source, withGradient, skipEqual, stopped);
    if (runs == 1) {
      long step = Math.max(1, (long) (pace.pairs() / ((double) rows * Leaves.SIZE)));
      for (long leaf = 0; leaf < source.leaves(); leaf += step) {
        boolean begins = leaf == 0;
        launch.enqueue(
            target.sums,
            target.valueAt,
            target.gradientAt,
            leaf,
            Math.min(leaf + step, source.leaves()),
            1,
            0,
            1,
            0,
            begins,
            begins && target.freshGradient);
        step = Math.max(1, (long) (pace.pairs() / ((double) rows * Leaves.SIZE)));
      }
      return;
    }
    long size = columns * rows;
    cl_mem partial = partials.atLeast(8 * size * runs);
    double pairsOfRun = (double) rows * source.m / (double) runs;
    long count;
    for (long run = 0; run < runs; run += count) {
      count = Math.min(runs - run, Math.max(1, (long) (pace.pairs() / pairsOfRun)));
      launch.enqueue(partial, 0, rows, 0, source.leaves(), runs, run, count, size, true, true);
    }
    addRuns(partial, 0, runs, size, rows, true, target.sums, target.valueAt, stopped);
    if (withGradient) {
      addRuns(
          partial,
          rows,
          runs,
          size,
          program.d() * rows,
          target.freshGradient,
          target.sums,
          target.gradientAt,
          stopped);
    }
  }

  /** The launches of one block of rows against one source. */
  private final class Launch {
    private final cl_mem at;
    private final long first;
    private final long rows;
    private final Source source;
    private final boolean skipEqual;
    private final cl_mem stopped;
    private final String name;
    private final cl_kernel kernel;
    private final int items = session.traits().items(program.d());
    private final long groups;

    Launch(
        cl_mem at,
        long first,
        long rows,
        Source source,
        boolean withGradient,
        boolean skipEqual,
        cl_mem stopped) {
      this.at = at;
      this.first = first;
      this.rows = rows;
      this.source = source;
      this.skipEqual = skipEqual;
      this.stopped = stopped;
      name = withGradient ? "gradient_sums" : "value_sums";
      kernel = session.programs().sums(program, name);
      long particles = session.traits().particles(program.d(), program.precision());
      groups = (rows + particles - 1) / particles;
    }

    void enqueue(
        cl_mem sums,
        long valueAt,
        long gradientAt,
        long leafFirst,
        long leafLast,
        long runs,
        long runFirst,
        long runCount,
        long runSize,
        boolean freshValue,
        boolean freshGradient) {
      boolean measuring = pace.isUnknown();
      if (measuring) {
        session.queue().finish();
      }
      long begun = System.nanoTime();
      session
          .queue()
          .launch(
              kernel,
              name,
              groups,
              runCount,
              items,
              program.d(),
              at,
              first,
              first + rows,
              source.points,
              source.weights,
              source.m,
              leafFirst,
              leafLast,
              runs,
              runFirst,
              components,
              program.components().size(),
              sums,
              valueAt,
              gradientAt,
              rows,
              runSize,
              freshValue ? 1 : 0,
              freshGradient ? 1 : 0,
              skipEqual ? 1 : 0,
              stopped);
      if (measuring) {
        session.queue().finish();
        double leaves = (double) (leafLast - leafFirst) * runCount / runs;
        pace.learn((double) rows * leaves * Leaves.SIZE, (System.nanoTime() - begun) * 1e-9);
      }
    }
  }

  private void addRuns(
      cl_mem partial,
      long partialAt,
      long runs,
      long runSize,
      long count,
      boolean fresh,
      cl_mem sums,
      long sumsAt,
      cl_mem stopped) {
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

  /** Rounds and writes columns of sums as rows of a cloud. */
  void write(cl_mem sums, long at, long rows, int d, double factor, long first, cl_mem out) {
    Object number = session.traits().sumDouble() ? (Object) factor : (Object) (float) factor;
    each("rows_of_sums", rows * d, sums, at, rows, rows, d, number, first, out);
  }

  /** Enqueues a kernel with an item for each of {@code count} numbers. */
  void each(String name, long count, Object... arguments) {
    session
        .queue()
        .launch(
            session.programs().finish(program.precision(), name),
            name,
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
    totals.free();
    partials.free();
  }
}
