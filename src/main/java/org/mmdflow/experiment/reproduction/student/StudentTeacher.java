package org.mmdflow.experiment.reproduction.student;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.PartOfWork;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.expression.UserError;
import org.mmdflow.network.dense.DenseTraining.Setting;
import org.mmdflow.network.dense.FoundProducts;
import org.mmdflow.network.dense.MatrixProducts;
import org.mmdflow.network.dense.PlainProducts;

/**
 * {@code student-teacher}: a network of a thousand sub-networks learns from one, by the plain flow,
 * with noise injection, by diffusion and by kernel Sobolev descent (Arbel et al. 2019, figure 1, in
 * the dense form of its authors' code). Immutable.
 */
public final class StudentTeacher implements ReproducedExperiment {
  private static final Setting QUICK = new Setting(100, 50, 1000, 100, 1e-3);
  private static final long FULL_EPOCHS = 10_000;
  private static final long QUICK_EPOCHS = 2000;
  private static final int FULL_SEEDS = 3;
  private static final int QUICK_SEEDS = 1;

  private final Optional<Path> folder;
  private final List<Lesson> lessons;

  /** All lessons; nothing is kept. */
  public StudentTeacher() {
    this(Optional.empty(), Lesson.ALL);
  }

  private StudentTeacher(Optional<Path> folder, List<Lesson> lessons) {
    this.folder = folder;
    this.lessons = lessons;
  }

  /**
   * The same experiment, which keeps each run in a folder (curve and state, some 13 MB each) and
   * takes from there what is done already. Processes may share the folder as long as each works on
   * runs of its own: see {@link #only}.
   *
   * @param kept is made where it is missing
   */
  @Override
  public StudentTeacher keepingRunsIn(Path kept) {
    return new StudentTeacher(Optional.of(kept), lessons);
  }

  /**
   * The same experiment with some of the lessons.
   *
   * @param keys {@code plain}, {@code noise}, {@code diffusion}, {@code ksd}, or {@code
   *     noise-LEVEL} for noise injection from another level than 0.5
   * @throws UserError if there is no such lesson
   */
  @Override
  public StudentTeacher only(List<String> keys) {
    return new StudentTeacher(folder, keys.stream().map(Lesson::of).toList());
  }

  @Override
  public String name() {
    return "student-teacher";
  }

  @Override
  public String summary() {
    return "a wide network learns from a small one: plain, noise injection, diffusion, KSD";
  }

  @Override
  public List<String> costs() {
    return List.of(
        "--quick: 100 sub-networks, 4 methods x 2,000 epochs, some 5 minutes on 2 cores",
        "full: 4 methods x 3 seeds x 10,000 epochs, some 15 hours on 2 cores with ND4J");
  }

  @Override
  public Reproduction carryOut(ReproductionOptions options, Observer observer) {
    if (options.precision() != Precision.FLOAT) {
      throw new UserError(
          "student-teacher stores its networks as floats, in --precision; leave it out");
    }
    Setting setting = options.quick() ? QUICK : Setting.PUBLISHED;
    long epochs = options.steps().orElse(options.quick() ? QUICK_EPOCHS : FULL_EPOCHS);
    int seeds = options.seeds().orElse(options.quick() ? QUICK_SEEDS : FULL_SEEDS);
    try (MatrixProducts products = products(options, observer)) {
      makeFolder();
      Classroom room =
          new Classroom(setting, products, options.engineOptions().resolvedThreads(), folder);
      long dense = epochs * seeds * lessons.size();
      long total = whole() ? dense + dense / 4 : dense;
      Map<Lesson, List<LearningCurve>> runs =
          run(room, options.seed(), seeds, epochs, new PartOfWork(observer, 0, dense, total));
      StudentTeacherText text = new StudentTeacherText(setting, epochs, seeds, options.seed());
      List<String> paragraphs = new ArrayList<>(text.paragraphs());
      List<Panel> panels = new ArrayList<>(StudentTeacherPanels.of(runs));
      List<Row> rows =
          new ArrayList<>(StudentTeacherRows.of(runs, setting.equals(Setting.PUBLISHED), epochs));
      if (whole() && !observer.stopRequested()) {
        SeparateStudentTeacher.Outcome separate =
            SeparateStudentTeacher.carryOut(
                options, new PartOfWork(observer, dense, total - dense, total));
        paragraphs.add(SeparateStudentTeacher.SENTENCE);
        panels.addAll(separate.panels());
        rows.addAll(separate.rows());
      }
      return new Reproduction(
          name(),
          "Student and teacher",
          paragraphs,
          text.settings(lessons, products.name()),
          panels,
          rows,
          List.of(),
          text.notes(runs));
    }
  }

  /** Whether no lesson was left out: then the separate sub-networks learn as well. */
  private boolean whole() {
    return lessons.equals(Lesson.ALL);
  }

  private Map<Lesson, List<LearningCurve>> run(
      Classroom room, long firstSeed, int seeds, long epochs, Observer observer) {
    Map<Lesson, List<LearningCurve>> runs = new LinkedHashMap<>();
    lessons.forEach(lesson -> runs.put(lesson, new ArrayList<>()));
    long total = epochs * seeds * lessons.size();
    long before = 0;
    for (int i = 0; i < seeds; i++) {
      long seed = firstSeed + i;
      for (Lesson lesson : lessons) {
        if (observer.stopRequested()) {
          return runs;
        }
        String what = lesson.label() + ", seed " + seed;
        long done = before;
        observer.progress(what, done, total);
        LearningCurve curve =
            room.run(
                lesson,
                seed,
                epochs,
                epoch -> observer.progress(what, done + epoch, total),
                observer::stopRequested);
        runs.computeIfAbsent(lesson, key -> new ArrayList<>()).add(curve);
        before += epochs;
      }
    }
    observer.progress("done", total, total);
    return runs;
  }

  private static MatrixProducts products(ReproductionOptions options, Observer observer) {
    int threads = options.engineOptions().resolvedThreads();
    String engine = options.engine();
    if (!Arrays.asList("auto", "nd4j", "reference").contains(engine)) {
      throw new UserError(
          "student-teacher runs on matrix products, not on the engine "
              + engine
              + ", in --engine; use auto, or reference for plain Java");
    }
    if (engine.equals("reference")) {
      return announced(new PlainProducts(threads), "asked for by name", observer);
    }
    FoundProducts found = FoundProducts.best(threads);
    if (found.missing().isEmpty()) {
      String why = engine.equals("nd4j") ? "asked for by name" : "the fastest here";
      return announced(found.products(), why, observer);
    }
    String missing = String.join("; ", found.missing());
    if (engine.equals("nd4j")) {
      found.products().close();
      throw new UserError("ND4J is not here: " + missing + ", in --engine; " + HOW_TO_GET_IT);
    }
    options
        .engineOptions()
        .notice()
        .accept(
            "matrix products in plain Java, which take about twice as long as ND4J's ("
                + missing
                + "); "
                + HOW_TO_GET_IT);
    return announced(found.products(), "ND4J is not here", observer);
  }

  private static final String HOW_TO_GET_IT =
      "the launcher ./mmdflow fetches ND4J (128 MB) for this experiment on Linux x86-64";

  private static MatrixProducts announced(MatrixProducts products, String why, Observer observer) {
    observer.runsOn(
        new Device("products", products.name(), Runtime.getRuntime().maxMemory(), Set.of(), why));
    return products;
  }

  private void makeFolder() {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
    } catch (IOException e) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "the folder for runs cannot be made, in %s (%s); choose another",
              folder.get(),
              e.getMessage()),
          e);
    }
  }
}
