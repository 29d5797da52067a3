package org.mmdflow.engine.reference;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.kernel.Kernel;

/** Sums in double, packed once a call and dealt to the engine's threads in blocks of particles. */
final class ReferenceKernelSum extends OwnedSum {
  /** More particles share a leaf in the cache; fewer let threads finish together. */
  private static final int LARGEST_BLOCK = 32;

  private static final int BLOCKS_PER_THREAD = 8;

  private final WorkerTeam team;
  private final int d;
  private final Precision precision;
  private final BlockSum sum;
  private final List<PackedSources> buffers = new ArrayList<>();
  private double[] rows = new double[0];

  ReferenceKernelSum(Ownership owner, WorkerTeam team, Kernel kernel, int d, Precision precision) {
    super(owner);
    this.team = team;
    this.d = d;
    this.precision = precision;
    this.sum = new BlockSum(kernel, d);
  }

  @Override
  public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
    checkOpen();
    double[] z = data(at);
    double[] out = data(gradient);
    List<double[]> columns = values.stream().map(this::data).toList();
    sources.forEach(this::checkOwned);
    Shapes.checkGradient(d, precision, at, sources, gradient, values);
    List<PackedSources> parts = new ArrayList<>(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      parts.add(pack(i, sources.get(i)));
    }
    forBlocks(
        (int) at.n(),
        (first, last, workspace) -> {
          sum.gradients(z, first, last, parts, !columns.isEmpty(), workspace);
          store(workspace.gradients, 0, 1, out, first * d, (last - first) * d);
          for (int c = 0; c < columns.size(); c++) {
            store(workspace.values, c, columns.size(), columns.get(c), first, last - first);
          }
        });
  }

  @Override
  public void value(Cloud at, Part source, Cloud out) {
    checkOpen();
    double[] z = data(at);
    double[] column = data(out);
    checkOwned(source);
    Shapes.checkValue(d, precision, at, source, out);
    PackedSources packed = pack(0, source);
    forBlocks(
        (int) at.n(),
        (first, last, workspace) -> {
          sum.values(z, first, last, packed, false, workspace);
          store(workspace.values, 0, 1, column, first, last - first);
        });
  }

  @Override
  public double quadratic(Part a, Part b, Diagonal diagonal) {
    checkOpen();
    Shapes.checkQuadratic(d, precision, a, b, diagonal);
    double[] z = data(a.points());
    double[] weights = data(a.weights());
    PackedSources packed = pack(0, b);
    int n = (int) a.points().n();
    if (rows.length < n) {
      rows = new double[n];
    }
    double[] products = rows;
    forBlocks(
        n,
        (first, last, workspace) -> {
          sum.values(z, first, last, packed, diagonal == Diagonal.EXCLUDED, workspace);
          for (int i = first; i < last; i++) {
            products[i] = weights[i] * workspace.values[i - first];
          }
        });
    return sumLeaves(products, n);
  }

  private static double sumLeaves(double[] products, int n) {
    double total = 0;
    for (int leaf = 0; leaf < n; leaf += Leaves.SIZE) {
      double partial = 0;
      for (int i = leaf; i < Math.min(n, leaf + Leaves.SIZE); i++) {
        partial += products[i];
      }
      total += partial;
    }
    return total;
  }

  @Override
  public void block(Cloud rows, Cloud columns, Cloud out) {
    checkOpen();
    Shapes.checkBlock(d, precision, rows, columns, out);
    double[] z = data(rows);
    double[] matrix = data(out);
    PackedSources packed = buffer(0);
    int m = (int) columns.n();
    packed.pack(data(columns), m, d);
    forBlocks(
        (int) rows.n(),
        (first, last, workspace) -> {
          for (int i = first; i < last; i++) {
            sum.row(z, i, packed, matrix, i * m, workspace);
          }
          store(matrix, first * m, 1, matrix, first * m, (last - first) * m);
        });
  }

  private void forBlocks(int n, WorkerTeam.Task task) {
    int size = n / (BLOCKS_PER_THREAD * team.threads());
    team.run(n, Math.max(1, Math.min(LARGEST_BLOCK, size)), task);
  }

  /** Writes every {@code step}-th number of {@code from} to {@code to}, rounded. */
  private void store(double[] from, int at, int step, double[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = precision.round(from[at + i * step]);
    }
  }

  private PackedSources pack(int index, Part part) {
    PackedSources packed = buffer(index);
    packed.pack(data(part.points()), data(part.weights()), (int) part.points().n(), d);
    return packed;
  }

  private PackedSources buffer(int index) {
    while (buffers.size() <= index) {
      buffers.add(new PackedSources());
    }
    return buffers.get(index);
  }

  @Override
  void release() {
    buffers.clear();
    rows = new double[0];
  }
}
