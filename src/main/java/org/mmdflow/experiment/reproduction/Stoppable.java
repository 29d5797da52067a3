package org.mmdflow.experiment.reproduction;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.Outcome;

/** Runs of flows that an observer may end early. */
public final class Stoppable {
  private Stoppable() {}

  /**
   * Takes {@code steps} more steps, or fewer where {@code stop} says so, which is asked after each
   * stretch of at most about half a second.
   *
   * @param progress is told the steps taken before {@code stop} is asked
   * @return whether all steps were taken
   */
  public static boolean run(Flow flow, long steps, LongConsumer progress, BooleanSupplier stop) {
    Outcome outcome =
        flow.run(
            steps,
            p -> {
              progress.accept(p.step());
              if (stop.getAsBoolean()) {
                flow.requestStop();
              }
            });
    return outcome.end() == Outcome.End.COMPLETED;
  }
}
