package org.mmdflow.measure;

import org.mmdflow.random.Purpose;

/** So many points of a law. */
record LawDistribution(Law law, int n) implements Distribution {
  LawDistribution {
    if (n < 1) {
      throw new IllegalArgumentException("need at least one point: n = " + n);
    }
    if ((long) n * law.d() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          n + " points of " + law.d() + " coordinates do not fit in one array");
    }
  }

  @Override
  public int d() {
    return law.d();
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out) {
    law.draw(seed, purpose, step, firstParticle, n, out);
  }

  @Override
  public String toString() {
    return law.expression(n);
  }
}
