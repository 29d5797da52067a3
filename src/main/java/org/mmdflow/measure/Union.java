package org.mmdflow.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmdflow.random.Purpose;

/**
 * The mixture sum_t c_t mu_t as the weighted union of one draw of each part, one after the other.
 * Part t takes the random words of the particles from t 2^32 on.
 */
final class Union implements Distribution {
  /** As many streams of 2^32 particles as there are. */
  static final int MOST_PARTS = 1 << 12;

  private final double[] coefficients;
  private final List<Distribution> parts;
  private final int n;

  /**
   * @param coefficients kept
   */
  Union(double[] coefficients, List<Distribution> parts) {
    this.coefficients = coefficients;
    this.parts = List.copyOf(parts);
    checkParts(coefficients, this.parts);
    long points = this.parts.stream().mapToLong(Distribution::n).sum();
    if (points * this.parts.get(0).d() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          points + " points of " + d() + " coordinates do not fit in one array");
    }
    n = (int) points;
  }

  private static void checkParts(double[] coefficients, List<Distribution> parts) {
    if (parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a union has 1 to " + MOST_PARTS + " parts: " + parts.size());
    }
    if (coefficients.length != parts.size()) {
      throw new IllegalArgumentException(
          "coefficients and parts differ in number: "
              + coefficients.length
              + " != "
              + parts.size());
    }
    for (double coefficient : coefficients) {
      Values.requirePositive("a coefficient", coefficient);
    }
    double sum = Arrays.stream(coefficients).sum();
    if (!(Math.abs(sum - 1) <= Weights.SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "the coefficients sum to " + Values.text(sum) + ", not to 1");
    }
    for (Distribution part : parts) {
      if (part.d() != parts.get(0).d()) {
        throw new IllegalArgumentException(
            "parts differ in dimension: " + parts.get(0).d() + " != " + part.d());
      }
      if (part instanceof Union) {
        throw new IllegalArgumentException(
            "a part is a union itself: give its parts, each coefficient times that of the union");
      }
    }
  }

  @Override
  public int n() {
    return n;
  }

  @Override
  public int d() {
    return parts.get(0).d();
  }

  /** Made anew by each call, so that a union may be asked for its size where it would not fit. */
  @Override
  public Optional<Weights> weights() {
    double[] masses = new double[n];
    int i = 0;
    for (int t = 0; t < coefficients.length; t++) {
      Distribution part = parts.get(t);
      Optional<Weights> own = part.weights();
      for (int j = 0; j < part.n(); j++) {
        masses[i++] =
            own.isPresent() ? coefficients[t] * own.get().get(j) : coefficients[t] / part.n();
      }
    }
    return Optional.of(Weights.of(masses));
  }

  /** Only a union of given points is given itself. */
  @Override
  public boolean isFixed() {
    return parts.stream().allMatch(Distribution::isFixed);
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out) {
    Words.checkLength(n, d(), out);
    int offset = 0;
    for (int t = 0; t < parts.size(); t++) {
      double[] drawn = new double[parts.get(t).n() * d()];
      parts.get(t).draw(seed, purpose, step, firstParticle + ((long) t << 32), drawn);
      System.arraycopy(drawn, 0, out, offset, drawn.length);
      offset += drawn.length;
    }
  }

  @Override
  public String toString() {
    return IntStream.range(0, parts.size())
        .mapToObj(t -> Values.text(coefficients[t]) + "*" + parts.get(t))
        .collect(Collectors.joining(" + "));
  }
}
