package org.mmdflow.measure;

import java.util.List;
import java.util.Optional;

/**
 * The named laws. {@code Distributions.gaussian(mean, 0.5).sample(1_000_000, seed)} draws points;
 * {@code .of(n)} gives the {@link Distribution} that a flow takes. Every method throws
 * IllegalArgumentException for numbers out of range, naming them. Arguments are copied unless said
 * otherwise.
 */
public final class Distributions {
  private Distributions() {}

  /** Independent normals about {@code mean} with one standard deviation, 0 allowed. */
  public static Law gaussian(double[] mean, double sd) {
    return new GaussianLaw(Values.boxed(mean), List.of(sd));
  }

  /** Likewise with a standard deviation for each axis. */
  public static Law gaussian(double[] mean, double[] sd) {
    return new GaussianLaw(Values.boxed(mean), Values.boxed(sd));
  }

  /** Uniform on the box from {@code low} to {@code high}. */
  public static Law uniform(double[] low, double[] high) {
    return new UniformLaw(Values.boxed(low), Values.boxed(high));
  }

  /**
   * A circle in the plane, uniform, plus independent normals of standard deviation {@code sd} on
   * both axes.
   */
  public static Law ring(double[] centre, double radius, double sd) {
    return new RingLaw(Values.boxed(centre), radius, sd);
  }

  /** Uniform on the unit sphere of R^d. */
  public static Law sphere(int d) {
    return new SphereLaw(d);
  }

  /**
   * A mixture of isotropic Gaussians.
   *
   * @param components weights sum to 1 within {@link Weights#SUM_TOLERANCE}
   * @param source the argument that names them in the expression, such as {@code file="m.csv"}
   */
  public static Law mixture(List<GaussianComponent> components, String source) {
    return new MixtureLaw(components, source);
  }

  /**
   * The density of a picture in the unit square: constant on square cells, the longer side of the
   * grid spanning [0, 1], the shorter centred; first row at the top, y up.
   *
   * @param masses rows x columns, row-major, not negative, not all 0; overwritten and kept
   * @param source the argument that names the picture in the expression, such as {@code "a.png"}
   */
  public static Law grid(int rows, int columns, double[] masses, String source) {
    return new GridDensity(rows, columns, masses, source);
  }

  /**
   * The mixture of several, as the weighted union of one draw of each: point i of part t has the
   * mass {@code coefficients[t] / n_t}. A flow onto it leads to the barycenter of the parts, since
   * the sum of c_t MMD^2(nu, mu_t) and MMD^2(nu, union) differ by a constant. The parts are drawn
   * independently, part 0 as if it stood alone; what one draws does not depend on the others.
   *
   * @param coefficients c_t, one for each part, above 0, their sum 1 within {@link
   *     Weights#SUM_TOLERANCE}
   * @param parts at least one, of one dimension, none of them a union
   */
  public static Distribution union(double[] coefficients, List<Distribution> parts) {
    return new Union(coefficients.clone(), parts);
  }

  /** Given points, the same in every draw. */
  public static Distribution points(Points points) {
    return new FixedPoints(points, Optional.empty());
  }

  /** Given points that came from {@code source}, such as the quoted name of a file. */
  public static Distribution points(Points points, String source) {
    return new FixedPoints(points, Optional.of(source));
  }
}
