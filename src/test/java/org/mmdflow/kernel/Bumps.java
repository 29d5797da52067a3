package org.mmdflow.kernel;

/**
 * Features written by hand, as a user writes them: phi_Z(x) = (a exp(-(x - m)^2), a x) for a
 * particle (a, m) and data on the line.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Bumps(double[] x) implements Features {
  @Override
  public int d() {
    return 2;
  }

  @Override
  public int points() {
    return x.length;
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public void write(double[] z, int at, double[] out) {
    for (int b = 0; b < x.length; b++) {
      double gap = x[b] - z[at + 1];
      out[b] = z[at] * Math.exp(-gap * gap);
      out[x.length + b] = z[at] * x[b];
    }
  }

  @Override
  public void addGradient(double[] z, int at, double[] v, double[] out, int outAt) {
    for (int b = 0; b < x.length; b++) {
      double gap = x[b] - z[at + 1];
      double bump = Math.exp(-gap * gap);
      out[outAt] += v[b] * bump + v[x.length + b] * x[b];
      out[outAt + 1] += v[b] * z[at] * bump * 2 * gap;
    }
  }

  @Override
  public String toString() {
    return "bumps on " + x.length + " points";
  }
}
