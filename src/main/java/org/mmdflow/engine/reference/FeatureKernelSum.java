package org.mmdflow.engine.reference;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.kernel.Features;

/**
 * Sums of a kernel of features, in double: the sources of a part enter through sum_j w_j phi(s_j)
 * alone, so that a pass costs O(B (N + M)) for B data points.
 */
final class FeatureKernelSum extends OwnedSum {
  /** Numbers of the features of columns that a block holds at once. */
  private static final int COLUMN_ROOM = 1 << 21;

  private final WorkerTeam team;
  private final Features features;
  private final Precision precision;
  private final FeatureTotals totals;
  private final int d;
  private final int length;

  /** 1 / B. */
  private final double scale;

  FeatureKernelSum(Ownership owner, WorkerTeam team, Features features, Precision precision) {
    super(owner);
    this.team = team;
    this.features = features;
    this.precision = precision;
    this.totals = new FeatureTotals(team, features);
    d = features.d();
    length = features.length();
    scale = 1.0 / features.points();
  }

  @Override
  public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
    checkOpen();
    double[] z = data(at);
    double[] out = data(gradient);
    List<double[]> columns = values.stream().map(this::data).toList();
    sources.forEach(this::checkOwned);
    Shapes.checkGradient(d, precision, at, sources, gradient, values);
    List<double[]> parts = new ArrayList<>(sources.size());
    double[] total = new double[length];
    for (Part part : sources) {
      parts.add(total(part));
      FeatureTotals.add(parts.get(parts.size() - 1), total);
    }
    for (int i = 0; i < length; i++) {
      total[i] *= scale;
    }
    forParticles(
        (int) at.n(),
        (i, workspace) -> {
          workspace.clearSums(d, 0);
          features.addGradient(z, i * d, total, workspace.gradients, 0);
          for (int c = 0; c < d; c++) {
            out[i * d + c] = precision.round(workspace.gradients[c]);
          }
          if (!columns.isEmpty()) {
            double[] phi = phi(z, i, workspace);
            for (int c = 0; c < columns.size(); c++) {
              columns.get(c)[i] = precision.round(scale * product(parts.get(c), phi));
            }
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
    double[] total = total(source);
    forParticles(
        (int) at.n(),
        (i, workspace) ->
            column[i] = precision.round(scale * product(total, phi(z, i, workspace))));
  }

  /** The product of the two sums of features, less the products of points of equal number. */
  @Override
  public double quadratic(Part a, Part b, Diagonal diagonal) {
    checkOpen();
    checkOwned(a);
    checkOwned(b);
    Shapes.checkQuadratic(d, precision, a, b, diagonal);
    double[] first = total(a);
    boolean same = a.points() == b.points() && a.weights() == b.weights();
    double all = product(first, same ? first : total(b));
    return scale * (diagonal == Diagonal.INCLUDED ? all : all - diagonal(a, b));
  }

  private double diagonal(Part a, Part b) {
    double[] x = data(a.points());
    double[] y = data(b.points());
    double[] v = data(a.weights());
    double[] w = data(b.weights());
    double[] products = new double[(int) a.points().n()];
    forParticles(
        products.length,
        (i, workspace) -> {
          double[] phi = phi(x, i, workspace);
          double[] other = phi;
          if (x != y) {
            other = workspace.otherFeatures(length);
            features.write(y, i * d, other);
          }
          products[i] = v[i] * w[i] * product(phi, other);
        });
    double sum = 0;
    for (double each : products) {
      sum += each;
    }
    return sum;
  }

  /** The features of as many columns as fit are held; those of the rows are made anew for each. */
  @Override
  public void block(Cloud rows, Cloud columns, Cloud out) {
    checkOpen();
    double[] x = data(rows);
    double[] y = data(columns);
    double[] matrix = data(out);
    Shapes.checkBlock(d, precision, rows, columns, out);
    int m = (int) columns.n();
    int held = Math.max(1, Math.min(m, COLUMN_ROOM / length));
    double[][] phi = new double[held][length];
    for (int begin = 0; begin < m; begin += held) {
      int first = begin;
      int count = Math.min(held, m - first);
      forParticles(count, (j, workspace) -> features.write(y, (first + j) * d, phi[j]));
      forParticles(
          (int) rows.n(),
          (i, workspace) -> {
            double[] own = phi(x, i, workspace);
            for (int j = 0; j < count; j++) {
              matrix[i * m + first + j] = precision.round(scale * product(own, phi[j]));
            }
          });
    }
  }

  private interface Each {
    void at(int i, Workspace workspace);
  }

  private void forParticles(int n, Each each) {
    team.run(
        n,
        Math.max(1, Math.min(32, n / (8 * team.threads()))),
        (first, last, workspace) -> {
          for (int i = first; i < last; i++) {
            each.at(i, workspace);
          }
        });
  }

  private double[] phi(double[] z, int i, Workspace workspace) {
    double[] phi = workspace.features(length);
    features.write(z, i * d, phi);
    return phi;
  }

  private double product(double[] a, double[] b) {
    return FeatureTotals.product(a, b, length);
  }

  private double[] total(Part part) {
    return totals.of(data(part.points()), data(part.weights()), (int) part.points().n());
  }
}
