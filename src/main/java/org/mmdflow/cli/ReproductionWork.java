package org.mmdflow.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Device;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.report.Provenance;
import org.mmdflow.report.ReproductionFolder;

/** A reproduction from its start to the files and the answer. */
final class ReproductionWork {
  private final Console console;
  private final Answer answer;
  private final Path folder;
  private final String command;
  private final String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final long began = System.nanoTime();

  ReproductionWork(Console console, Answer answer, Path folder, String command) {
    this.console = console;
    this.answer = answer;
    this.folder = folder;
    this.command = command;
  }

  /** Carries it out, writes and answers; returns the exit code. */
  int carryOut(ReproducedExperiment experiment, ReproductionOptions options) {
    Reproduction found;
    boolean complete;
    Optional<Device> device;
    try (Interruption stop =
            Interruption.listen(console, "ending with what there is", Optional.empty());
        WorkProgress progress = WorkProgress.on(console, stop)) {
      found = experiment.carryOut(options, progress);
      complete = !stop.isWished();
      device = progress.device();
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    device.ifPresent(d -> answer.ranOn(d, options.precision()));
    console.note("writing " + folder);
    List<Path> written =
        ReproductionFolder.write(
            found, new Provenance(origin(device, options, seconds), command, complete), folder);
    fill(found, complete, seconds, written);
    console.answer(answer);
    return complete ? 0 : Failures.INTERRUPTED;
  }

  private Map<String, Object> origin(
      Optional<Device> device, ReproductionOptions options, double seconds) {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("mmdflow", Version.number());
    device.ifPresent(
        d -> {
          origin.put("engine", d.engine());
          origin.put("device", d.name());
          origin.put("why", d.why());
        });
    origin.put("precision", options.precision().name().toLowerCase(Locale.ROOT));
    origin.put("first_seed", options.seed());
    origin.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    origin.put("processors", Runtime.getRuntime().availableProcessors());
    origin.put("java", Runtime.version().toString());
    origin.put("started", started);
    origin.put("seconds", Math.round(10 * seconds) / 10.0);
    return origin;
  }

  private void fill(Reproduction found, boolean complete, double seconds, List<Path> written) {
    List<Row> rows = found.rows();
    answer
        .with("out", folder.toString())
        .with("report", folder.resolve(ReproductionFolder.PAGE).toString())
        .with("results", folder.resolve(ReproductionFolder.RESULTS).toString())
        .with("experiment", found.name())
        .with("outcome", complete ? "completed" : "interrupted")
        .with("figures", rows.size())
        .with("passed", count(rows, Verdict.PASS))
        .with("failed", count(rows, Verdict.FAIL))
        .with("not_reached", count(rows, Verdict.NOT_REACHED))
        .with("shown", count(rows, Verdict.SHOWN))
        .with("failures", failures(rows))
        .with("compute_seconds", seconds);
    answer.say(table(rows)).say("").say(verdict(rows)).say("");
    Table files = new Table();
    for (int i = 0; i < written.size() - 1; i++) {
      files.row(i == 0 ? "written" : "", written.get(i).toString());
    }
    answer.say(files.row("report", folder.resolve(ReproductionFolder.PAGE).toString()));
  }

  private static Table table(List<Row> rows) {
    Table table = new Table().row("", "published", "ours", "lowest", "highest", "must hold", "");
    for (Row row : rows) {
      table.row(
          row.what(),
          row.publishedWords().orElse(number(row.published().orElse(Double.NaN))),
          number(row.ours()),
          number(row.lowest()),
          number(row.highest()),
          row.tolerance(),
          switch (row.verdict()) {
            case PASS -> "ok";
            case FAIL -> "FAILED";
            case NOT_REACHED -> "not reached";
            case SHOWN -> "";
          });
    }
    return table;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : Figures.number(value);
  }

  private static String verdict(List<Row> rows) {
    long failed = count(rows, Verdict.FAIL);
    long judged = failed + count(rows, Verdict.PASS);
    long notReached = count(rows, Verdict.NOT_REACHED);
    return (judged == 0
            ? "no figure was judged"
            : failed == 0
                ? "all " + judged + " figures hold"
                : failed + " of " + judged + " figures do not hold")
        + (notReached == 0 ? "" : ", " + notReached + " were not reached");
  }

  private static long count(List<Row> rows, Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  private static List<String> failures(List<Row> rows) {
    return rows.stream().filter(r -> r.verdict() == Verdict.FAIL).map(Row::what).toList();
  }
}
