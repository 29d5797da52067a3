package org.mmdflow.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.flow.Scheme;
import org.mmdflow.random.Noise;
import org.mmdflow.theory.Monitors;

/** Turns settings into values, one key at a time; every fault names its place. */
final class ExperimentReader {
  static final long MOST_STEPS = Noise.LIMIT - 1;

  private static final List<String> PRECISIONS = List.of("float", "double");

  private final Settings settings;

  ExperimentReader(Settings settings) {
    this.settings = settings;
  }

  long whole(String key, long least, long most) {
    return Numerals.whole(settings.get(key), key, least, most);
  }

  /** One of {@code words}. */
  String word(String key, List<String> words) {
    Setting setting = settings.get(key);
    if (words.contains(setting.text())) {
      return setting.text();
    }
    throw unknown(setting, key, words);
  }

  private static RuntimeException unknown(Setting setting, String key, List<String> words) {
    return setting.error(
        "unknown " + key + " " + Location.quote(setting.text()),
        Suggestions.nearest(setting.text(), words)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElseGet(() -> "write " + orList(words)));
  }

  private static String orList(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  Scheme scheme() {
    return new SchemeReader(this, settings).scheme();
  }

  double momentum() {
    Setting setting = settings.get(ExperimentKeys.MOMENTUM);
    double value = Numerals.real(setting, ExperimentKeys.MOMENTUM, "0.9");
    if (!(value >= 0 && value < 1)) {
      throw setting.mustBe(ExperimentKeys.MOMENTUM, "at least 0 and below 1", "try 0.9");
    }
    return value;
  }

  /** Data points of a step; only where the kernel is one of features. */
  OptionalInt batch(boolean features) {
    Optional<Setting> setting = settings.given(ExperimentKeys.BATCH);
    if (setting.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!features) {
      throw setting
          .get()
          .error(
              "a batch is of the data points of a kernel of features, and the kernel has none",
              "remove it, or give a kernel such as sub-networks(data=FILE, width=3,"
                  + " activation=quadexp)");
    }
    return OptionalInt.of(
        (int) Numerals.whole(setting.get(), ExperimentKeys.BATCH, 1, Integer.MAX_VALUE));
  }

  OptionalDouble stopBelow() {
    Optional<Setting> setting = settings.given(ExperimentKeys.STOP_BELOW);
    if (setting.isEmpty()) {
      return OptionalDouble.empty();
    }
    double value = Numerals.real(setting.get(), ExperimentKeys.STOP_BELOW, "1e-9");
    if (!(value > 0)) {
      throw setting.get().mustBe(ExperimentKeys.STOP_BELOW, "above 0", "try 1e-9");
    }
    return OptionalDouble.of(value);
  }

  /** {@code auto}, an engine's name, or one of its devices. */
  String engine() {
    Setting setting = settings.get(ExperimentKeys.ENGINE);
    String name = setting.text().replaceFirst(":\\d{1,4}$", "");
    List<String> names = new ArrayList<>(List.of("auto"));
    names.addAll(Engines.NAMES);
    if (!names.contains(name) || setting.text().startsWith("auto:")) {
      throw unknown(setting, ExperimentKeys.ENGINE, names);
    }
    return setting.text();
  }

  String precision() {
    return word(ExperimentKeys.PRECISION, PRECISIONS).toUpperCase(Locale.ROOT);
  }

  Summation summation() {
    Summation exact = Summation.exact();
    Summation fast = Summation.tf32();
    List<String> words = List.of(exact.toString(), fast.toString());
    return word(ExperimentKeys.SUMMATION, words).equals(fast.toString()) ? fast : exact;
  }

  /** Names of monitors, each once, in the order given. */
  List<String> monitors() {
    Optional<Setting> setting = settings.given(ExperimentKeys.MONITORS);
    if (setting.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    String list = setting.get().text().replaceAll("^\\[|\\]$", "");
    for (String part : list.split(",", -1)) {
      String name = part.strip();
      if (!Monitors.names().contains(name)) {
        throw unknown(
            new Setting(name, setting.get().where(), setting.get().base()),
            "monitor",
            Monitors.names());
      }
      if (names.contains(name)) {
        throw setting.get().error("monitor " + name + " is given twice", "keep one");
      }
      names.add(name);
    }
    return List.copyOf(names);
  }
}
