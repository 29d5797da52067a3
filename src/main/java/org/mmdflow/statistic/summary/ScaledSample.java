package org.mmdflow.statistic.summary;

import java.util.List;
import java.util.stream.IntStream;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/**
 * A sample made ready to be summarised: rows without mass left out, the rest centred and scaled.
 * Immutable, any thread.
 */
public final class ScaledSample {
  private final Sample withMass;
  private final int[] rows;
  private final Scaling scaling;
  private final Sample scaled;

  private ScaledSample(Sample withMass, int[] rows, Scaling scaling) {
    this.withMass = withMass;
    this.rows = rows;
    this.scaling = scaling;
    this.scaled = new Sample(scaling.apply(withMass.points()), withMass.weights());
  }

  /**
   * Prepares {@code data}, which is left alone.
   *
   * @throws UserError if all points with mass are the same, or a spread is not finite
   */
  public static ScaledSample of(Sample data, ScaleRule rule) {
    int[] rows = IntStream.range(0, data.n()).filter(i -> data.weights().get(i) > 0).toArray();
    Sample withMass = rows.length == data.n() ? data : part(data, rows);
    Scaling scaling = Scaling.of(rule, withMass);
    if (scaling.constantColumns().size() == data.d()) {
      throw new UserError(
          (rows.length == 1
                  ? "a single point has mass"
                  : "all " + rows.length + " points are the same")
              + ", in the data; there is nothing to summarise: one point says it all");
    }
    for (double unit : scaling.units()) {
      if (!(unit > 0) || Double.isInfinite(unit)) {
        throw new UserError(
            "the spread of a column is " + unit + ", in the data; give it in another unit");
      }
    }
    return new ScaledSample(withMass, rows, scaling);
  }

  private static Sample part(Sample data, int[] rows) {
    double[] masses = IntStream.of(rows).mapToDouble(i -> data.weights().get(i)).toArray();
    return new Sample(data.points().rows(rows), Weights.of(masses));
  }

  /** The same sample in its own place and units, for a kernel to which a translation matters. */
  public ScaledSample asItIs() {
    return new ScaledSample(withMass, rows, Scaling.identity(withMass.d()));
  }

  /** The points with mass, centred and scaled, and their masses. */
  public Sample scaled() {
    return scaled;
  }

  /** The points with mass as they were given. */
  public Sample withMass() {
    return withMass;
  }

  /** Between the two. */
  public Scaling scaling() {
    return scaling;
  }

  /** The data's rows, from 0, of rows of the points with mass. */
  public List<Integer> rowsOf(int... chosen) {
    return IntStream.of(chosen).map(i -> rows[i]).boxed().toList();
  }
}
