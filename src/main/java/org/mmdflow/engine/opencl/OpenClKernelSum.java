package org.mmdflow.engine.opencl;

import java.util.List;
import org.jocl.cl_mem;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.kernel.Kernel;

/** Sums on the device, by differences: exact for any kernel and any cloud. */
final class OpenClKernelSum implements KernelSum, Ownership.Owned {
  private static final int ROWS_OF_A_LAUNCH = 1 << 15;

  private final OpenClSession session;
  private final SumProgram program;
  private final cl_mem components;
  private final SumPasses passes;
  private final Scratch leaves;
  private boolean closed;

  OpenClKernelSum(OpenClSession session, Kernel kernel, int d, Precision precision) {
    this.session = session;
    program = SumProgram.of(kernel, d, precision);
    double[] numbers = program.numbers();
    double bytes = (double) numbers.length * precision.bytes();
    components = session.allocate(bytes, "the kernel's components", "use fewer of them");
    session.queue().write(components, precision, 0, numbers);
    passes = new SumPasses(session, program, components);
    leaves = new Scratch(session);
    session.ownership().add(this);
  }

  @Override
  public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
    checkOpen();
    cl_mem z = memory(at);
    List<Source> parts = sources(sources);
    cl_mem out = memory(gradient);
    List<cl_mem> columns = values.stream().map(this::memory).toList();
    Shapes.checkGradient(program.d(), program.precision(), at, sources, gradient, values);
    timed(
        pairs(at, sources), () -> enqueueGradient(z, at.n(), parts, out, columns, session.never()));
  }

  /** Enqueues without waiting. */
  void enqueueGradient(
      cl_mem at, long n, List<Source> parts, cl_mem out, List<cl_mem> values, cl_mem stopped) {
    if (parts.isEmpty()) {
      session.queue().fill(out, 0, n * program.d() * program.precision().bytes());
    } else {
      passes.gradient(at, n, parts, out, values, stopped);
    }
  }

  @Override
  public void value(Cloud at, Part source, Cloud out) {
    checkOpen();
    cl_mem z = memory(at);
    Source part = sources(List.of(source)).get(0);
    cl_mem column = memory(out);
    Shapes.checkValue(program.d(), program.precision(), at, source, out);
    timed(
        pairs(at, List.of(source)),
        () ->
            passes.values(
                z,
                at.n(),
                part,
                false,
                (sums, first, rows) ->
                    passes.write(sums, 0, rows, 1, program.valueFactor(), first, column)));
  }

  @Override
  public double quadratic(Part a, Part b, Diagonal diagonal) {
    checkOpen();
    List<Source> parts = sources(List.of(a, b));
    Shapes.checkQuadratic(program.d(), program.precision(), a, b, diagonal);
    Source left = parts.get(0);
    double[] total = new double[1];
    timed(
        pairs(a.points(), List.of(b)),
        () ->
            passes.values(
                left.points(),
                left.m(),
                parts.get(1),
                diagonal == Diagonal.EXCLUDED,
                (sums, first, rows) ->
                    total[0] = addLeaves(total[0], sums, first, rows, left.weights())));
    return total[0] * program.valueFactor();
  }

  private double addLeaves(double before, cl_mem sums, long first, long rows, cl_mem weights) {
    long count = Leaves.count(rows);
    cl_mem out = leaves.atLeast(8 * count);
    passes.each("weighted_leaves", count, sums, 0L, rows, weights, first, out);
    double all = before;
    for (double leaf : session.readSums(out, Math.toIntExact(count))) {
      all += leaf;
    }
    return all;
  }

  @Override
  public void block(Cloud rows, Cloud columns, Cloud out) {
    checkOpen();
    cl_mem left = memory(rows);
    cl_mem right = memory(columns);
    cl_mem matrix = memory(out);
    Shapes.checkBlock(program.d(), program.precision(), rows, columns, out);
    int d = program.d();
    long particles = session.traits().particles(d, program.precision());
    long groups = (columns.n() + particles - 1) / particles;
    long some;
    for (long first = 0; first < rows.n(); first += some) {
      long paced = Math.max(1, (long) (passes.pace().pairs() / (double) columns.n()));
      some = Math.min(Math.min(paced, ROWS_OF_A_LAUNCH), rows.n() - first);
      session
          .queue()
          .launch(
              session.programs().sums(program, "gram"),
              "gram",
              groups,
              some,
              session.traits().items(d),
              d,
              left,
              first,
              right,
              columns.n(),
              components,
              program.components().size(),
              matrix);
    }
    session.queue().finish();
  }

  /** Runs what enqueues launches, waits for them and learns from the time. */
  void timed(double pairs, Runnable work) {
    long begun = System.nanoTime();
    work.run();
    session.queue().finish();
    passes.pace().learn(pairs, (System.nanoTime() - begun) * 1e-9);
  }

  private static double pairs(Cloud at, List<Part> sources) {
    return (double) at.n() * sources.stream().mapToDouble(s -> (double) s.points().n()).sum();
  }

  /** The buffers of parts, which must be open ones of this session. */
  List<Source> sources(List<Part> parts) {
    return parts.stream()
        .map(p -> new Source(memory(p.points()), memory(p.weights()), p.points().n()))
        .toList();
  }

  private cl_mem memory(Cloud cloud) {
    return OpenClCloud.memory(cloud, session);
  }

  /** Passes where this is an open sum of the session {@code asking}. */
  void check(OpenClSession asking) {
    checkOpen();
    if (session != asking) {
      throw new IllegalArgumentException("the kernel sum belongs to another engine");
    }
  }

  /** How long its launches are. */
  Pace pace() {
    return passes.pace();
  }

  int d() {
    return program.d();
  }

  Precision precision() {
    return program.precision();
  }

  private void checkOpen() {
    session.ownership().check();
    if (closed) {
      throw new IllegalStateException("the kernel sum is closed");
    }
  }

  @Override
  public void free() {
    if (!closed) {
      closed = true;
      leaves.free();
      passes.free();
      session.queue().free(components);
    }
  }

  @Override
  public void close() {
    session.ownership().checkThread();
    free();
    session.ownership().remove(this);
  }
}
