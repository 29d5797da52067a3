package org.mmdflow.engine.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.PolynomialKernel;

/** Weighted sums of polynomial kernels: gradient sum_j w_j slope_j s_j. */
final class PolynomialLeaf implements LeafEvaluator {
  private final int d;
  private final PolynomialKernel[] kernels;
  private final double[] weights;

  private PolynomialLeaf(int d, PolynomialKernel[] kernels, double[] weights) {
    this.d = d;
    this.kernels = kernels;
    this.weights = weights;
  }

  /** The polynomial ones among {@code components}, if any. */
  static Optional<LeafEvaluator> of(List<Component> components, int d) {
    List<Component> polynomial =
        components.stream().filter(c -> c.kernel() instanceof PolynomialKernel).toList();
    return polynomial.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PolynomialLeaf(
                d,
                polynomial.stream().map(Component::kernel).toArray(PolynomialKernel[]::new),
                polynomial.stream().mapToDouble(Component::weight).toArray()));
  }

  @Override
  public void evaluate(double[] z, int at, PackedSources sources, int leaf, Workspace w) {
    int width = sources.width(leaf);
    Arrays.fill(w.argument, 0, width, 0);
    for (int c = 0; c < d; c++) {
      LeafLoops.addScaled(z[at + c], sources.coordinate(leaf, c), w.argument, width);
    }
    Arrays.fill(w.value, 0, width, 0);
    Arrays.fill(w.slope, 0, width, 0);
    for (int i = 0; i < kernels.length; i++) {
      for (int j = 0; j < width; j++) {
        w.scaled[j] = w.argument[j] + kernels[i].c();
      }
      kernels[i].profile(w.scaled, w.componentValue, w.componentSlope, width);
      LeafLoops.addScaled(weights[i], w.componentValue, w.value, width);
      LeafLoops.addScaled(weights[i], w.componentSlope, w.slope, width);
    }
  }

  @Override
  public void addGradient(
      double[] z, int at, PackedSources sources, int leaf, Workspace w, double[] out, int outAt) {
    int width = sources.width(leaf);
    LeafLoops.multiply(sources.weights(leaf), w.slope, width);
    for (int c = 0; c < d; c++) {
      out[outAt + c] += LeafLoops.dot(w.slope, sources.coordinate(leaf, c), w.room, width);
    }
  }
}
