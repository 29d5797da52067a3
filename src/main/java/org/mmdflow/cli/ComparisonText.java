package org.mmdflow.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.RunRecord;
import org.mmdflow.report.CloudComparison;
import org.mmdflow.report.FirstDifference;
import org.mmdflow.report.MetricsSideBySide;

/** What {@code compare} says to people. */
record ComparisonText(Answer answer) {
  private static final int SHORT = 16;

  void say(
      RunRecord[] runs,
      Map<String, List<Object>> settings,
      List<MetricsSideBySide> rows,
      FirstDifference difference,
      CloudComparison clouds) {
    answer.say(head(runs, settings)).say("").say(metrics(rows)).say("");
    Table end = new Table();
    end.row("first difference", firstDifference(difference));
    end.row("last states", lastStates(runs));
    end.row("mmd2_u", Figures.number(clouds.mmd2U().orElse(Double.NaN)));
    end.row("p", Figures.number(clouds.pValue().orElse(Double.NaN)));
    answer.say(end);
  }

  private static Table head(RunRecord[] runs, Map<String, List<Object>> settings) {
    RunRecord a = runs[0];
    RunRecord b = runs[1];
    Table table = new Table();
    table.row("", a.folder().toString(), b.folder().toString());
    table.row("status", a.status(), b.status());
    table.row("steps", Figures.count(a.step()), Figures.count(b.step()));
    table.row("state", hash(a), hash(b));
    settings.forEach(
        (key, values) -> table.row(key, setting(values.get(0)), setting(values.get(1))));
    return table;
  }

  private static String hash(RunRecord run) {
    return run.stateHash().map(h -> h.substring(0, Math.min(SHORT, h.length()))).orElse("unknown");
  }

  private static String setting(Object value) {
    return value instanceof Optional<?> text
        ? text.map(Object::toString).orElse("not given")
        : value.toString();
  }

  private static Table metrics(List<MetricsSideBySide> rows) {
    Table table = new Table();
    if (rows.isEmpty()) {
      return table.row("no step has metrics in both");
    }
    table.row("step", "half_mmd2_v", "of the second", "mean_squared_gradient", "of the second");
    for (MetricsSideBySide row : rows) {
      table.row(
          Figures.count(row.step()),
          Figures.number(row.lossA()),
          Figures.number(row.lossB()),
          Figures.number(row.gradientA()),
          Figures.number(row.gradientB()));
    }
    return table;
  }

  private static String firstDifference(FirstDifference d) {
    if (d.step().isEmpty()) {
      return "none in " + d.rows() + " common rows of metrics.csv and " + d.clouds() + " states";
    }
    String step = "at step " + Figures.count(d.step().getAsLong()) + ", in ";
    return step + (d.step().equals(d.metrics()) ? String.join(", ", d.columns()) : "the particles");
  }

  private static String lastStates(RunRecord[] runs) {
    return CompareCommand.sameState(runs)
        .map(same -> same.equals(true) ? "equal, bit for bit" : "different")
        .orElse("not known to be equal");
  }
}
