package org.mmdflow.measure;

import java.util.List;
import org.mmdflow.random.Purpose;

/**
 * A circle in the plane, blurred: a uniform point of the circle plus independent normals of
 * standard deviation {@code sd} on both axes.
 *
 * <p>The direction is that of the normals at coordinates 0 and 1, divided by their length: square
 * root and division are exact to the last bit everywhere, which sine and cosine are not. (A normal
 * is never 0.) The blur takes coordinates 2 and 3.
 *
 * @param centre 2 numbers
 * @param radius above 0
 * @param sd not negative
 */
record RingLaw(List<Double> centre, double radius, double sd) implements Law {
  RingLaw {
    centre = Values.finite("centre", centre);
    if (centre.size() != 2) {
      throw new IllegalArgumentException(
          "a ring lies in the plane: centre has " + centre.size() + " coordinates, not 2");
    }
    Values.requirePositive("radius", radius);
    Values.notNegative("sd", List.of(sd));
  }

  @Override
  public int d() {
    return 2;
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    Words.checkLength(n, 2, out);
    double x0 = centre.get(0);
    double y0 = centre.get(1);
    Words words = new Words(seed, purpose, step, firstParticle, n, 4);
    for (int i = 0; i < n; i++) {
      words.next();
      double x = words.normal(0);
      double y = words.normal(1);
      double scale = radius / Math.sqrt(Math.fma(x, x, y * y));
      out[2 * i] = Math.fma(sd, words.normal(2), Math.fma(scale, x, x0));
      out[2 * i + 1] = Math.fma(sd, words.normal(3), Math.fma(scale, y, y0));
    }
  }

  @Override
  public String expression(int n) {
    return "ring(n=" + n + ", " + arguments() + ")";
  }

  private String arguments() {
    return "centre="
        + Values.list(centre)
        + ", radius="
        + Values.text(radius)
        + ", sd="
        + Values.text(sd);
  }

  @Override
  public String toString() {
    return "ring(" + arguments() + ")";
  }
}
