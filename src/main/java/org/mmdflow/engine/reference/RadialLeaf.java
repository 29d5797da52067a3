package org.mmdflow.engine.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.RadialKernel;

/** Weighted sums of radial kernels: gradient sum_j w_j slope_j (z - s_j), by direct differences. */
final class RadialLeaf implements LeafEvaluator {
  private final int d;
  private final RadialKernel[] kernels;
  private final double[] weights;

  /** One kernel needs fewer passes than a sum. */
  private final boolean single;

  private RadialLeaf(int d, RadialKernel[] kernels, double[] weights) {
    this.d = d;
    this.kernels = kernels;
    this.weights = weights;
    this.single = kernels.length == 1;
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
  public void evaluate(double[] z, int at, PackedSources sources, int leaf, Workspace w) {
    int width = sources.width(leaf);
    squaredDistances(z, at, sources, leaf, w.argument);
    if (single) {
      kernels[0].profile(w.argument, w.value, w.slope, width);
      if (weights[0] != 1) {
        LeafLoops.scale(weights[0], w.value, w.value, width);
      }
      return;
    }
    Arrays.fill(w.value, 0, width, 0);
    Arrays.fill(w.slope, 0, width, 0);
    for (int i = 0; i < kernels.length; i++) {
      LeafLoops.scale(inverseSquare(kernels[i]), w.argument, w.scaled, width);
      kernels[i].profile(w.scaled, w.componentValue, w.componentSlope, width);
      LeafLoops.addScaled(slopeFactor(i), w.componentSlope, w.slope, width);
      LeafLoops.addScaled(weights[i], w.componentValue, w.value, width);
    }
  }

  /** In the kernel's units where there is one kernel, else in those of the points. */
  private void squaredDistances(double[] z, int at, PackedSources sources, int leaf, double[] out) {
    double factor = single ? inverseSquare(kernels[0]) : 1;
    int width = sources.width(leaf);
    int c = 2 - d % 2;
    double[] s = sources.coordinate(leaf, 0);
    if (c == 1) {
      LeafLoops.square(factor, s, z[at], out, width);
    } else {
      LeafLoops.squares(factor, s, z[at], sources.coordinate(leaf, 1), z[at + 1], out, width);
    }
    for (; c < d; c += 2) {
      s = sources.coordinate(leaf, c);
      double[] t = sources.coordinate(leaf, c + 1);
      LeafLoops.addSquares(factor, s, z[at + c], t, z[at + c + 1], out, width);
    }
  }

  private static double inverseSquare(RadialKernel kernel) {
    return 1 / (kernel.scale() * kernel.scale());
  }

  /** What turns dk/dq into the factor of z - s. */
  private double slopeFactor(int i) {
    return weights[i] * 2 * inverseSquare(kernels[i]);
  }

  @Override
  public void addGradient(
      double[] z, int at, PackedSources sources, int leaf, Workspace w, double[] out, int outAt) {
    int width = sources.width(leaf);
    LeafLoops.multiply(sources.weights(leaf), w.slope, width);
    double factor = single ? slopeFactor(0) : 1;
    for (int c = 0; c < d; c++) {
      double[] s = sources.coordinate(leaf, c);
      out[outAt + c] += factor * LeafLoops.dotDifferences(w.slope, z[at + c], s, w.room, width);
    }
  }
}
