package org.mmdflow.kernel;

/**
 * The six formulas that every radial kernel is one of, as functions of q = r^2 / scale^2, with the
 * parameters that {@link RadialKernel#parameters()} gives. Engines in other languages carry the
 * same list, in this order.
 */
public enum ProfileFamily {
  /** exp(-q/2); no parameters. */
  GAUSSIAN(0),
  /** exp(-sqrt(q)); no parameters. */
  LAPLACE(0),
  /** (1 + u) exp(-u), u = sqrt(3q); no parameters. */
  MATERN32(0),
  /** (1 + u + u^2/3) exp(-u), u = sqrt(5q); no parameters. */
  MATERN52(0),
  /** (a + b q)^-p; parameters a, b, p. */
  RATIONAL(3),
  /** -q^(s/2); parameter s. */
  RIESZ(1);

  private final int parameterCount;

  ProfileFamily(int parameterCount) {
    this.parameterCount = parameterCount;
  }

  /** How many parameters the formula has beside the scale: at most four. */
  public int parameterCount() {
    return parameterCount;
  }
}
