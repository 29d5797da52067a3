package org.mmdflow.io;

import java.util.List;
import org.mmdflow.measure.Points;

/**
 * Points with the names of their columns.
 *
 * @param points n x d
 * @param names d of them, or none where the file has none
 */
public record NamedPoints(Points points, List<String> names) {
  /** Checks that there are as many names as columns, or none. */
  public NamedPoints {
    names = List.copyOf(names);
    if (!names.isEmpty() && names.size() != points.d()) {
      throw new IllegalArgumentException(
          "names and columns differ: " + names.size() + " != " + points.d());
    }
  }
}
