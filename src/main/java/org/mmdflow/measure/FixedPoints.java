package org.mmdflow.measure;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmdflow.random.Purpose;

/** Given points: every draw is the same, whatever the seed. Keeps a copy of its own. */
final class FixedPoints implements Distribution {
  private final Points points;
  private final Optional<String> source;

  /**
   * @param source the expression that makes the points again, {@code points([[..], [..]])} if empty
   */
  FixedPoints(Points points, Optional<String> source) {
    this.points = points.copy();
    this.source = source;
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
  public void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out) {
    Words.checkLength(n(), d(), out);
    System.arraycopy(points.data(), 0, out, 0, out.length);
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public String toString() {
    return source.orElseGet(this::rows);
  }

  private String rows() {
    return IntStream.range(0, points.n())
        .mapToObj(i -> Values.list(Values.boxed(points.rows(i).data())))
        .collect(Collectors.joining(", ", "points([", "])"));
  }
}
