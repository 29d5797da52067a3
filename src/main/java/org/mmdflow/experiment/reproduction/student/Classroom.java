package org.mmdflow.experiment.reproduction.student;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.mmdflow.expression.UserError;
import org.mmdflow.network.dense.DenseTraining;
import org.mmdflow.network.dense.MatrixProducts;

/**
 * Carries out runs of {@code student-teacher}. With a folder it keeps each run's curve ({@code
 * LESSON-SEED.csv}) and state ({@code LESSON-SEED.state}) there, every few minutes and at the end:
 * runs done are taken from there, runs begun go on with the same bits. Different processes may work
 * on different runs of one folder. One thread.
 *
 * @param setting of all runs
 * @param products multiply for them
 * @param threads for all else
 * @param folder which is there, if runs are kept
 */
record Classroom(
    DenseTraining.Setting setting, MatrixProducts products, int threads, Optional<Path> folder) {
  private static final long BETWEEN_SAVES = 300_000_000_000L;

  /**
   * The curve of one run to {@code epochs}; shorter if it was stopped.
   *
   * @param progress is told the epochs done
   * @param stop asked after each epoch
   * @throws UserError if a file of the folder is of another run or damaged, or cannot be written
   */
  LearningCurve run(
      Lesson lesson, long seed, long epochs, LongConsumer progress, BooleanSupplier stop) {
    KeptRun kept = new KeptRun(folder, lesson.key() + "-" + seed, words(lesson, seed));
    LearningCurve found = kept.curve();
    if (!found.isEmpty() && found.last().epoch() >= epochs) {
      return keptUntil(found, epochs, lesson.key() + "-" + seed);
    }
    try (DenseTraining training =
        new DenseTraining(setting, lesson.method(), seed, products, threads)) {
      LearningCurve curve =
          kept.resume(training) ? found.until(epochOf(training)) : new LearningCurve();
      teach(training, curve, epochs, kept, progress, stop);
      return curve;
    }
  }

  /** Errors are kept every few epochs: another last one cannot be shown. */
  private static LearningCurve keptUntil(LearningCurve found, long epochs, String run) {
    LearningCurve curve = found.until(epochs);
    if (curve.last().epoch() != epochs) {
      throw new UserError(
          "the kept run "
              + run
              + " has no error at epoch "
              + epochs
              + ", in --steps; use "
              + curve.last().epoch()
              + ", or another --keep");
    }
    return curve;
  }

  /** What a run is, in words that tell it from every other. */
  private String words(Lesson lesson, long seed) {
    return "student-teacher, " + setting + ", " + lesson.method() + ", seed " + seed;
  }

  private long epochOf(DenseTraining training) {
    return training.steps() / setting.stepsPerEpoch();
  }

  private void teach(
      DenseTraining training,
      LearningCurve curve,
      long epochs,
      KeptRun kept,
      LongConsumer progress,
      BooleanSupplier stop) {
    double seconds = curve.isEmpty() ? 0 : curve.last().seconds();
    long epoch = epochOf(training);
    if (curve.isEmpty()) {
      measure(training, curve, seconds);
    }
    long saved = System.nanoTime();
    boolean stopped = false;
    while (epoch < epochs && !stopped) {
      long began = System.nanoTime();
      training.epoch();
      seconds += 1e-9 * (System.nanoTime() - began);
      epoch++;
      progress.accept(epoch);
      stopped = stop.getAsBoolean();
      boolean save = stopped || epoch == epochs || System.nanoTime() - saved > BETWEEN_SAVES;
      if (save || LearningCurve.measuresAt(epoch)) {
        measure(training, curve, seconds);
      }
      if (save) {
        kept.keep(curve, training);
        saved = System.nanoTime();
      }
    }
  }

  private void measure(DenseTraining training, LearningCurve curve, double seconds) {
    LearningCurve.Point point =
        new LearningCurve.Point(
            epochOf(training), seconds, training.trainingError(), training.validationError());
    if (!Double.isFinite(point.training()) || !Double.isFinite(point.test())) {
      throw new IllegalStateException("the student diverged before epoch " + point.epoch());
    }
    curve.add(point);
  }
}
