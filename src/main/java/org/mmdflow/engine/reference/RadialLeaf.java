package org.mmdflow.engine.reference;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Leaves;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.RadialKernel;

/** Weighted sums of radial kernels: gradient sum_j w_j slope_j (z - s_j), by direct differences. */
final class RadialLeaf implements LeafEvaluator {
  private final int d;
  private final RadialKernel[] kernels;
  private final double[] weights;

  private RadialLeaf(int d, RadialKernel[] kernels, double[] weights) {
    this.d = d;
    this.kernels = kernels;
    this.weights = weights;
  }

  /** The radial ones among {@code components}, if any. */
  static Optional<LeafEvaluator> of(List<Component> components, int d) {
    List<Component> radial =
        components.stream().filter(c -> c.kernel() instanceof RadialKernel).toList();
    return radial.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RadialLeaf(
                d,
                radial.stream().map(Component::kernel).toArray(RadialKernel[]::new),
                radial.stream().mapToDouble(Component::weight).toArray()));
  }

  @Override
  public void evaluate(double[] z, int at, double[] leaf, int width, Workspace w) {
    squaredDistances(z, at, leaf, width, w.argument);
    profile(0, w, w.value, w.slope, width);
    LeafLoops.scale(slopeFactor(0), w.slope, w.slope, width);
    if (weights[0] != 1) {
      LeafLoops.scale(weights[0], w.value, w.value, width);
    }
    for (int i = 1; i < kernels.length; i++) {
      profile(i, w, w.componentValue, w.componentSlope, width);
      LeafLoops.addScaled(slopeFactor(i), w.componentSlope, w.slope, width);
      LeafLoops.addScaled(weights[i], w.componentValue, w.value, width);
    }
  }

  private void squaredDistances(double[] z, int at, double[] leaf, int width, double[] out) {
    int c = 2 - d % 2;
    if (c == 1) {
      LeafLoops.square(leaf, 0, z[at], out, width);
    } else {
      LeafLoops.squares(leaf, 0, Leaves.SIZE, z[at], z[at + 1], out, width);
    }
    for (; c < d; c += 2) {
      int offset = c * Leaves.SIZE;
      LeafLoops.addSquares(
          leaf, offset, offset + Leaves.SIZE, z[at + c], z[at + c + 1], out, width);
    }
  }

  private void profile(int i, Workspace w, double[] value, double[] slope, int width) {
    double scale = kernels[i].scale();
    LeafLoops.scale(1 / (scale * scale), w.argument, w.scaled, width);
    kernels[i].profile(w.scaled, value, slope, width);
  }

  /** What turns dk/dq into the factor of z - s. */
  private double slopeFactor(int i) {
    double scale = kernels[i].scale();
    return weights[i] * (2 / (scale * scale));
  }

  @Override
  public void addGradient(
      double[] z, int at, double[] leaf, int width, Workspace w, double[] out, int outAt) {
    LeafLoops.multiply(leaf, d * Leaves.SIZE, w.slope, width);
    for (int c = 0; c < d; c++) {
      out[outAt + c] += LeafLoops.dotDifferences(w.slope, leaf, c * Leaves.SIZE, z[at + c], width);
    }
  }
}
