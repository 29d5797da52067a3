package org.mmdflow.engine.reference;

import java.util.Arrays;
import org.mmdflow.engine.Leaves;

/** One thread's arrays: a leaf of numbers each, and the sums of a block of particles. */
final class Workspace {
  /** Kernel values of a leaf. */
  final double[] value = new double[Leaves.SIZE];

  /** Factors of the gradient, see {@link LeafEvaluator}. */
  final double[] slope = new double[Leaves.SIZE];

  /** Squared distances, or inner products. */
  final double[] argument = new double[Leaves.SIZE];

  /** The argument in a component's units. */
  final double[] scaled = new double[Leaves.SIZE];

  /** What a loop leaves behind. */
  final double[] room = new double[Leaves.SIZE];

  /** Values and slopes of one component of several. */
  final double[] componentValue = new double[Leaves.SIZE];

  final double[] componentSlope = new double[Leaves.SIZE];

  /** Sums over leaves, by particle of the block. */
  double[] gradients = new double[0];

  double[] values = new double[0];

  private double[] features = new double[0];
  private double[] otherFeatures = new double[0];

  /** Room for the features of a particle, not zeroed. */
  double[] features(int length) {
    if (features.length < length) {
      features = new double[length];
    }
    return features;
  }

  /** Room for those of a second one. */
  double[] otherFeatures(int length) {
    if (otherFeatures.length < length) {
      otherFeatures = new double[length];
    }
    return otherFeatures;
  }

  /** Room for the sums of a block, zeroed. */
  void clearSums(int gradientLength, int valueLength) {
    gradients = cleared(gradients, gradientLength);
    values = cleared(values, valueLength);
  }

  private static double[] cleared(double[] array, int length) {
    if (array.length < length) {
      return new double[length];
    }
    Arrays.fill(array, 0, length, 0);
    return array;
  }
}
