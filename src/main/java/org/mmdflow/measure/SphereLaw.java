package org.mmdflow.measure;

import org.mmdflow.random.Purpose;

/**
 * Uniform on the unit sphere of R^d: normals at coordinates 0 to d - 1, divided by their length. (A
 * normal is never 0.)
 *
 * @param d dimension of the space around the sphere, at least 1
 */
record SphereLaw(int d) implements Law {
  SphereLaw {
    if (d < 1) {
      throw new IllegalArgumentException("a sphere needs a dimension of at least 1: " + d);
    }
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    Words.checkLength(n, d, out);
    Words words = new Words(seed, purpose, step, firstParticle, n, d);
    for (int i = 0; i < n; i++) {
      words.next();
      double square = 0;
      for (int c = 0; c < d; c++) {
        double normal = words.normal(c);
        out[i * d + c] = normal;
        square = Math.fma(normal, normal, square);
      }
      double length = Math.sqrt(square);
      for (int c = 0; c < d; c++) {
        out[i * d + c] /= length;
      }
    }
  }

  @Override
  public String expression(int n) {
    return "sphere(n=" + n + ", d=" + d + ")";
  }

  @Override
  public String toString() {
    return "sphere(d=" + d + ")";
  }
}
