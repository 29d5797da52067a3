package org.mmdflow.kernel;

/**
 * One term of a kernel that is a weighted sum.
 *
 * @param weight above 0
 * @param kernel radial, polynomial or, where it stands alone, of features; never a sum
 */
public record Component(double weight, Kernel kernel) {
  /** Checks both. */
  public Component {
    Check.within("a weight", weight, Check.SMALLEST, Check.LARGEST);
    if (kernel instanceof WeightedSum) {
      throw new IllegalArgumentException("a component is no sum: " + kernel);
    }
  }
}
