package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepTable;

/** What a sweep has to say: the losses by setting, the best run, what was written. */
record SweepAnswer(Path folder, SweepTable table, Path page, double computeSeconds) {
  private static final int MOST_LINES = 40;
  private static final String LOSS = "half_mmd2_v";

  /** Folders of the runs that diverged. */
  static List<String> diverged(SweepTable table) {
    return table.rows().stream()
        .filter(row -> row.status() == SweepRow.Status.DIVERGED)
        .map(row -> row.run().folder())
        .toList();
  }

  /** For programs and for people. */
  void fill(Answer answer) {
    int completed = table.count(SweepRow.Status.COMPLETE);
    answer
        .with("out", folder.toString())
        .with("runs", table.rows().size())
        .with("completed", completed)
        .with("diverged", diverged(table))
        .with("outcome", outcome())
        .with("best", table.best().map(this::best))
        .with("compute_seconds", computeSeconds)
        .with("report", page.toString())
        .with("rows", table.rows().stream().map(SweepAnswer::members).toList());
    answer.say(losses()).say("");
    Table facts = new Table();
    table
        .best()
        .ifPresent(
            row ->
                facts.row("best", row.run().label() + ": " + LOSS + " " + shown(row.halfMmd2V())));
    facts.row("complete", completed + " of " + table.rows().size() + " runs");
    facts.row("written", folder.toString());
    facts.row("", SweepTable.NAME);
    facts.row("report", page.toString());
    if (table.rows().stream().anyMatch(row -> !row.isDone())) {
      facts.row("go on with", "mmdflow resume " + ShellWords.quote(folder.toString()));
    }
    answer.say(facts);
  }

  private String outcome() {
    return table.rows().stream().anyMatch(row -> !row.isDone())
        ? "interrupted"
        : diverged(table).isEmpty() ? "completed" : "diverged";
  }

  private Map<String, Object> best(SweepRow row) {
    Map<String, Object> best = new LinkedHashMap<>();
    best.put("folder", row.run().folder());
    best.put("values", row.run().values());
    best.put("seed", row.run().seed());
    best.put(LOSS, row.halfMmd2V());
    return best;
  }

  private static Map<String, Object> members(SweepRow row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("values", row.run().values());
    members.put("seed", row.run().seed());
    members.put(
        "steps", row.steps().isPresent() ? (long) row.steps().getAsDouble() : Optional.empty());
    members.put(LOSS, row.halfMmd2V());
    members.put("half_mmd2_u", row.halfMmd2U());
    members.put("seconds", row.seconds());
    members.put("status", row.status().toString());
    members.put("folder", row.run().folder());
    return members;
  }

  /** A line for each setting: mean, lowest and highest over its seeds. */
  private Table losses() {
    Map<Map<String, String>, List<SweepRow>> settings = new LinkedHashMap<>();
    table
        .rows()
        .forEach(
            row -> settings.computeIfAbsent(row.run().setting(), s -> new ArrayList<>()).add(row));
    boolean repeated = settings.size() < table.rows().size();
    List<String> head = new ArrayList<>(table.rows().get(0).run().setting().keySet());
    head.addAll(repeated ? List.of("complete", LOSS, "lowest", "highest") : List.of(LOSS));
    Table lines = new Table().row(head.toArray(String[]::new));
    settings.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(e -> lines.row(cells(e.getKey(), e.getValue(), repeated)));
    if (settings.size() > MOST_LINES) {
      lines.row((settings.size() - MOST_LINES) + " more in " + SweepTable.NAME);
    }
    return lines;
  }

  private static String[] cells(
      Map<String, String> setting, List<SweepRow> rows, boolean repeated) {
    List<String> cells = new ArrayList<>(setting.values());
    double[] losses =
        rows.stream()
            .filter(row -> row.status() == SweepRow.Status.COMPLETE)
            .flatMapToDouble(row -> row.halfMmd2V().stream())
            .toArray();
    if (!repeated) {
      cells.add(losses.length == 1 ? Figures.number(losses[0]) : rows.get(0).status().toString());
      return cells.toArray(String[]::new);
    }
    java.util.DoubleSummaryStatistics over = java.util.Arrays.stream(losses).summaryStatistics();
    cells.add(losses.length + " of " + rows.size());
    if (losses.length > 0) {
      cells.add(Figures.number(over.getAverage()));
      cells.add(Figures.number(over.getMin()));
      cells.add(Figures.number(over.getMax()));
    }
    return cells.toArray(String[]::new);
  }

  private static String shown(OptionalDouble value) {
    return Figures.number(value.orElse(Double.NaN));
  }
}
