package org.mmdflow.statistic.summary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/**
 * The units in which a sample is summarised, and the way back. A column without spread keeps its
 * value exactly: it is centred on it and has the unit 1. Immutable, any thread.
 */
public final class Scaling {
  private final double[] centre;
  private final double[] unit;
  private final boolean[] constant;

  private Scaling(double[] centre, double[] unit, boolean[] constant) {
    this.centre = centre;
    this.unit = unit;
    this.constant = constant;
  }

  /**
   * Centres {@code sample} on its weighted mean and measures it as {@code rule} says.
   *
   * <p>Spreads are weighted too, so that points without mass decide nothing.
   */
  public static Scaling of(ScaleRule rule, Sample sample) {
    int d = sample.d();
    boolean[] constant = constantColumns(sample);
    double[] centre = Moments.mean(sample.points(), sample.weights());
    double[] variance = Moments.variances(sample.points(), sample.weights());
    double[] unit = new double[d];
    Arrays.fill(unit, 1);
    int varying = 0;
    double all = 0;
    for (int c = 0; c < d; c++) {
      if (constant[c]) {
        centre[c] = sample.points().get(firstWithMass(sample.weights()), c);
      } else {
        varying++;
        all += variance[c];
      }
    }
    for (int c = 0; c < d && rule != ScaleRule.NONE; c++) {
      if (!constant[c]) {
        unit[c] = Math.sqrt(rule == ScaleRule.COLUMNS ? variance[c] : all / varying);
      }
    }
    return new Scaling(centre, unit, constant);
  }

  /** Leaves {@code d} columns as they are, for kernels to which a translation matters. */
  public static Scaling identity(int d) {
    double[] unit = new double[d];
    Arrays.fill(unit, 1);
    return new Scaling(new double[d], unit, new boolean[d]);
  }

  private static int firstWithMass(Weights weights) {
    return IntStream.range(0, weights.n()).filter(i -> weights.get(i) > 0).findFirst().orElse(0);
  }

  private static boolean[] constantColumns(Sample sample) {
    int first = firstWithMass(sample.weights());
    boolean[] constant = new boolean[sample.d()];
    Arrays.fill(constant, true);
    for (int i = 0; i < sample.n(); i++) {
      for (int c = 0; c < constant.length && sample.weights().get(i) > 0; c++) {
        constant[c] &= sample.points().get(i, c) == sample.points().get(first, c);
      }
    }
    return constant;
  }

  /** Columns that have one value only, from 0. */
  public List<Integer> constantColumns() {
    return IntStream.range(0, constant.length).filter(c -> constant[c]).boxed().toList();
  }

  /** Scaled copies of points in the sample's units. */
  public Points apply(Points points) {
    Points scaled = points.copy();
    double[] data = scaled.data();
    for (int i = 0; i < data.length; i++) {
      int c = i % unit.length;
      data[i] = (data[i] - centre[c]) / unit[c];
    }
    return scaled;
  }

  /** Copies of scaled points in the sample's units. */
  public Points undo(Points scaled) {
    Points points = scaled.copy();
    double[] data = points.data();
    for (int i = 0; i < data.length; i++) {
      int c = i % unit.length;
      data[i] = constant[c] ? centre[c] : data[i] * unit[c] + centre[c];
    }
    return points;
  }

  /** By how much each column was divided, a copy. */
  public double[] units() {
    return unit.clone();
  }
}
