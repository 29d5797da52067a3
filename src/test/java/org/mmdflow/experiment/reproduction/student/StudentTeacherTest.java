package org.mmdflow.experiment.reproduction.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.PublishedCurves;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;
import org.mmdflow.expression.UserError;
import org.mmdflow.network.dense.DenseTraining.Setting;
import org.mmdflow.network.dense.PlainProducts;

/** Small runs in plain Java. */
class StudentTeacherTest {
  private static final Setting TINY = new Setting(4, 3, 20, 10, 1e-3);

  /** Remembers, and stops when told so often that it goes on. */
  private static final class Watcher implements Observer {
    private final List<String> heard = new ArrayList<>();
    private Optional<Device> device = Optional.empty();
    private int goesOn = Integer.MAX_VALUE;

    @Override
    public void runsOn(Device opened) {
      device = device.or(() -> Optional.of(opened));
    }

    @Override
    public void progress(String what, long done, long total) {
      heard.add(what + " " + done + "/" + total);
    }

    @Override
    public boolean stopRequested() {
      return goesOn-- <= 0;
    }
  }

  private static ReproductionOptions options(int seeds, long epochs, String engine) {
    return new ReproductionOptions(
        true,
        OptionalInt.of(seeds),
        OptionalLong.of(epochs),
        7,
        engine,
        new EngineOptions(2),
        Precision.FLOAT);
  }

