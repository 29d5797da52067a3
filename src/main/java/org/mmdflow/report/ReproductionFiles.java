package org.mmdflow.report;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.io.JsonTree;

/** The figures of a reproduction for programs: JSON and CSV, every digit kept. Pure functions. */
final class ReproductionFiles {
  private static final int LONGEST = 40;

  private ReproductionFiles() {}

  /** The name of a panel's file: {@code panel-1-loss.csv}. */
  static String name(Panel panel, int number) {
    String slug =
        Normalizer.normalize(panel.title(), Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = slug.substring(0, Math.min(LONGEST, slug.length())).replaceAll("-$", "");
    return "panel-" + number + "-" + (cut.isEmpty() ? "panel" : cut) + ".csv";
  }

  /** One line for each point of each curve; an empty field is a gap. */
  static String csv(Panel panel) {
    StringBuilder csv = new StringBuilder("curve,origin,x,y,lowest,highest\n");
    for (Curve curve : panel.curves()) {
      String head = quoted(curve.name()) + "," + origin(curve) + ",";
      for (int i = 0; i < curve.x().length; i++) {
        int at = i;
        csv.append(head).append(text(curve.x()[i])).append(',').append(text(curve.y()[i]));
        csv.append(',').append(curve.band().map(b -> text(b.low()[at])).orElse(""));
        csv.append(',').append(curve.band().map(b -> text(b.high()[at])).orElse("")).append('\n');
      }
    }
    return csv.toString();
  }

  private static String text(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String quoted(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String origin(Curve curve) {
    return curve.origin().name().toLowerCase(Locale.ROOT);
  }

  /** Everything but the clouds, as one JSON object. */
  static String results(Reproduction reproduction, Provenance provenance) {
    Map<String, Object> all = new LinkedHashMap<>(provenance.origin());
    all.put("command", provenance.command());
    all.put("complete", provenance.complete());
    all.put("experiment", reproduction.name());
    all.put("title", reproduction.title());
    all.put("settings", reproduction.settings());
    all.put("rows", rows(reproduction.rows()));
    List<Object> panels = new ArrayList<>();
    int number = 0;
    for (Panel panel : reproduction.panels()) {
      panels.add(panel(panel, name(panel, ++number)));
    }
    all.put("panels", panels);
    all.put("notes", reproduction.notes());
    return JsonTree.lines(all);
  }

  /** The table as maps. */
  static List<Map<String, Object>> rows(List<Row> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("what", row.what());
      map.put("published", row.published());
      map.put("published_words", row.publishedWords());
      map.put("ours", row.ours());
      map.put("lowest", row.lowest());
      map.put("highest", row.highest());
      map.put("tolerance", row.tolerance());
      map.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
      all.add(map);
    }
    return all;
  }

  private static Map<String, Object> panel(Panel panel, String file) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", panel.title());
    map.put("csv", file);
    map.put("x", axis(panel.x()));
    map.put("y", axis(panel.y()));
    map.put("curves", panel.curves().stream().map(ReproductionFiles::curve).toList());
    return map;
  }

  private static Map<String, Object> axis(Panel.Axis axis) {
    return Map.of("label", axis.label(), "logarithmic", axis.logarithmic());
  }

  private static Map<String, Object> curve(Curve curve) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", curve.name());
    map.put("origin", origin(curve));
    map.put("x", numbers(curve.x()));
    map.put("y", numbers(curve.y()));
    map.put("lowest", curve.band().map(band -> numbers(band.low())));
    map.put("highest", curve.band().map(band -> numbers(band.high())));
    return map;
  }

  private static List<Object> numbers(double[] values) {
    return Arrays.stream(values)
        .<Object>mapToObj(v -> Double.isFinite(v) ? v : Optional.empty())
        .toList();
  }
}
