package org.mmdflow.cli;

import java.util.Optional;
import org.mmdflow.experiment.RunRecord;
import org.mmdflow.experiment.RunTrajectory;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.trajectory.Trajectory;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/**
 * The particles that a run ends with.
 *
 * @param points where they are
 * @param sample they with their weights; empty where the weights are not known
 */
record LastState(Points points, Optional<Sample> sample) {
  /** Reads it; says what is missing of the run. */
  static LastState of(RunRecord run, Console console) {
    Trajectory all = RunTrajectory.of(run, console::note);
    if (!run.isComplete()) {
      console.note(
          run.folder()
              + " is not complete ("
              + run.status()
              + "), it stands at step "
              + run.step());
    }
    Points points = all.frame(all.size() - 1);
    return new LastState(points, sample(run, all, points));
  }

  private static Optional<Sample> sample(RunRecord run, Trajectory all, Points points) {
    try {
      Weights weights =
          all.weights()
              .or(() -> RunTrajectory.weights(run, points.n()))
              .orElseGet(() -> Weights.uniform(points.n()));
      return Optional.of(new Sample(points, weights));
    } catch (UserError e) {
      return Optional.empty(); // The trajectory's note says why.
    }
  }
}
