package org.mmdflow.objective;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.SquaredNorms;
import org.mmdflow.measure.Weights;

/**
 * F = MMD^2 / 2 between weighted particles and a weighted target, with witness f = particles minus
 * target (Arbel et al. 2019, equation 1).
 */
public final class MmdObjective implements Objective {
  private final KernelSum sum;
  private final Kernel kernel;
  private final Part particles;
  private final Part target;
  private final Weights particleWeights;
  private final Weights targetWeights;
  private final Cloud gradient;
  private final Cloud attraction;
  private final Cloud repulsion;
  private final double[] gradientHost;
  private final double[] column;
  private Optional<Square> targetSquare = Optional.empty();

  /** w'Kw over all pairs, and over pairs of unequal index, normalised by their mass. */
  private record Square(double biased, double unbiased) {}

  /**
   * The objective of clouds that the caller keeps and closes; its own buffers are freed by {@link
   * #close}.
   *
   * @param particles N x d, with {@code particleWeights}
   * @param target M x d, with {@code targetWeights}
   */
  public MmdObjective(
      Engine engine,
      KernelSum sum,
      Kernel kernel,
      Cloud particles,
      Weights particleWeights,
      Cloud target,
      Weights targetWeights) {
    this.sum = sum;
    this.kernel = kernel;
    this.particleWeights = particleWeights;
    this.targetWeights = targetWeights;
    this.particles = new Part(particles, weightsOn(engine, particles, particleWeights, 1));
    this.target = new Part(target, weightsOn(engine, target, targetWeights, -1));
    gradient = engine.cloud(particles.n(), particles.d(), particles.precision());
    repulsion = engine.cloud(particles.n(), 1, particles.precision());
    attraction = engine.cloud(particles.n(), 1, particles.precision());
    gradientHost = new double[Math.toIntExact(particles.n() * particles.d())];
    column = new double[Math.toIntExact(particles.n())];
  }

  private static Cloud weightsOn(Engine engine, Cloud points, Weights weights, double sign) {
    double[] signed = weights.toArray();
    for (int i = 0; i < signed.length; i++) {
      signed[i] *= sign;
    }
    Cloud cloud = engine.cloud(points.n(), 1, points.precision());
    cloud.write(signed);
    return cloud;
  }

  @Override
  public List<Part> sources() {
    return List.of(particles, target);
  }

  @Override
  public Cloud weights() {
    return particles.weights();
  }

  @Override
  public Metrics measure() {
    sum.gradient(particles.points(), sources(), gradient, List.of(repulsion, attraction));
    Square xx = square(weightedMean(repulsion), particles.points(), particleWeights);
    double xy = -weightedMean(attraction);
    Square yy = targetSquare();
    return new Metrics(
        0.5 * (xx.biased - 2 * xy + yy.biased),
        0.5 * (xx.unbiased - 2 * xy + yy.unbiased),
        meanSquaredGradient());
  }

  @Override
  public void targetChanged() {
    targetSquare = Optional.empty();
  }

  /** Kept while the target stays. */
  private Square targetSquare() {
    if (targetSquare.isEmpty()) {
      double biased = sum.quadratic(target, target, Diagonal.INCLUDED);
      targetSquare = Optional.of(square(biased, target.points(), targetWeights));
    }
    return targetSquare.get();
  }

  private double weightedMean(Cloud values) {
    values.read(column);
    double mean = 0;
    for (int i = 0; i < column.length; i++) {
      mean += particleWeights.get(i) * column[i];
    }
    return mean;
  }

  /**
   * Takes the pairs of a point with itself out of {@code biased}; NaN where there are no others.
   */
  private Square square(double biased, Cloud points, Weights weights) {
    double mass = 0;
    for (int i = 0; i < weights.n(); i++) {
      mass += weights.get(i);
    }
    double others = mass * mass - weights.sumOfSquares();
    boolean none = others <= 1e-12;
    return new Square(biased, none ? Double.NaN : (biased - diagonal(points, weights)) / others);
  }

  /** Sum of w_i^2 k(x_i, x_i); only a kernel that is not radial needs the points for it. */
  private double diagonal(Cloud points, Weights weights) {
    int d = points.d();
    if (kernel.isRadial()) {
      return weights.sumOfSquares() * kernel.diagonal(new double[d], 0, d);
    }
    double[] data = new double[Math.toIntExact(points.n() * d)];
    points.read(data);
    double sum = 0;
    for (int i = 0; i < weights.n(); i++) {
      sum += weights.get(i) * weights.get(i) * kernel.diagonal(data, i * d, d);
    }
    return sum;
  }

  private double meanSquaredGradient() {
    gradient.read(gradientHost);
    return SquaredNorms.weightedSum(gradientHost, gradient.d(), particleWeights.toArray());
  }

  @Override
  public void close() {
    attraction.close();
    repulsion.close();
    gradient.close();
    target.weights().close();
    particles.weights().close();
  }
}
