package org.mmdflow.kernel;

/**
 * A map phi that turns a particle Z of R^d into a function on data points x_1 .. x_B: the numbers
 * phi_Z(x_b), one or several a data point. With it k(U, Z) = mean over b of phi_U(x_b)' phi_Z(x_b)
 * is a kernel, see {@link Kernel#features}; the flow of its MMD trains a network whose neurons are
 * the particles (Arbel et al. 2019, section 3.3; Chizat and Bach 2018).
 *
 * <p>Whoever has such a map implements this interface: two-layer networks phi_Z(x) = w g(theta'x),
 * Z = (w, theta), for example, in one dimension:
 *
 * <pre>{@code
 * record Neurons(double[] x) implements Features {
 *   public int d() { return 2; }
 *   public int points() { return x.length; }
 *   public void write(double[] z, int at, double[] out) {
 *     for (int b = 0; b < x.length; b++) {
 *       out[b] = z[at] * Math.tanh(z[at + 1] * x[b]);
 *     }
 *   }
 *   public void addGradient(double[] z, int at, double[] v, double[] out, int outAt) {
 *     for (int b = 0; b < x.length; b++) {
 *       double t = Math.tanh(z[at + 1] * x[b]);
 *       out[outAt] += v[b] * t;
 *       out[outAt + 1] += v[b] * z[at] * (1 - t * t) * x[b];
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>An implementation is immutable, safe for any number of threads and deterministic: the same
 * particle gives the same bits. Its {@link Object#toString()} stands for the kernel in files and
 * messages.
 */
public interface Features {
  /** Dimension of a particle. */
  int d();

  /** Number B of data points. */
  int points();

  /** Numbers that phi_Z has at each data point. */
  default int outputs() {
    return 1;
  }

  /** Numbers of phi_Z in all: B times the outputs. */
  default int length() {
    return Math.multiplyExact(points(), outputs());
  }

  /**
   * Writes phi_Z of one particle.
   *
   * @param particles holds the particle, d numbers from {@code at} on; not changed
   * @param out output o of data point b goes to {@code out[o * points() + b]}; the rest of it is
   *     left alone
   */
  void write(double[] particles, int at, double[] out);

  /**
   * Adds the gradient in Z of v'phi_Z.
   *
   * @param particles holds the particle, d numbers from {@code at} on; not changed
   * @param v {@link #length} numbers in the order of {@link #write}; not changed
   * @param out d numbers from {@code outAt} on are added to
   */
  void addGradient(double[] particles, int at, double[] v, double[] out, int outAt);

  /**
   * The same features on some of the data points: for mini-batches.
   *
   * @param points their numbers, each below {@link #points}, in this order
   * @throws UnsupportedOperationException if the implementation has none
   */
  default Features restrictedTo(int[] points) {
    throw new UnsupportedOperationException(
        "the features " + this + " have no mini-batches: implement Features.restrictedTo");
  }

  /** What a particle is made of, for messages: {@code 3 x (2 + 1) = 9 numbers}. */
  default String particle() {
    return d() + (d() == 1 ? " number" : " numbers");
  }
}
