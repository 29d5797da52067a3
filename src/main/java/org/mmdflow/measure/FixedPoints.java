package org.mmdflow.measure;

import org.mmdflow.random.Purpose;

/** Given points: every draw is the same, whatever the seed. Keeps a copy of its own. */
final class FixedPoints implements Distribution {
  private final Points points;
  private final String expression;

  FixedPoints(Points points, String expression) {
    this.points = points.copy();
    this.expression = expression;
  }

  @Override
  public int n() {
    return points.n();
  }

  @Override
  public int d() {
    return points.d();
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, double[] out) {
    Words.checkLength(n(), d(), out);
    System.arraycopy(points.data(), 0, out, 0, out.length);
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public String toString() {
    return expression;
  }
}