  @Test
  void theQuickSettingSaysPlainlyWhatItIs() {
    Watcher watcher = new Watcher();
    Reproduction found = new StudentTeacher().carryOut(options(2, 2, "reference"), watcher);
    assertThat(found.name()).isEqualTo("student-teacher");
    assertThat(found.text().get(0)).startsWith("A smaller setting").contains("100 sub-networks");
    assertThat(found.settings())
        .containsEntry("matrix products", "plain Java, 2 threads")
        .containsEntry("seeds", "7 to 8")
        .containsEntry("epochs", "2");
    assertThat(watcher.device.orElseThrow().name()).isEqualTo("plain Java, 2 threads");
    assertThat(watcher.heard)
        .contains("plain, seed 7 2/20", "KSD, seed 8 16/20", "done 16/20")
        .filteredOn(words -> !words.startsWith("separate"))
        .doesNotHaveDuplicates();

    List<Row> published = found.rows().stream().filter(r -> r.published().isPresent()).toList();
    assertThat(published)
        .hasSize(36)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.NOT_REACHED));
    List<Row> unpublished = found.rows().stream().filter(r -> r.published().isEmpty()).toList();
    List<Row> separate =
        unpublished.stream().filter(r -> r.what().startsWith("separate sub-networks")).toList();
    assertThat(separate)
        .hasSize(8)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.SHOWN));
    assertThat(found.text()).contains(SeparateStudentTeacher.SENTENCE);
    assertThat(unpublished)
        .filteredOn(row -> !separate.contains(row))
        .hasSize(4)
        .allSatisfy(
            row -> {
              assertThat(row.verdict()).isEqualTo(Verdict.SHOWN);
              assertThat(row.lowest()).isLessThan(row.highest());
              assertThat(row.ours()).isBetween(row.lowest(), row.highest());
            });

    Panel test = found.panels().get(0);
    assertThat(test.curves()).hasSize(8);
    Curve plain = test.curves().get(4);
    assertThat(plain.name()).isEqualTo("plain");
    assertThat(plain.x()).containsExactly(0, 1, 2);
    assertThat(plain.band()).isPresent();
    assertThat(found.notes()).anySatisfy(note -> assertThat(note).contains("sweep over levels"));
  }

  @Test
  void aStopLeavesWhatThereIs() {
    Watcher watcher = new Watcher();
    watcher.goesOn = 2;
    Reproduction found = new StudentTeacher().carryOut(options(1, 5, "reference"), watcher);
    assertThat(found.panels().get(0).curves()).hasSize(5);
    assertThat(found.panels().get(0).curves().get(4).x()).containsExactly(0, 1, 2);
    assertThat(found.notes())
        .contains("plain: 0 of 1 runs came to epoch 5.", "KSD: 0 of 1 runs came to epoch 5.");
  }

  @ParameterizedTest
  @CsvSource({
    "cuda, 'student-teacher runs on matrix products, not on the engine cuda, in --engine'",
    "gpu, not on the engine gpu"
  })
  void anEngineThatMultipliesNoMatricesIsRefused(String engine, String message) {
    assertThatThrownBy(() -> new StudentTeacher().carryOut(options(1, 1, engine), new Watcher()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void levelsOfNoiseMakeTheThirdDiagram() {
    Reproduction found =
        new StudentTeacher()
            .only(List.of("noise", "noise-0.01", "noise-10"))
            .carryOut(options(1, 1, "reference"), new Watcher());
    Panel levels = found.panels().get(3);
    assertThat(levels.title()).contains("by level of noise");
    assertThat(levels.curves().get(4).x()).containsExactly(0.01, 0.5, 10);
    assertThat(found.notes()).noneSatisfy(note -> assertThat(note).contains("sweep"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sgd", "noise-", "noise-x", "noise-0", "noise-Infinity"})
  void anUnknownLessonIsRefused(String key) {
    assertThatThrownBy(() -> new StudentTeacher().only(List.of(key)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("unknown method \"" + key + "\", in --only; ");
  }

  /** Errors are measured every few epochs once a run is long. */
  @Test
  void aKeptRunIsNotShownAtAnEpochThatItDidNotMeasure(@TempDir Path folder) {
    run(folder, Lesson.PLAIN, 300, Integer.MAX_VALUE);
    long missing = 299;
    assertThat(LearningCurve.measuresAt(missing)).isFalse();
    assertThatThrownBy(() -> run(folder, Lesson.PLAIN, missing, Integer.MAX_VALUE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the kept run plain-7 has no error at epoch 299, in --steps; use ");
  }

  private static Classroom room(Path folder) {
    return new Classroom(TINY, new PlainProducts(1), 1, Optional.of(folder));
  }

  private static LearningCurve run(Path folder, Lesson lesson, long epochs, int goesOn) {
    Watcher watcher = new Watcher();
    watcher.goesOn = goesOn;
    return room(folder).run(lesson, 7, epochs, epoch -> {}, watcher::stopRequested);
  }

  private static List<Double> tests(LearningCurve curve) {
    return curve.points().stream().map(LearningCurve.Point::test).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "noise", "diffusion", "ksd"})
  void aRunThatWasStoppedGoesOnWithTheSameBits(String key, @TempDir Path folder)
      throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path pieces = Files.createDirectory(folder.resolve("pieces"));
    Lesson lesson = Lesson.of(key);
    LearningCurve expected = run(whole, lesson, 5, 100);
    assertThat(run(pieces, lesson, 5, 1).last().epoch()).isEqualTo(2);
    LearningCurve found = run(pieces, lesson, 5, 100);
    assertThat(tests(found)).isEqualTo(tests(expected)).hasSize(6);
    assertThat(found.last().seconds()).isGreaterThan(found.points().get(1).seconds());
    // Taken from the file now: nothing is asked whether to stop.
    assertThat(tests(run(pieces, lesson, 5, 0))).isEqualTo(tests(expected));
    assertThat(tests(run(pieces, lesson, 3, 0))).isEqualTo(tests(expected).subList(0, 4));
    // More epochs go on from the state.
    assertThat(tests(run(pieces, lesson, 10, 100)).subList(0, 6)).isEqualTo(tests(expected));
  }

  @Test
  void aCurveOfOtherSettingsOrADamagedOneIsRefused(@TempDir Path folder) throws IOException {
    run(folder, Lesson.PLAIN, 2, 100);
    Path file = folder.resolve("plain-7.csv");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .isEqualTo(
            "# student-teacher, Setting[subnetworks=4, inputs=3, points=20, batch=10,"
                + " startMean=0.001], Plain[stepSize=0.1], seed 7");
    assertThat(lines.get(1)).isEqualTo("epoch,seconds,training_error,test_error");

    refused(file, lines, 0, lines.get(0).replace("0.1]", "0.5]"), "it is not of the run", 1);
    refused(file, lines, 1, "epoch,test_error", "its columns are not", 2);
    refused(file, lines, 3, "1,0.1,0.2", "there are 3 numbers instead of 4", 4);
    refused(file, lines, 3, "1,0.1,0.2,-1", "numbers must be at least 0", 4);
    refused(file, lines, 3, "1,0.1,x,1", "\"x\"", 4);
    refused(file, lines, 4, lines.get(3), "epoch 1 after epoch 1", 5);
  }

  private static void refused(
      Path file, List<String> lines, int index, String line, String why, int number)
      throws IOException {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    Files.write(file, changed);
    assertThatThrownBy(() -> run(file.getParent(), Lesson.PLAIN, 2, 100))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .hasMessageContaining("plain-7.csv, line " + number);
  }

  @Test
  void aDamagedStateIsRefused(@TempDir Path folder) throws IOException {
    run(folder, Lesson.PLAIN, 2, 100);
    Path state = folder.resolve("plain-7.state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 30] ^= 1;
    Files.write(state, bytes);
    assertThatThrownBy(() -> run(folder, Lesson.PLAIN, 3, 100))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("plain-7.state");
  }

  private static LearningCurve curve(long[] epochs, double... tests) {
    LearningCurve curve = new LearningCurve();
    for (int i = 0; i < epochs.length; i++) {
      curve.add(new LearningCurve.Point(epochs[i], i, tests[i], tests[i]));
    }
    return curve;
  }

  @Test
  void publishedFiguresAreHeldAgainstOurs() {
    long[] epochs = {2500, 4000, 10_000};
    List<Row> rows =
        StudentTeacherRows.of(
            Map.of(
                Lesson.PLAIN,
                List.of(curve(epochs, 0.3, 0.2, 0.3), curve(epochs, 0.4, 0.2, 0.24)),
                Lesson.NOISE,
                List.of(curve(epochs, 0.05, 0.0099, 0.0076)),
                Lesson.SOBOLEV,
                List.of(curve(epochs, 0.0280, 0.01, 0.004))),
            true,
            10_000);
    assertThat(rows).hasSize(36);
    assertThat(verdict(rows, "plain: test error at epoch 2,500")).isEqualTo(Verdict.PASS);
    assertThat(verdict(rows, "plain: test error at epoch 4,000")).isEqualTo(Verdict.FAIL);
    assertThat(verdict(rows, "plain: test error at epoch 10,000")).isEqualTo(Verdict.PASS);
    assertThat(verdict(rows, "plain: test error at epoch 1,000")).isEqualTo(Verdict.NOT_REACHED);
    assertThat(verdict(rows, "noise injection: test error at epoch 2,500"))
        .isEqualTo(Verdict.SHOWN);
    assertThat(verdict(rows, "noise injection: test error at epoch 4,000")).isEqualTo(Verdict.PASS);
    assertThat(verdict(rows, "noise injection: test error at epoch 10,000"))
        .isEqualTo(Verdict.FAIL);
    assertThat(verdict(rows, "KSD: test error at epoch 2,500")).isEqualTo(Verdict.PASS);
    assertThat(verdict(rows, "KSD: test error at epoch 10,000")).isEqualTo(Verdict.FAIL);
    assertThat(verdict(rows, "diffusion: test error at epoch 10,000"))
        .isEqualTo(Verdict.NOT_REACHED);
  }

  private static Verdict verdict(List<Row> rows, String what) {
    return rows.stream().filter(row -> row.what().equals(what)).findFirst().orElseThrow().verdict();
  }

  /** The table's figures are those of the curves that the page draws. */
  @ParameterizedTest
  @CsvSource({
    "plain, 1000, 0.337",
    "noise, 5000, 0.00545",
    "diffusion, 5000, 0.0270",
    "ksd, 2500, 0.0143"
  })
  void theTablesFiguresAreTheCurves(String key, double epoch, double figure) {
    double curve =
        PublishedCurves.named("student_teacher/test_by_epoch/" + Lesson.of(key).published())
            .at(epoch)
            .orElseThrow();
    assertThat(Math.abs(curve / figure - 1)).isLessThan(0.2);
  }
}
