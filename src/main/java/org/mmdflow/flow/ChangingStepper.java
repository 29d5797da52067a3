package org.mmdflow.flow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Scalar;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Trace;
import org.mmdflow.kernel.Kernel;

/**
 * Steps whose kernel changes from one to the next. Each stretch of steps with one kernel goes to
 * the engine's own stepper, so that it is as fused as a plain flow; no noise is drawn. One changed
 * kernel's sum and stepper are kept at a time, so that the device's memory does not grow with the
 * number of kernels.
 */
final class ChangingStepper implements Stepper {
  private final StepKernel kernels;
  private final Kernel own;
  private final Stepper plain;
  private final Function<Kernel, KernelSum> sums;
  private final Function<KernelSum, Stepper> steppers;
  private Optional<Changed> changed = Optional.empty();

  private record Changed(Kernel kernel, KernelSum sum, Stepper stepper) {
    void close() {
      stepper.close();
      sum.close();
    }
  }

  /**
   * @param own the flow's kernel, whose steps {@code plain} takes; both stay with the caller, but
   *     for {@code plain}, which {@link #close} closes
   * @param sums makes the sum of another kernel
   * @param steppers makes its stepper
   */
  ChangingStepper(
      StepKernel kernels,
      Kernel own,
      Stepper plain,
      Function<Kernel, KernelSum> sums,
      Function<KernelSum, Stepper> steppers) {
    this.kernels = kernels;
    this.own = own;
    this.plain = plain;
    this.sums = sums;
    this.steppers = steppers;
  }

  @Override
  public Trace advance(FlowState state, Steps steps) {
    Map<Scalar, double[]> scalars = new HashMap<>();
    steps.record().forEach(scalar -> scalars.put(scalar, new double[steps.count()]));
    int done = 0;
    boolean going = true;
    while (going && done < steps.count()) {
      Kernel kernel = kernel(steps, done);
      int end = done + 1;
      while (end < steps.count() && kernel(steps, end).equals(kernel)) {
        end++;
      }
      Trace trace = stepper(kernel).advance(state, stretch(steps, done, end));
      for (Map.Entry<Scalar, double[]> each : trace.scalars().entrySet()) {
        double[] all = scalars.getOrDefault(each.getKey(), new double[0]);
        System.arraycopy(each.getValue(), 0, all, done, trace.completed());
      }
      going = trace.completed() == end - done;
      done += trace.completed();
    }
    int completed = done;
    scalars.replaceAll((scalar, values) -> Arrays.copyOf(values, completed));
    return new Trace(completed, scalars);
  }

  private Kernel kernel(Steps steps, int k) {
    return kernels.at(steps.first() + k, steps.evaluationNoise()[k]);
  }

  private Stepper stepper(Kernel kernel) {
    if (kernel.equals(own)) {
      return plain;
    }
    if (changed.isEmpty() || !changed.get().kernel.equals(kernel)) {
      changed.ifPresent(Changed::close);
      changed = Optional.empty();
      KernelSum sum = sums.apply(kernel);
      changed = Optional.of(new Changed(kernel, sum, steppers.apply(sum)));
    }
    return changed.get().stepper;
  }

  private static Steps stretch(Steps s, int from, int to) {
    return new Steps(
        s.first() + from,
        to - from,
        Arrays.copyOfRange(s.stepSize(), from, to),
        new double[to - from],
        Arrays.copyOfRange(s.diffusion(), from, to),
        Arrays.copyOfRange(s.momentum(), from, to),
        s.target(),
        s.record());
  }

  @Override
  public void close() {
    changed.ifPresent(Changed::close);
    changed = Optional.empty();
    plain.close();
  }
}
