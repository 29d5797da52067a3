package org.mmdflow.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.UnionParser;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.io.trajectory.Moment;
import org.mmdflow.io.trajectory.Trajectory;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** A recorded run as a trajectory, and its target as a still cloud. */
public final class RunTrajectory {
  private final RunRecord run;
  private final ElementType type;

  private RunTrajectory(RunRecord run) {
    this.run = run;
    String precision = run.rawSettings().get(ExperimentKeys.PRECISION).text();
    this.type =
        Snapshots.elementType(precision.equals("double") ? Precision.DOUBLE : Precision.FLOAT);
  }

  /**
   * All states of {@code run}; reads the first one.
   *
   * @param notes told what is left out, a line each
   * @throws UserError if there is none
   */
  public static Trajectory of(RunRecord run, Consumer<String> notes) {
    return new RunTrajectory(run).particles(notes);
  }

  /**
   * The target as it stands at step 0.
   *
   * @param notes told if the target was drawn anew at each step
   * @throws UserError if its files have gone
   */
  public static Trajectory target(RunRecord run, Consumer<String> notes) {
    return new RunTrajectory(run).target(notes);
  }

  private Trajectory particles(Consumer<String> notes) {
    List<RecordedState> states = run.states();
    if (states.isEmpty()) {
      throw new UserError(
          "the run has no state yet, " + run.folder() + "; wait for its first checkpoint");
    }
    Points first = states.get(0).particles();
    return new Trajectory(
        states.stream().map(s -> new Moment(s.step(), s.flowTime())).toList(),
        first.n(),
        first.d(),
        type,
        columns(first.d()),
        weights(first.n(), notes),
        i -> sameSize(states.get(i), first));
  }

  private static Points sameSize(RecordedState state, Points first) {
    Points points = state.particles();
    if (points.n() != first.n() || points.d() != first.d()) {
      throw new UserError(
          "a state has "
              + points.n()
              + " x "
              + points.d()
              + " numbers where the first has "
              + first.n()
              + " x "
              + first.d()
              + ", "
              + state.where()
              + "; take the file out of the run's folder");
    }
    return points;
  }

  private Trajectory target(Consumer<String> notes) {
    Experiment e = run.experiment();
    Inputs inputs = Inputs.load(e);
    if (e.redrawTarget) {
      notes.accept("the target was drawn anew at each step; written is the one of step 0");
    }
    Points target = inputs.targetPoints(e.seed);
    return Trajectory.still(target, type, columns(target.d()), inputs.targetWeights());
  }

  /** The names in the header of the target's file, or of the start's, or x1, x2, ... */
  private List<String> columns(int d) {
    for (String key : List.of(ExperimentKeys.TARGET, ExperimentKeys.START)) {
      Setting setting = run.rawSettings().required(key);
      List<String> names = PointsFiles.columnNames(setting.text(), setting.base());
      if (names.size() == d && Trajectory.areUsable(names)) {
        return names;
      }
    }
    return Trajectory.plainColumns(d);
  }

  private Optional<Weights> weights(int n, Consumer<String> notes) {
    try {
      return weights(run, n);
    } catch (UserError e) {
      notes.accept("the weights of the particles are left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The weights of the {@code n} particles of {@code run}, from their file or from the coefficients
   * of a union; empty where all are equal.
   *
   * @throws UserError if a file that they depend on has gone or has changed its size
   */
  public static Optional<Weights> weights(RunRecord run, int n) {
    Optional<Setting> file = run.rawSettings().given(ExperimentKeys.START_WEIGHTS);
    if (file.isPresent()) {
      return Optional.of(WeightsFiles.read(file.get().text(), file.get().base(), n));
    }
    Setting start = run.rawSettings().required(ExperimentKeys.START);
    if (!UnionParser.isUnion(start.text(), start.base())) {
      return Optional.empty(); // Nothing to read, and the file may have gone.
    }
    Distribution law = UnionParser.parse(start.text(), start.base());
    if (law.n() != n) {
      throw start.error(
          "the run has " + n + " particles and its start now " + law.n() + " points",
          "put back the files that it began from");
    }
    return law.weights();
  }
}
