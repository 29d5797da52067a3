package org.mmdflow.report;

import java.util.List;
import org.mmdflow.measure.Points;

/**
 * The particles after {@code step} steps, and what the witness looked like then.
 *
 * <p>Immutable but for the points' open storage, which the report only reads.
 *
 * @param step number of steps taken, not negative
 * @param particles n x d; every snapshot of a run has the same n and d
 * @param fields the witness and its descent direction on grids, at most one for a pair of axes; may
 *     be empty
 */
public record Snapshot(long step, Points particles, List<Field> fields) {
  /** Checks the step and that every field's axes exist. */
  public Snapshot {
    fields = List.copyOf(fields);
    if (step < 0) {
      throw new IllegalArgumentException("a snapshot's step is negative: " + step);
    }
    for (Field field : fields) {
      int last = Math.max(field.grid().xAxis(), field.grid().yAxis());
      if (last >= particles.d()) {
        throw new IllegalArgumentException(
            "a field's axis " + last + " does not exist: d = " + particles.d());
      }
    }
  }

  /** A snapshot without fields. */
  public Snapshot(long step, Points particles) {
    this(step, particles, List.of());
  }
}
