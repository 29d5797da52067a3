package org.mmdflow.measure;

import java.util.List;
import org.mmdflow.random.Purpose;

/**
 * A mixture of isotropic Gaussians. Coordinates 0 to d - 1 hold the normals, d and d + 1 the
 * uniform that picks the component by the inverse distribution function of the weights.
 *
 * @param components at least one, all of one dimension; weights sum to 1 within {@link
 *     Weights#SUM_TOLERANCE}
 * @param source the argument that names the components in the expression, such as {@code
 *     file="m.csv"}
 */
record MixtureLaw(List<GaussianComponent> components, String source) implements Law {
  MixtureLaw {
    components = List.copyOf(components);
    Weights.of(components.stream().mapToDouble(GaussianComponent::weight).toArray());
    int d = components.get(0).mean().size();
    for (GaussianComponent c : components) {
      if (c.mean().size() != d) {
        throw new IllegalArgumentException(
            "means differ in length: " + d + " != " + c.mean().size());
      }
    }
  }

  @Override
  public int d() {
    return components.get(0).mean().size();
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    int d = d();
    Words.checkLength(n, d, out);
    int count = components.size();
    InverseCdf pick =
        InverseCdf.of(components.stream().mapToDouble(GaussianComponent::weight).toArray());
    double[][] means = new double[count][];
    double[] sds = new double[count];
    for (int c = 0; c < count; c++) {
      means[c] = Values.toArray(components.get(c).mean());
      sds[c] = components.get(c).sd();
    }
    Words words = new Words(seed, purpose, step, firstParticle, n, Math.addExact(d, 2));
    for (int i = 0; i < n; i++) {
      words.next();
      int c = pick.index(words.wideUniform(d));
      for (int j = 0; j < d; j++) {
        out[i * d + j] = Math.fma(sds[c], words.normal(j), means[c][j]);
      }
    }
  }

  @Override
  public String expression(int n) {
    return "mixture(n=" + n + ", " + source + ")";
  }

  @Override
  public String toString() {
    return "mixture(" + source + ")";
  }
}
