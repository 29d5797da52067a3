package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.experiment.RunResult;
import org.mmdflow.report.MetricsTable;

/** What a run has to say: the numbers that matter, where the time went, what was written. */
record RunAnswer(RunResult result, Optional<Path> page) {
  /** For programs and for people. */
  void fill(Answer answer) {
    MetricsTable metrics = MetricsTable.read(result.out().resolve("metrics.csv"));
    OptionalDouble first = metrics.first("half_mmd2_v");
    answer
        .with("out", result.out().toString())
        .with("steps", result.steps())
        .with("half_mmd2_first", first)
        .with("half_mmd2_last", result.halfMmd2V())
        .with("half_mmd2_v", result.halfMmd2V())
        .with("half_mmd2_u", result.halfMmd2U())
        .with("pairs_per_second", result.pairsPerSecond())
        .with("compute_seconds", result.computeSeconds())
        .with("verdicts", result.verdicts())
        .with("outcome", result.end().name().toLowerCase(Locale.ROOT))
        .with("state_sha256", result.stateHash())
        .with("report", page.map(Path::toString));
    answer.say(numbers(first));
    answer.say("").say(times()).say("").say(files(metrics));
  }

  private Table numbers(OptionalDouble first) {
    return new Table()
        .row("steps", Figures.count(result.steps()))
        .row("half_mmd2_v", arrow(first, result.halfMmd2V()))
        .row("half_mmd2_u", shown(result.halfMmd2U()))
        .row(
            "speed",
            result.pairsPerSecond().isPresent()
                ? Figures.pairRate(result.pairsPerSecond().getAsDouble())
                : "no step taken")
        .row("state", result.stateHash());
  }

  private static String arrow(OptionalDouble first, OptionalDouble last) {
    return shown(first) + " -> " + shown(last);
  }

  private static String shown(OptionalDouble value) {
    return Figures.number(value.orElse(Double.NaN));
  }

  private Table times() {
    double steps = result.times().steps();
    double metrics = result.times().metrics();
    double listeners = result.times().listeners();
    double rest = Math.max(0, result.seconds() - steps - metrics - listeners);
    Table table = new Table().row("time", "seconds", "share");
    time(table, "steps", steps);
    time(table, "metrics", metrics);
    time(table, "files and monitors", listeners);
    time(table, "start and end", rest);
    return table;
  }

  private void time(Table table, String what, double seconds) {
    double share = 100 * seconds / Math.max(result.seconds(), 1e-9);
    table.row(
        what,
        String.format(Locale.ROOT, "%7.2f", seconds),
        String.format(Locale.ROOT, "%3.0f %%", share));
  }

  private Table files(MetricsTable metrics) {
    Table table = new Table().row("written", result.out().toString());
    table.row("", "metrics.csv (" + metrics.rows() + " rows)");
    if (page.isPresent()) {
      table.row("", "particles.npy");
      table.row("report", page.get().toString());
    } else {
      table.row("go on with", "mmdflow resume " + ShellWords.quote(result.out().toString()));
    }
    return table;
  }
}
