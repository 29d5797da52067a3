package org.mmdflow.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.mmdflow.expression.Numbers;
import org.mmdflow.io.AtomicFiles;

/**
 * How the runs of a sweep stand, one row each, and {@code sweep.csv}, which says so. What counts is
 * the manifest in each run's folder. One thread.
 */
public final class SweepTable {
  /** The file's name. */
  public static final String NAME = "sweep.csv";

  /** Keys whose values change what the loss means: numbers of different runs do not compare. */
  private static final Set<String> CHANGE_THE_LOSS =
      Set.of(ExperimentKeys.KERNEL, ExperimentKeys.TARGET, ExperimentKeys.TARGET_WEIGHTS);

  private final Path folder;
  private final SweepPlan plan;
  private final String command;
  private final List<SweepRow> rows = new ArrayList<>();

  private SweepTable(Path folder, SweepPlan plan, String command) {
    this.folder = folder;
    this.plan = plan;
    this.command = command;
    plan.runs().forEach(run -> rows.add(SweepRow.read(folder, run)));
  }

  /** The table of a sweep in {@code folder}. */
  static SweepTable of(Path folder, SweepPlan plan, String command) {
    return new SweepTable(folder, plan, command);
  }

  /**
   * Reads a sweep's folder.
   *
   * @throws org.mmdflow.expression.UserError if it holds no sweep
   */
  public static SweepTable read(Path folder) {
    SweepFile file = SweepFile.read(folder);
    return new SweepTable(folder, file.plan(), file.command());
  }

  /** Whether {@code folder} holds a sweep. */
  public static boolean isThere(Path folder) {
    return SweepFile.isThere(folder);
  }

  /** The sweep. */
  public SweepPlan plan() {
    return plan;
  }

  /** What the user typed. */
  public String command() {
    return command;
  }

  /** The rows, in the order of the runs; a view. */
  public List<SweepRow> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** The folder of a run. */
  public Path folder(SweepRun run) {
    return folder.resolve(run.folder());
  }

  /** How many runs have this status. */
  public int count(SweepRow.Status status) {
    return (int) rows.stream().filter(row -> row.status() == status).count();
  }

  /** Whether losses of different runs may be held against each other. */
  public boolean comparable() {
    return Collections.disjoint(plan.keys(), CHANGE_THE_LOSS);
  }

  /** The complete run of the least half_mmd2_v, where that compares. */
  public Optional<SweepRow> best() {
    return rows.stream()
        .filter(row -> comparable() && row.status() == SweepRow.Status.COMPLETE)
        .filter(row -> row.halfMmd2V().isPresent())
        .min(Comparator.comparingDouble(row -> row.halfMmd2V().getAsDouble()));
  }

  /** Reads again how {@code run} stands. */
  SweepRow update(SweepRun run) {
    SweepRow row = SweepRow.read(folder, run);
    rows.set(run.number() - 1, row);
    return row;
  }

  /** Writes or replaces the file. */
  void write() throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> head = new ArrayList<>(plan.keys());
      head.remove(ExperimentKeys.SEED);
      // The column of this name says how many were taken.
      head.replaceAll(key -> key.equals(ExperimentKeys.STEPS) ? "steps_asked" : key);
      head.addAll(List.of("seed", "steps", "half_mmd2_v", "half_mmd2_u", "seconds"));
      head.addAll(List.of("status", "folder"));
      csv.writeRecord(head);
      rows.forEach(row -> csv.writeRecord(cells(row)));
    }
    AtomicFiles.write(folder.resolve(NAME), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> cells(SweepRow row) {
    List<String> cells = new ArrayList<>(row.run().setting().values());
    cells.add(Long.toString(row.run().seed()));
    for (OptionalDouble number : List.of(row.steps(), row.halfMmd2V(), row.halfMmd2U())) {
      cells.add(number.isPresent() ? Numbers.format(number.getAsDouble()) : "");
    }
    OptionalDouble seconds = row.seconds();
    cells.add(seconds.isPresent() ? String.format(Locale.ROOT, "%.3f", seconds.getAsDouble()) : "");
    cells.add(row.status().toString());
    cells.add(row.run().folder());
    return cells;
  }
}
