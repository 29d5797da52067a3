package org.mmdflow.experiment.reproduction.student;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Band;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.PublishedCurves;
import org.mmdflow.network.dense.DenseMethod;

/** The diagrams of {@code student-teacher}. Pure functions. */
final class StudentTeacherPanels {
  private static final String ERROR = "half the mean squared error";

  private StudentTeacherPanels() {}

  static List<Panel> of(Map<Lesson, List<LearningCurve>> runs) {
    List<Panel> panels = new ArrayList<>();
    panels.add(
        new Panel(
            "Test error",
            Axis.linear("epoch"),
            Axis.log(ERROR),
            curves(
                runs,
                "student_teacher/test_by_epoch/",
                LearningCurve.Point::epoch,
                LearningCurve.Point::test)));
    panels.add(
        new Panel(
            "Training error by time",
            Axis.log("seconds of training, on the machine of each"),
            Axis.log(ERROR),
            curves(
                runs,
                "student_teacher/train_by_seconds/",
                LearningCurve.Point::seconds,
                LearningCurve.Point::training)));
    panels.add(
        new Panel(
            "Training error",
            Axis.linear("epoch"),
            Axis.log(ERROR),
            curves(runs, "", LearningCurve.Point::epoch, LearningCurve.Point::training)));
    byLevel(runs).ifPresent(panels::add);
    return panels;
  }

  private static List<Curve> curves(
      Map<Lesson, List<LearningCurve>> runs,
      String published,
      ToDoubleFunction<LearningCurve.Point> x,
      ToDoubleFunction<LearningCurve.Point> y) {
    List<Curve> curves = new ArrayList<>();
    if (!published.isEmpty()) {
      for (Lesson lesson : Lesson.ALL) {
        curves.add(
            PublishedCurves.named(published + lesson.published())
                .curve(lesson.label() + ", published", 0));
      }
    }
    runs.forEach(
        (lesson, all) -> {
          if (Lesson.ALL.contains(lesson) && !all.isEmpty()) {
            curves.add(mean(lesson.label(), all, x, y));
          }
        });
    return curves;
  }

  /** Mean and band over the runs, at the epochs that all of them measured. */
  private static Curve mean(
      String name,
      List<LearningCurve> runs,
      ToDoubleFunction<LearningCurve.Point> x,
      ToDoubleFunction<LearningCurve.Point> y) {
    Map<Long, List<LearningCurve.Point>> byEpoch = new TreeMap<>();
    for (LearningCurve run : runs) {
      for (LearningCurve.Point point : run.points()) {
        byEpoch.computeIfAbsent(point.epoch(), epoch -> new ArrayList<>()).add(point);
      }
    }
    List<double[]> found = new ArrayList<>();
    for (List<LearningCurve.Point> points : byEpoch.values()) {
      if (points.size() == runs.size()) {
        found.add(
            new double[] {
              points.stream().mapToDouble(x).average().orElseThrow(),
              points.stream().mapToDouble(y).average().orElseThrow(),
              points.stream().mapToDouble(y).min().orElseThrow(),
              points.stream().mapToDouble(y).max().orElseThrow()
            });
      }
    }
    Optional<Band> band =
        runs.size() > 1
            ? Optional.of(new Band(column(found, 2), column(found, 3)))
            : Optional.empty();
    return new Curve(name, Origin.OURS, column(found, 0), column(found, 1), band);
  }

  /** The last test errors by the level that noise began with, if more than one was run. */
  private static Optional<Panel> byLevel(Map<Lesson, List<LearningCurve>> runs) {
    Map<Double, List<LearningCurve>> levels = new TreeMap<>();
    runs.forEach(
        (lesson, all) -> {
          if (lesson.method() instanceof DenseMethod.NoiseInjection noise && !all.isEmpty()) {
            levels.put(noise.level(), all);
          }
        });
    if (levels.size() < 2) {
      return Optional.empty();
    }
    List<double[]> found = new ArrayList<>();
    levels.forEach(
        (level, all) -> {
          double[] last = all.stream().mapToDouble(run -> run.last().test()).toArray();
          found.add(
              new double[] {
                level,
                Arrays.stream(last).average().orElseThrow(),
                Arrays.stream(last).min().orElseThrow(),
                Arrays.stream(last).max().orElseThrow()
              });
        });
    List<Curve> curves = new ArrayList<>();
    for (Lesson lesson : Lesson.ALL) {
      curves.add(
          PublishedCurves.named("student_teacher/test_by_noise_level/" + lesson.published())
              .curve(lesson.label() + ", published", 0));
    }
    curves.add(
        new Curve(
            Lesson.NOISE.label(),
            Origin.OURS,
            column(found, 0),
            column(found, 1),
            Optional.of(new Band(column(found, 2), column(found, 3)))));
    return Optional.of(
        new Panel(
            "Test error at the end by level of noise",
            Axis.log("standard deviation of the noise at the start"),
            Axis.log(ERROR),
            curves));
  }

  private static double[] column(List<double[]> rows, int index) {
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }
}
