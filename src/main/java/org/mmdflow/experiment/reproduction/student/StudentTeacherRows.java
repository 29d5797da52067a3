package org.mmdflow.experiment.reproduction.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;

/** The test errors of {@code student-teacher} against the published ones. Pure functions. */
final class StudentTeacherRows {
  /** Epochs of the published table, and the last one. */
  private static final long[] EPOCHS = {1000, 2000, 2500, 3000, 4000, 5000, 7000, 9500, 10_000};

  /** Test errors of the published figure at {@link #EPOCHS}; the last ones are the curves' ends. */
  private static final Map<Lesson, double[]> PUBLISHED =
      Map.of(
          Lesson.PLAIN,
          new double[] {0.337, 0.332, 0.330, 0.328, 0.325, 0.323, 0.319, 0.315, 0.3135},
          Lesson.NOISE,
          new double[] {0.321, 0.245, 0.050, 0.0287, 0.0068, 0.00545, 0.00552, 0.00559, 0.0055},
          Lesson.DIFFUSION,
          new double[] {0.330, 0.312, 0.260, 0.133, 0.049, 0.0270, 0.0190, 0.0270, 0.0208},
          Lesson.SOBOLEV,
          new double[] {0.292, 0.133, 0.0143, 0.0115, 0.0108, 0.0105, 0.0103, 0.0100, 0.0100});

  private static final long END = 10_000;

  private StudentTeacherRows() {}

  /**
   * The lines of the table.
   *
   * @param published whether the runs have the published setting; otherwise nothing is compared
   * @param last epoch of the runs
   */
  static List<Row> of(Map<Lesson, List<LearningCurve>> runs, boolean published, long last) {
    List<Row> rows = new ArrayList<>();
    for (Lesson lesson : Lesson.ALL) {
      List<LearningCurve> curves = runs.getOrDefault(lesson, List.of());
      double[] figures = PUBLISHED.getOrDefault(lesson, new double[EPOCHS.length]);
      for (int i = 0; i < EPOCHS.length; i++) {
        long epoch = EPOCHS[i];
        double[] ours =
            published
                ? curves.stream().mapToDouble(curve -> curve.testAt(epoch)).toArray()
                : new double[0];
        rows.add(compared(lesson, epoch, figures[i], ours));
      }
    }
    if (!published || Arrays.stream(EPOCHS).noneMatch(epoch -> epoch == last)) {
      String setting = published ? "" : " of the smaller network";
      runs.forEach(
          (lesson, curves) ->
              rows.add(
                  row(
                      what(lesson, last) + setting,
                      OptionalDouble.empty(),
                      curves.stream().mapToDouble(curve -> curve.testAt(last)).toArray(),
                      "for comparison",
                      Optional.empty())));
    }
    return rows;
  }

  private static Row compared(Lesson lesson, long epoch, double published, double[] ours) {
    String what = what(lesson, epoch);
    OptionalDouble figure = OptionalDouble.of(published);
    if (lesson.equals(Lesson.PLAIN)) {
      return row(what, figure, ours, "mean above 0.25", Optional.of(mean -> mean > 0.25));
    }
    if (lesson.equals(Lesson.NOISE) && epoch == 4000) {
      return row(what, figure, ours, "mean below 0.01", Optional.of(mean -> mean < 0.01));
    }
    if (lesson.equals(Lesson.NOISE) && epoch == END) {
      return row(what, figure, ours, "mean below 0.0075", Optional.of(mean -> mean < 0.0075));
    }
    if (!lesson.equals(Lesson.NOISE) && (epoch == 2500 || epoch == 5000 || epoch == END)) {
      return row(
          what,
          figure,
          ours,
          "mean within a factor of 2",
          Optional.of(mean -> mean <= 2 * published && mean >= published / 2));
    }
    return row(what, figure, ours, "for comparison", Optional.empty());
  }

  private static String what(Lesson lesson, long epoch) {
    return String.format(Locale.ROOT, "%s: test error at epoch %,d", lesson.label(), epoch);
  }

  private static Row row(
      String what,
      OptionalDouble published,
      double[] ours,
      String tolerance,
      Optional<DoublePredicate> holds) {
    DoubleSummaryStatistics all =
        Arrays.stream(ours).filter(v -> !Double.isNaN(v)).summaryStatistics();
    if (all.getCount() == 0) {
      return new Row(
          what, published, Double.NaN, Double.NaN, Double.NaN, tolerance, Verdict.NOT_REACHED);
    }
    Verdict verdict =
        holds
            .map(test -> test.test(all.getAverage()) ? Verdict.PASS : Verdict.FAIL)
            .orElse(Verdict.SHOWN);
    return new Row(
        what, published, all.getAverage(), all.getMin(), all.getMax(), tolerance, verdict);
  }
}
