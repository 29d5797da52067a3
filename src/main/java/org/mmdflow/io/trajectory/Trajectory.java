package org.mmdflow.io.trajectory;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.mmdflow.io.ElementType;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * The same particles at several moments. Frames are made when asked for and not kept.
 *
 * @param moments of the frames, steps rising; one at least
 * @param n particles in every frame
 * @param d dimension
 * @param type what the coordinates are written as
 * @param columns names of the d coordinates: distinct, none of {@link #RESERVED}
 * @param weights of the n particles; empty where all are equal
 * @param frames makes frame i, n x d
 */
public record Trajectory(
    List<Moment> moments,
    int n,
    int d,
    ElementType type,
    List<String> columns,
    Optional<Weights> weights,
    IntFunction<Points> frames) {
  /** Names of the columns beside the coordinates. */
  public static final Set<String> RESERVED = Set.of("step", "flow_time", "particle", "weight");

  /** Checks order and sizes. */
  public Trajectory {
    moments = List.copyOf(moments);
    columns = List.copyOf(columns);
    if (moments.isEmpty()) {
      throw new IllegalArgumentException("need at least one frame");
    }
    for (int i = 1; i < moments.size(); i++) {
      if (moments.get(i).step() <= moments.get(i - 1).step()) {
        throw new IllegalArgumentException(
            "steps do not rise: " + moments.get(i - 1).step() + ", " + moments.get(i).step());
      }
    }
    if (columns.size() != d) {
      throw new IllegalArgumentException(
          "names and columns differ: " + columns.size() + " != " + d);
    }
    if (!areUsable(columns)) {
      throw new IllegalArgumentException("names repeat or are taken: " + columns);
    }
    if (weights.isPresent() && weights.get().n() != n) {
      throw new IllegalArgumentException(
          "numbers of points and weights differ: " + n + " != " + weights.get().n());
    }
  }

  /** One cloud that does not move, at step 0. */
  public static Trajectory still(
      Points points, ElementType type, List<String> columns, Optional<Weights> weights) {
    return new Trajectory(
        List.of(new Moment(0, 0)), points.n(), points.d(), type, columns, weights, i -> points);
  }

  /** The names x1, x2, ... of {@code d} coordinates. */
  public static List<String> plainColumns(int d) {
    return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
  }

  /** Whether columns may have these names: distinct, not blank, none of {@link #RESERVED}. */
  public static boolean areUsable(List<String> names) {
    Set<String> seen = new HashSet<>(RESERVED);
    return names.stream().allMatch(name -> !name.isBlank() && seen.add(name));
  }

  /** How many frames. */
  public int size() {
    return moments.size();
  }

  /**
   * Frame i, from 0.
   *
   * @throws IllegalStateException if it has another size
   */
  public Points frame(int i) {
    Points points = frames.apply(i);
    if (points.n() != n || points.d() != d) {
      throw new IllegalStateException(
          "frame " + i + " is " + points.n() + " x " + points.d() + ", not " + n + " x " + d);
    }
    return points;
  }

  /** A number in the shortest of Java's forms that reads back to the same bits of the type. */
  String number(double value) {
    return type == ElementType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
  }
}
