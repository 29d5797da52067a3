package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.io.JsonTree;
import org.mmdflow.measure.Distribution;

/**
 * {@code sweep.json}: what a sweep is made of, so that it can be gone on with anywhere.
 *
 * @param plan the sweep
 * @param command what the user typed
 * @param overwritten folders of an earlier sweep whose runs wait to be deleted
 */
record SweepFile(SweepPlan plan, String command, List<String> overwritten) {
  /** The file's name. */
  static final String NAME = "sweep.json";

  private static final String PROGRAM = "mmdflow";
  private static final String COMMAND = "command";
  private static final String PLACE = "working_folder";
  private static final String SEEDS = "seeds";
  private static final String AXES = "sweep";
  private static final String SETTINGS = "settings";
  private static final String OVERWRITTEN = "overwritten";
  private static final int LARGEST = 1 << 24;

  /** The same sweep with file names that hold in any working folder. */
  static SweepPlan portable(SweepPlan plan, DataCache cache) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : plan.base.keys()) {
      if (!plan.keys().contains(key)) {
        settings.put(key, portable(key, plan.base.get(key), cache));
      }
    }
    Settings base = Settings.NONE.with(settings);
    return new SweepPlan(base, plan.place.toAbsolutePath(), plan.axes, plan.seeds);
  }

  private static String portable(String key, Setting setting, DataCache cache) {
    return switch (key) {
      case ExperimentKeys.START, ExperimentKeys.TARGET -> {
        Distribution law = setting.read(text -> cache.law(text, setting.base()));
        yield Sources.absolute(law, setting.base());
      }
      case ExperimentKeys.START_WEIGHTS, ExperimentKeys.TARGET_WEIGHTS ->
          Sources.absolute(setting.text(), setting.base());
      default -> setting.text();
    };
  }

  /** Writes or replaces the file in {@code folder}; the plan is portable. */
  void write(Path folder) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(PROGRAM, Manifest.version());
    root.put(COMMAND, command);
    root.put(PLACE, plan.place.toString());
    root.put("runs", plan.runs.size());
    if (plan.seeds.isPresent()) {
      root.put(SEEDS, plan.seeds.getAsInt());
    }
    Map<String, Object> axes = new LinkedHashMap<>();
    plan.axes.forEach(axis -> axes.put(axis.key(), axis.values()));
    root.put(AXES, axes);
    root.put(SETTINGS, plan.settings());
    root.put(OVERWRITTEN, overwritten);
    AtomicFiles.write(folder.resolve(NAME), JsonTree.lines(root).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a sweep is in {@code folder}. */
  static boolean isThere(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /**
   * Reads the file in {@code folder}.
   *
   * @throws UserError if it is no sweep's
   */
  static SweepFile read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes");
      }
      Map<String, Object> root = JsonTree.read(Files.readString(file));
      List<SweepAxis> axes = new ArrayList<>();
      texts(root, AXES).forEach((key, list) -> axes.add(new SweepAxis(key, words(list))));
      Map<String, String> settings = new LinkedHashMap<>();
      texts(root, SETTINGS).forEach((key, value) -> settings.put(key, value.toString()));
      OptionalInt seeds =
          root.get(SEEDS) instanceof Number n ? OptionalInt.of(n.intValue()) : OptionalInt.empty();
      SweepPlan plan =
          new SweepPlan(Settings.NONE.with(settings), Path.of(text(root, PLACE)), axes, seeds);
      return new SweepFile(plan, text(root, COMMAND), folders(root));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          "is not as mmdflow wrote it ("
              + e.getMessage()
              + "), "
              + file
              + "; put the old file back, or begin another sweep",
          e);
    }
  }

  private static String text(Map<String, Object> root, String name) throws IOException {
    Object value = root.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw new IOException("no " + name);
  }

  private static Map<String, Object> texts(Map<String, Object> root, String name)
      throws IOException {
    if (!(root.get(name) instanceof Map<?, ?> map)) {
      throw new IOException("no " + name);
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(key.toString(), value));
    return texts;
  }

  private static List<String> words(Object list) {
    return list instanceof List<?> values
        ? values.stream().map(Object::toString).toList()
        : List.of();
  }

  /** Names of run folders; anything else would lead out of the sweep's folder. */
  private static List<String> folders(Map<String, Object> root) {
    Object list = root.getOrDefault(OVERWRITTEN, List.of());
    return words(list).stream().filter(SweepNames::isName).toList();
  }
}
