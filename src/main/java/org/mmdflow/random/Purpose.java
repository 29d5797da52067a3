package org.mmdflow.random;

/**
 * What random words are drawn for. Each purpose is a stream of its own under one seed: its code is
 * the top byte of the fourth counter word of {@link Noise}. Codes never change, since recorded runs
 * depend on them.
 */
public enum Purpose {
  /** Starting positions of a flow. */
  START(1),
  /** Samples of the target distribution. */
  TARGET(2),
  /** Noise added to the points where the gradient is evaluated (noise injection). */
  EVALUATION_NOISE(3),
  /** Noise added to the particles themselves (diffusion). */
  DIFFUSION(4),
  /** The choice of a mini-batch. */
  MINI_BATCH(5),
  /** Permutations of a permutation test. */
  PERMUTATION(6),
  /** Random subsets, such as that of the median heuristic. */
  SUBSET(7),
  /** Starting weights of a neural network. */
  NETWORK_WEIGHTS(8),
  /** Data points of features. */
  DATA(9),
  /** Directions on which clouds are projected. */
  DIRECTIONS(10);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** {@return the code in the counter, 1 to 10} */
  public int code() {
    return code;
  }
}
