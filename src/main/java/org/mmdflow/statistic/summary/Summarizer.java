package org.mmdflow.statistic.summary;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/**
 * Finds M points, with or without weights, that stand for a sample under the MMD of a kernel.
 *
 * <p>Each MMD is a V-statistic against the whole sample, from sums in double where the device has
 * them; the flow itself runs in the precision given. The first result costs all pairs of the sample
 * once. The same seed gives the same summary on one kind of engine. Belongs to its engine's thread.
 */
public final class Summarizer implements AutoCloseable {
  /** Most points of which optimal weights are found: a dense system of as many unknowns. */
  public static final int MOST_WEIGHTED = 2_000;

  private final Engine engine;
  private final Precision precision;
  private final Kernel kernel;
  private final ScaledSample data;
  private final Embedding embedding;
  private final Draws draws;
  private final MomentErrors errors;
  private final Watch watch;

  /**
   * Puts the scaled sample on {@code engine}.
   *
   * @param precision of the flow
   * @param kernel of scaled coordinates
   * @throws UserError if the kernel is one of features
   */
  public Summarizer(
      Engine engine,
      Precision precision,
      Kernel kernel,
      ScaledSample data,
      long seed,
      Watch watch) {
    if (kernel instanceof FeatureKernel) {
      throw new UserError(
          "a kernel of features does not compare points of data, in the kernel;"
              + " use one of distances, such as gaussian(h=median)");
    }
    this.engine = engine;
    this.precision = precision;
    this.kernel = kernel;
    this.data = data;
    this.watch = watch;
    embedding = new Embedding(engine, kernel, data.scaled());
    draws = new Draws(seed, data.scaled().weights());
    errors = new MomentErrors(data.scaled());
  }

  /** How each MMD is summed: in float, its last digit 1e-7, only where the device has no double. */
  public Precision precisionOfMmd() {
    return embedding.precision();
  }

  /**
   * Refuses numbers of points that no summary can have.
   *
   * @throws UserError naming both numbers
   */
  public static void checkSize(int points, ScaledSample data) {
    int n = data.scaled().n();
    if (points < 1 || points > n) {
      throw new UserError(
          "points must be from 1 to the data's "
              + n
              + " but is "
              + points
              + ", in the size of the summary; try "
              + Math.max(1, Math.min(200, n / 10)));
    }
  }

  /**
   * Finds {@code m} points of equal mass.
   *
   * @param start of the flow; other methods have none
   * @param steps of the flow at most; it ends sooner where it is stationary
   * @throws UserError if there are fewer points in the sample
   */
  public Summary summarize(Method method, int m, StartRule start, long steps) {
    checkSize(m, data);
    return switch (method) {
      case FLOW -> flow(m, start, steps);
      case GREEDY -> ofRows(method, Greedy.rows(embedding, kernel, m, false, watch));
      case HERDING -> ofRows(method, Greedy.rows(embedding, kernel, m, true, watch));
      case THINNING -> ofRows(method, thinned(m, KernelThinning.MOST));
    };
  }

  private Summary flow(int m, StartRule start, long steps) {
    int[] rows =
        switch (start) {
          case KMEANS -> Seeds.rows(data.scaled(), m, draws, watch);
          case SUBSET -> draws.subset(Draws.START, m);
          case THINNED -> thinned(m, KernelThinning.MOST_TO_START);
        };
    Points first = data.scaled().points().rows(rows);
    Descent.Result end = Descent.run(engine, kernel, precision, embedding, first, steps, watch);
    Summary.Course course =
        new Summary.Course(end.steps(), end.stationary(), end.meanSquaredGradient());
    return summary(
        Method.FLOW,
        data.scaling().undo(end.points()),
        List.of(),
        Sample.of(end.points()),
        end.mmd2(),
        Optional.of(course));
  }

  private int[] thinned(int m, int most) {
    return KernelThinning.rows(embedding, kernel, m, most, draws, watch);
  }

  private Summary ofRows(Method method, int[] rows) {
    return summary(
        method,
        data.withMass().points().rows(rows),
        data.rowsOf(rows),
        Sample.of(data.scaled().points().rows(rows)),
        embedding.mmd2(rows, watch),
        Optional.empty());
  }

  private Summary summary(
      Method method,
      Points points,
      List<Integer> rows,
      Sample scaled,
      double mmd2,
      Optional<Summary.Course> course) {
    return new Summary(
        method,
        points,
        rows,
        scaled.weights(),
        mmd2,
        errors.ofMean(scaled),
        errors.ofCovariance(scaled),
        course);
  }

  /**
   * The same points with the weights that make their MMD lowest among those that are not negative.
   *
   * @param ridge of {@link OptimalWeights}, above 0; raised where the device has no double
   * @throws UserError if there are more than {@value #MOST_WEIGHTED} points
   */
  public Summary withOptimalWeights(Summary summary, double ridge) {
    checkWeighted(summary.points().n());
    Points points = data.scaling().apply(summary.points());
    boolean inDouble = embedding.precision() == Precision.DOUBLE;
    double usable = inDouble ? ridge : Math.max(ridge, OptimalWeights.RIDGE_FLOAT);
    Weights weights =
        new OptimalWeights(embedding.gram(points), embedding.at(points, watch), usable)
            .notNegative(() -> watch.progress("optimal weights", 0, 1));
    Sample scaled = new Sample(points, weights);
    return summary(
        summary.method(),
        summary.points(),
        summary.rows(),
        scaled,
        embedding.mmd2(scaled, watch),
        summary.course());
  }

  /**
   * Refuses more points than a dense system is made for.
   *
   * @throws UserError naming both numbers
   */
  public static void checkWeighted(int points) {
    if (points > MOST_WEIGHTED) {
      throw new UserError(
          "optimal weights are found for at most "
              + MOST_WEIGHTED
              + " points but there are "
              + points
              + ", in the weights of the summary; ask for fewer points, or for no weights");
    }
  }

  /** What random subsets of {@code m} points reach. */
  public RandomSubsets random(int m) {
    double mmd2 = 0;
    double mean = 0;
    double covariance = 0;
    for (int k = 0; k < RandomSubsets.COUNT; k++) {
      watch.progress("random subsets", k, RandomSubsets.COUNT);
      int[] rows = randomRows(m, k);
      Sample subset = Sample.of(data.scaled().points().rows(rows));
      mmd2 += embedding.mmd2(rows, watch) / RandomSubsets.COUNT;
      mean += errors.ofMean(subset) / RandomSubsets.COUNT;
      covariance += errors.ofCovariance(subset) / RandomSubsets.COUNT;
    }
    return new RandomSubsets(mmd2, mean, covariance);
  }

  /** Random subset number {@code k} of those, from 0, in the data's units. */
  public Points randomSubset(int m, int k) {
    return data.withMass().points().rows(randomRows(m, k));
  }

  /** The squared MMD of that subset. */
  public double randomMmd2(int m, int k) {
    return embedding.mmd2(randomRows(m, k), watch);
  }

  private int[] randomRows(int m, int k) {
    checkSize(m, data);
    return draws.subset(Draws.RANDOM_SUBSETS + k, m);
  }

  @Override
  public void close() {
    embedding.close();
  }
}
