package org.mmdflow.experiment.reproduction.student;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.network.dense.DenseTraining;
import org.mmdflow.network.dense.TrainingState;

/**
 * Where a run is kept between processes, if anywhere: its curve and its state in two files of a
 * folder. Used by one process at a time.
 *
 * @param folder which is there
 * @param name of the files, without ending
 * @param words what the run is of
 */
record KeptRun(Optional<Path> folder, String name, String words) {
  /** The curve that is kept, or an empty one. */
  LearningCurve curve() {
    Optional<Path> file = file(".csv").filter(Files::exists);
    try {
      return file.isPresent() ? CurveFile.read(file.get(), words) : new LearningCurve();
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /** Reads the state that is kept into a run at its start; false where there is none. */
  boolean resume(DenseTraining training) {
    Optional<Path> file = file(".state").filter(Files::exists);
    if (file.isEmpty()) {
      return false;
    }
    try {
      TrainingState.read(file.get(), words, training);
      return true;
    } catch (IOException e) {
      throw new UserError(
          "the run cannot go on from its state, in "
              + file.get()
              + " ("
              + e.getMessage()
              + "); move the file away, and the run begins anew",
          e);
    }
  }

  /** Writes both files, the curve first: it may be longer than the state, never shorter. */
  void keep(LearningCurve curve, DenseTraining training) {
    Optional<Path> curveFile = file(".csv");
    Optional<Path> stateFile = file(".state");
    if (curveFile.isEmpty() || stateFile.isEmpty()) {
      return;
    }
    try {
      CurveFile.write(curveFile.get(), words, curve);
      TrainingState.write(stateFile.get(), words, training);
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  private Optional<Path> file(String ending) {
    return folder.map(f -> f.resolve(name + ending));
  }

  private UserError failure(String what, IOException e) {
    return new UserError(
        "the run "
            + name
            + " cannot be "
            + what
            + ", in "
            + folder.map(Path::toString).orElse("")
            + " ("
            + e.getMessage()
            + "); mend it, or choose another folder",
        e);
  }
}
