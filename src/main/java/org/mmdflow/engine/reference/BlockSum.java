package org.mmdflow.engine.reference;

import java.util.List;
import org.mmdflow.engine.Leaves;
import org.mmdflow.kernel.Kernel;

/**
 * A block of particles against all sources. Leaf by leaf, so that a leaf stays in the cache while
 * the block's particles pass; each particle's leaves are added in ascending order.
 */
final class BlockSum {
  private final int d;
  private final List<LeafEvaluator> evaluators;

  BlockSum(Kernel kernel, int d) {
    this.d = d;
    this.evaluators = LeafEvaluator.of(kernel, d);
  }

  /**
   * Leaves the gradients of particles {@code first} to {@code last - 1} in the workspace's {@code
   * gradients}, one row each, and where {@code withValues} the values of each part in {@code
   * values}, one row each with a column per part.
   */
  void gradients(
      double[] z,
      int first,
      int last,
      List<PackedSources> parts,
      boolean withValues,
      Workspace workspace) {
    int columns = parts.size();
    workspace.clearSums((last - first) * d, (last - first) * columns);
    for (int part = 0; part < columns; part++) {
      PackedSources sources = parts.get(part);
      for (int leaf = 0; leaf < sources.count(); leaf++) {
        for (int i = first; i < last; i++) {
          for (LeafEvaluator evaluator : evaluators) {
            evaluator.evaluate(z, i * d, sources, leaf, workspace);
            if (withValues) {
              workspace.values[(i - first) * columns + part] += sum(sources, leaf, workspace);
            }
            evaluator.addGradient(
                z, i * d, sources, leaf, workspace, workspace.gradients, (i - first) * d);
          }
        }
      }
    }
  }

  /**
   * Leaves the values of particles {@code first} to {@code last - 1} in the workspace's {@code
   * values}; where {@code skipEqual}, without the source of the particle's own number.
   */
  void values(
      double[] z,
      int first,
      int last,
      PackedSources sources,
      boolean skipEqual,
      Workspace workspace) {
    workspace.clearSums(0, last - first);
    for (int leaf = 0; leaf < sources.count(); leaf++) {
      for (int i = first; i < last; i++) {
        int own = i - sources.first(leaf);
        for (LeafEvaluator evaluator : evaluators) {
          evaluator.evaluate(z, i * d, sources, leaf, workspace);
          if (skipEqual && own >= 0 && own < Leaves.SIZE) {
            workspace.value[own] = 0;
          }
          workspace.values[i - first] += sum(sources, leaf, workspace);
        }
      }
    }
  }

  /** Sets {@code row} to k(z_i, s_j) for all sources, unweighted. */
  void row(double[] z, int i, PackedSources sources, double[] out, int at, Workspace workspace) {
    for (int leaf = 0; leaf < sources.count(); leaf++) {
      int from = at + sources.first(leaf);
      int size = sources.size(leaf);
      for (int e = 0; e < evaluators.size(); e++) {
        evaluators.get(e).evaluate(z, i * d, sources, leaf, workspace);
        for (int j = 0; j < size; j++) {
          out[from + j] = e == 0 ? workspace.value[j] : out[from + j] + workspace.value[j];
        }
      }
    }
  }

  private static double sum(PackedSources sources, int leaf, Workspace w) {
    return LeafLoops.dot(w.value, sources.weights(leaf), w.room, sources.width(leaf));
  }
}
