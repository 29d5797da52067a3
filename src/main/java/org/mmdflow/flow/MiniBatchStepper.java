package org.mmdflow.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.InterpretedStepper;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Scalar;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.Trace;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Features;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Steps of a flow by features, each with a mini-batch of the data points: step n takes the subset
 * number n of {@link Purpose#MINI_BATCH}, of which every data point is as likely as any other, so
 * that the batch's kernel is the whole kernel in the mean (Arbel et al. 2019, appendix B.1).
 * Depends on nothing but seed and step.
 */
final class MiniBatchStepper implements Stepper {
  private final Engine engine;
  private final Features features;
  private final Precision precision;
  private final int size;
  private final BatchSum sum = new BatchSum();
  private final InterpretedStepper steps;

  /**
   * Steps with {@code size} data points each.
   *
   * @throws UnsupportedOperationException if the features cannot be restricted
   */
  MiniBatchStepper(Engine engine, FeatureKernel kernel, Precision precision, int size) {
    this.engine = engine;
    this.features = kernel.features();
    this.precision = precision;
    this.size = size;
    this.steps = new InterpretedStepper(engine, sum);
    features.restrictedTo(new int[] {0});
  }

  @Override
  public Trace advance(FlowState state, Steps all) {
    List<double[]> squares = new ArrayList<>();
    int done = 0;
    while (done < all.count()) {
      sum.take(batch(state.seed(), all.first() + done));
      Trace trace = steps.advance(state, step(all, done));
      if (trace.completed() == 0) {
        break;
      }
      Optional.ofNullable(trace.scalars().get(Scalar.MEAN_SQUARED_GRADIENT))
          .ifPresent(squares::add);
      done++;
    }
    double[] recorded = squares.stream().flatMapToDouble(Arrays::stream).toArray();
    boolean recording = all.record().contains(Scalar.MEAN_SQUARED_GRADIENT);
    return new Trace(done, recording ? Map.of(Scalar.MEAN_SQUARED_GRADIENT, recorded) : Map.of());
  }

  private FeatureKernel batch(long seed, long step) {
    int[] points = Noise.of(seed).subset(Purpose.MINI_BATCH, step, features.points(), size);
    return new FeatureKernel(features.restrictedTo(points));
  }

  private static Steps step(Steps all, int k) {
    return new Steps(
        all.first() + k,
        1,
        one(all.stepSize(), k),
        one(all.evaluationNoise(), k),
        one(all.diffusion(), k),
        one(all.momentum(), k),
        all.target(),
        all.record());
  }

  private static double[] one(double[] values, int k) {
    return new double[] {values[k]};
  }

  @Override
  public void close() {
    steps.close();
    sum.close();
  }

  /** The sum over the batch of the step at hand. */
  private final class BatchSum implements KernelSum {
    private Optional<KernelSum> current = Optional.empty();

    void take(FeatureKernel batch) {
      close();
      current = Optional.of(engine.kernelSum(batch, features.d(), precision, Summation.exact()));
    }

    @Override
    public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
      current.orElseThrow().gradient(at, sources, gradient, values);
    }

    @Override
    public void value(Cloud at, Part source, Cloud out) {
      current.orElseThrow().value(at, source, out);
    }

    @Override
    public double quadratic(Part a, Part b, Diagonal diagonal) {
      return current.orElseThrow().quadratic(a, b, diagonal);
    }

    @Override
    public void block(Cloud rows, Cloud columns, Cloud out) {
      current.orElseThrow().block(rows, columns, out);
    }

    @Override
    public void close() {
      current.ifPresent(KernelSum::close);
      current = Optional.empty();
    }
  }
}
