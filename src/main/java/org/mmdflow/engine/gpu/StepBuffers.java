package org.mmdflow.engine.gpu;

import java.util.List;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Steps;

/** What a stepper keeps on the device besides its state, as large as any call needed it. */
final class StepBuffers {
  /** Numbers of a step and of the progress, as in {@code steps.h}. */
  private static final int SCHEDULE = 4;

  private static final int PROGRESS = 5;

  private final GpuSession session;

  /** Noisy points. */
  final Scratch noisy;

  /** Gradients, where a trace wants them. */
  final Scratch gradient;

  /** Where a step would go. */
  final Scratch nextX;

  /** With which velocity. */
  final Scratch nextV;

  /** Weighted squares of a leaf's gradients. */
  final Scratch leaves;

  /** Their sums by step. */
  final Scratch trace;

  /** Numbers of each step. */
  final Scratch schedule;

  /** Where the steps stand. */
  final Buffer progress;

  StepBuffers(GpuSession session) {
    this.session = session;
    noisy = new Scratch(session);
    gradient = new Scratch(session);
    nextX = new Scratch(session);
    nextV = new Scratch(session);
    leaves = new Scratch(session);
    trace = new Scratch(session);
    schedule = new Scratch(session);
    progress = session.queue().allocate(PROGRESS * Integer.BYTES);
  }

  /** Tells the device of the steps to come. */
  void begin(Steps steps, Precision precision) {
    double[] numbers = new double[SCHEDULE * steps.count()];
    for (int k = 0; k < steps.count(); k++) {
      numbers[SCHEDULE * k] = steps.stepSize()[k];
      numbers[SCHEDULE * k + 1] = steps.momentum()[k];
      numbers[SCHEDULE * k + 2] = steps.evaluationNoise()[k];
      numbers[SCHEDULE * k + 3] = steps.diffusion()[k];
    }
    Buffer memory = schedule.atLeast((long) numbers.length * precision.bytes());
    session.queue().write(memory, precision, 0, numbers);
    long first = steps.first();
    session.queue().write(progress, new int[] {-1, 0, 0, (int) first, (int) (first >>> 32)});
  }

  void free() {
    for (Scratch scratch : List.of(noisy, gradient, nextX, nextV, leaves, trace, schedule)) {
      scratch.free();
    }
    session.queue().free(progress);
  }
}
