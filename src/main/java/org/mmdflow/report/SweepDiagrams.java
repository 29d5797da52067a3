package org.mmdflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.experiment.SweepRun;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;

/**
 * The diagrams of a sweep: the final loss against each swept key, and the loss by step for each
 * setting, mean and band over seeds. One thread.
 */
final class SweepDiagrams {
  /** Most curves that can be told apart. */
  static final int CURVES = 10;

  /** From such a ratio on, equal ratios of a key's values are drawn equally far apart. */
  private static final double SPREAD = 20;

  private static final String Y = "half_mmd2_v";

  private final SweepTable table;
  private final List<SweepGroup> groups;
  private final List<Diagram> diagrams = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * A panel and the words at 1, 2, ... of its abscissa where that is no number.
   *
   * @param categories empty for numbers
   */
  record Diagram(Panel panel, List<String> categories) {}

  SweepDiagrams(SweepTable table) {
    this.table = table;
    this.groups = SweepGroup.of(table);
    for (String key : groups.get(0).setting().keySet()) {
      diagrams.add(finalLoss(key));
    }
    diagrams.add(lossBySteps());
  }

  /** In the order of the page. */
  List<Diagram> diagrams() {
    return diagrams;
  }

  /** What was left out. */
  List<String> notes() {
    return notes;
  }

  private Diagram finalLoss(String key) {
    Set<String> words = new LinkedHashSet<>();
    groups.forEach(group -> words.add(group.setting().getOrDefault(key, "")));
    Optional<Map<String, Double>> numbers = numbers(words);
    Map<String, Double> places = numbers.orElseGet(() -> counted(words));
    List<Curve> curves = new ArrayList<>();
    for (Map.Entry<Map<String, String>, List<SweepGroup>> entry : byTheOthers(key).entrySet()) {
      String name = entry.getKey().isEmpty() ? Y : SweepRun.words(entry.getKey());
      List<SweepGroup> along = new ArrayList<>(entry.getValue());
      along.removeIf(group -> group.rows().isEmpty());
      along.sort(Comparator.comparing(g -> places.getOrDefault(g.setting().get(key), 0.0)));
      double[] x =
          along.stream().mapToDouble(g -> places.getOrDefault(g.setting().get(key), 0.0)).toArray();
      curves.add(
          SweepGroup.curve(
              name, x, along.stream().map(SweepGroup::losses).toArray(double[][]::new)));
    }
    boolean log = numbers.map(n -> spansDecades(n.values())).orElse(false);
    Panel panel =
        new Panel(
            "Loss at the end against " + key,
            new Panel.Axis(key, log),
            Panel.Axis.log(Y + " at the end"),
            thinned(curves, "Of the curves against " + key));
    return new Diagram(panel, numbers.isPresent() ? List.of() : List.copyOf(words));
  }

  private Map<Map<String, String>, List<SweepGroup>> byTheOthers(String key) {
    Map<Map<String, String>, List<SweepGroup>> curves = new LinkedHashMap<>();
    for (SweepGroup group : groups) {
      Map<String, String> others = new LinkedHashMap<>(group.setting());
      others.remove(key);
      curves.computeIfAbsent(others, o -> new ArrayList<>()).add(group);
    }
    return curves;
  }

  private static Optional<Map<String, Double>> numbers(Set<String> words) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    try {
      words.forEach(word -> numbers.put(word, Double.valueOf(word)));
      return Optional.of(numbers);
    } catch (NumberFormatException e) {
      return Optional.empty(); // A schedule, a kernel: the order has to do.
    }
  }

  private static Map<String, Double> counted(Set<String> words) {
    Map<String, Double> places = new LinkedHashMap<>();
    words.forEach(word -> places.put(word, places.size() + 1.0));
    return places;
  }

  private static boolean spansDecades(Iterable<Double> values) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low > 0 && high >= SPREAD * low;
  }

  private Diagram lossBySteps() {
    List<SweepGroup> drawn = new ArrayList<>(groups);
    drawn.removeIf(group -> group.rows().isEmpty());
    List<Curve> curves =
        thinned(drawn, "Of the curves by step").stream()
            .map(
                group ->
                    group.curve(
                        table, group.setting().isEmpty() ? Y : SweepRun.words(group.setting())))
            .toList();
    Panel panel = new Panel("Loss by step", Panel.Axis.linear("step"), Panel.Axis.log(Y), curves);
    return new Diagram(panel, List.of());
  }

  private <T> List<T> thinned(List<T> all, String which) {
    if (all.size() > CURVES) {
      notes.add(which + " " + CURVES + " of " + all.size() + " are drawn, evenly chosen.");
    }
    return Arrays.stream(Thinning.keepEnds(all.size(), CURVES)).mapToObj(all::get).toList();
  }
}
