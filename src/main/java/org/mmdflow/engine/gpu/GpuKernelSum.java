package org.mmdflow.engine.gpu;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;

/** Sums on the device. */
final class GpuKernelSum implements KernelSum, Ownership.Owned {
  private static final int ROWS_OF_A_LAUNCH = 1 << 15;

  private final GpuSession session;
  private final SumProgram program;
  private final Buffer components;
  private final SumPasses passes;
  private final FewSums few;
  private final Finishing finishing;
  private final Scratch leaves;
  private boolean closed;

  GpuKernelSum(GpuSession session, SumProgram program) {
    this.session = session;
    this.program = program;
    Precision precision = program.precision();
    double[] numbers = program.numbers();
    double bytes = (double) numbers.length * precision.bytes();
    components = session.allocate(bytes, "the kernel's components", "use fewer of them");
    session.queue().write(components, precision, 0, numbers);
    passes = new SumPasses(session, program, components);
    few = new FewSums(session, program, components, passes.none());
    finishing = new Finishing(session, program, passes.none());
    leaves = new Scratch(session);
    session.ownership().add(this);
  }

  @Override
  public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
    checkOpen();
    Buffer z = memory(at);
    List<Source> parts = sources(sources);
    Buffer out = memory(gradient);
    List<Buffer> columns = values.stream().map(this::memory).toList();
    Shapes.checkGradient(program.d(), program.precision(), at, sources, gradient, values);
    if (parts.isEmpty()) {
      session.queue().fill(out, 0, at.n() * program.d() * program.precision().bytes());
      session.queue().finish();
      return;
    }
    timed(
        pairs(at, sources),
        () ->
            passes.gradient(
                z,
                at.n(),
                parts,
                true,
                session.never(),
                slots -> {
                  finishing.writeGradient(slots, z, out);
                  for (int p = 0; p < columns.size(); p++) {
                    finishing.writeValues(slots, p, z, columns.get(p));
                  }
                }));
  }

  /** Whether a stepper's sums are few, by their sizes alone. */
  boolean isFew(long n, List<Source> parts) {
    return few.takes(n, parts);
  }

  /**
   * Enqueues sums of gradients, without waiting.
   *
   * @param anew whether sources that are still are seen for the first time
   * @param then enqueues what is to be done with each block's sums
   */
  void enqueueGradient(
      Buffer at, long n, List<Source> parts, boolean anew, Buffer stopped, Consumer<Slots> then) {
    if (few.takes(n, parts)) {
      then.accept(few.enqueue(at, n, parts, stopped));
    } else if (parts.isEmpty()) {
      then.accept(new Slots(at, 0, 0, List.of(), 0, 0, n, passes.none()));
    } else {
      passes.gradient(at, n, parts, anew, stopped, then);
    }
  }

  /** What sums of gradients are to be multiplied by, as kernels take it. */
  Object slopeFactor() {
    return session.factor(program.slopeFactor());
  }

  @Override
  public void value(Cloud at, Part source, Cloud out) {
    checkOpen();
    Buffer z = memory(at);
    Source part = sources(List.of(source)).get(0);
    Buffer column = memory(out);
    Shapes.checkValue(program.d(), program.precision(), at, source, out);
    timed(
        pairs(at, List.of(source)),
        () ->
            passes.values(
                z, at.n(), part, false, slots -> finishing.writeValues(slots, 0, z, column)));
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
                slots -> total[0] = addLeaves(total[0], slots, left.weights())));
    return total[0] * program.valueFactor();
  }

  private double addLeaves(double before, Slots slots, Buffer weights) {
    long count = Leaves.count(slots.rows());
    Buffer out = leaves.atLeast(8 * count);
    finishing.writeLeaves(slots, weights, out);
    double all = before;
    for (double leaf : session.readSums(out, Math.toIntExact(count))) {
      all += leaf;
    }
    return all;
  }

  @Override
  public void block(Cloud rows, Cloud columns, Cloud out) {
    checkOpen();
    Buffer left = memory(rows);
    Buffer right = memory(columns);
    Buffer matrix = memory(out);
    Shapes.checkBlock(program.d(), program.precision(), rows, columns, out);
    int d = program.d();
    List<Tile> tiles = session.layout().tiles(program);
    Tile tile = tiles.get(tiles.size() - 1);
    long particles = tile.particles();
    long groups = (columns.n() + particles - 1) / particles;
    double exact = program.valueFactor();
    Object factor = Numbers.of(program.precision(), exact);
    long some;
    for (long first = 0; first < rows.n(); first += some) {
      long paced = Math.max(1, (long) (passes.pace().pairs() / (double) columns.n()));
      some = Math.min(Math.min(paced, ROWS_OF_A_LAUNCH), rows.n() - first);
      session
          .queue()
          .launch(
              session.driver().sums(program, tile, "gram"),
              groups,
              some,
              tile.items(),
              d,
              left,
              first,
              right,
              columns.n(),
              components,
              program.components().size(),
              factor,
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

  private List<Source> sources(List<Part> parts) {
    return sources(parts, points -> true);
  }

  /** The buffers of parts, which must be open ones of this session; which of them stay as is. */
  List<Source> sources(List<Part> parts, Predicate<Buffer> still) {
    return parts.stream()
        .map(
            p -> {
              Buffer points = memory(p.points());
              return new Source(points, memory(p.weights()), p.points().n(), still.test(points));
            })
        .toList();
  }

  private Buffer memory(Cloud cloud) {
    return GpuCloud.memory(cloud, session);
  }

  /** Passes where this is an open sum of the session {@code asking}. */
  void check(GpuSession asking) {
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
      few.free();
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
