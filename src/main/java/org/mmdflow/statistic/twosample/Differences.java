package org.mmdflow.statistic.twosample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Watch;

/**
 * Where two samples differ most: the points of either at which the witness, mean k(z, x) - mean
 * k(z, y), is largest (more of the first sample) and smallest (more of the second). At a point of a
 * sample the mean over that sample is that over its other points: so each sample is estimated
 * without bias, and where both have one law neither is denser on average. The only point of a
 * sample has no others and is no place. Runs on the engine's thread.
 */
public final class Differences {
  /** The witness is evaluated at so many points at most, a random subset of the pooled ones. */
  public static final int EVALUATED = 4000;

  private Differences() {}

  /**
   * A point of a sample.
   *
   * @param first whether it stands in the first sample
   * @param row its row there, from 0
   * @param witness above 0 where the first sample is denser
   * @param point its d coordinates, not a copy
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Place(boolean first, int row, double witness, double[] point) {}

  /**
   * The places of largest witness, then those of smallest, each with the most extreme first. Of
   * places closer than {@code spacing} the most extreme one stands for all.
   *
   * @param count of either kind at most
   * @param spacing such as half the median distance, not below 0
   * @param seed picks the subset of large samples
   * @param watch told of the pairs summed
   */
  public static List<Place> of(
      Engine engine,
      Precision precision,
      Kernel kernel,
      Points x,
      Points y,
      int count,
      double spacing,
      long seed,
      Watch watch) {
    Points pooled = TwoSampleTest.pooled(x, y);
    int[] chosen =
        pooled.n() <= EVALUATED
            ? IntStream.range(0, pooled.n()).toArray()
            : Noise.of(seed).subset(Purpose.SUBSET, 1, pooled.n(), EVALUATED);
    double[] centre = kernel.isRadial() ? pooled.mean() : new double[x.d()];
    Points at = pooled.rows(chosen).from(centre);
    double[] meanX;
    double[] meanY;
    try (Embedding ofX = new Embedding(engine, precision, kernel, x.from(centre));
        Embedding ofY = new Embedding(engine, precision, kernel, y.from(centre))) {
      meanX = ofX.at(at, watch);
      meanY = ofY.at(at, watch);
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      boolean first = chosen[i] < x.n();
      int row = first ? chosen[i] : chosen[i] - x.n();
      Points sample = first ? x : y;
      if (sample.n() > 1) {
        double own = kernel.diagonal(sample.data(), row * x.d(), x.d());
        double witness =
            first
                ? others(meanX[i], own, x.n()) - meanY[i]
                : meanX[i] - others(meanY[i], own, y.n());
        places.add(new Place(first, row, witness, sample.rows(row).data()));
      }
    }
    places.sort(Comparator.comparingDouble(Place::witness));
    List<Place> smallest = spread(places.stream().filter(p -> p.witness() < 0), count, spacing);
    Collections.reverse(places);
    List<Place> result =
        new ArrayList<>(spread(places.stream().filter(p -> p.witness() > 0), count, spacing));
    result.addAll(smallest);
    return result;
  }

  /** The mean over n - 1 points, from that over n and the value of the one to leave out. */
  private static double others(double mean, double own, double n) {
    return (mean * n - own) / (n - 1);
  }

  private static List<Place> spread(Stream<Place> ordered, int count, double spacing) {
    List<Place> kept = new ArrayList<>();
    ordered
        .filter(
            each ->
                kept.size() < count
                    && kept.stream()
                        .noneMatch(
                            other ->
                                squaredDistance(each.point(), other.point()) < spacing * spacing))
        .forEach(kept::add);
    return kept;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
  }
}
