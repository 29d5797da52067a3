package org.mmdflow.engine.reference;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;

/**
 * One particle against one leaf, for the components of a kernel that share an argument: the squared
 * distance of radial kernels, the inner product of polynomial ones.
 */
interface LeafEvaluator {
  /**
   * Sets {@code value} of the workspace to k(z, s_j) and {@code slope} to the factors that {@link
   * #addGradient} needs, for all sources of the leaf, filling included.
   *
   * @param z holds the particle, from {@code at} on
   */
  void evaluate(double[] z, int at, PackedSources sources, int leaf, Workspace workspace);

  /**
   * Adds the leaf's weighted gradient to {@code out}, from {@code outAt} on. Overwrites the
   * workspace's {@code slope}.
   */
  void addGradient(
      double[] z,
      int at,
      PackedSources sources,
      int leaf,
      Workspace workspace,
      double[] out,
      int outAt);

  /** The evaluators of a kernel in R^d, one per kind of argument. */
  static List<LeafEvaluator> of(Kernel kernel, int d) {
    List<Component> components = kernel.components();
    List<LeafEvaluator> evaluators = new ArrayList<>();
    RadialLeaf.of(components, d).ifPresent(evaluators::add);
    PolynomialLeaf.of(components, d).ifPresent(evaluators::add);
    return List.copyOf(evaluators);
  }
}
