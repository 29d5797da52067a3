package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mmdflow.expression.UserError;

/**
 * A sweep: every combination of the values of some keys, each with so many seeds. Seeds vary
 * fastest, then the key swept last. Immutable; no data is read.
 */
public final class SweepPlan {
  /** Most runs of a sweep. */
  static final int MOST = 10_000;

  private static final String TWICE = ", in --sweep; keep one";

  final Settings base;
  final Path place;
  final List<SweepAxis> axes;
  final OptionalInt seeds;
  final List<SweepRun> runs;

  /**
   * @param base what all runs share
   * @param place the folder of relative file names among the values
   */
  SweepPlan(Settings base, Path place, List<SweepAxis> axes, OptionalInt seeds) {
    this.base = base;
    this.place = place;
    this.axes = List.copyOf(axes);
    this.seeds = seeds;
    this.runs = List.copyOf(combinations());
  }

  /**
   * Reads what the user asked for.
   *
   * @param file the experiment, if there is one; flags win over it, swept values over both
   * @param flags values by key
   * @param sweeps {@code KEY=V1,V2,...} each
   * @param seeds how many runs of each combination, with seeds S, S + 1, ...
   * @throws UserError for a mistake in the form; whether the values are any good is seen later
   */
  public static SweepPlan of(
      Optional<Path> file, Map<String, String> flags, List<String> sweeps, OptionalInt seeds) {
    List<SweepAxis> axes = sweeps.stream().map(SweepAxis::parse).toList();
    Set<String> keys = new HashSet<>();
    for (SweepAxis axis : axes) {
      if (!keys.add(axis.key())) {
        throw new UserError(axis.key() + " is swept twice" + TWICE);
      }
      if (flags.containsKey(axis.key())) {
        throw new UserError(
            axis.key() + " is given by --" + axis.key() + " and swept as well" + TWICE);
      }
    }
    if (seeds.isPresent()) {
      checkSeeds(seeds.getAsInt(), keys);
    }
    Settings base = file.map(ExperimentFile::read).orElse(Settings.NONE).with(flags);
    return new SweepPlan(base, Path.of(""), axes, seeds);
  }

  private static void checkSeeds(int seeds, Set<String> keys) {
    if (seeds < 1) {
      throw new UserError(
          "seeds must be at least 1 but is " + seeds + ", in --seeds; try for example --seeds 5");
    }
    if (keys.contains(ExperimentKeys.SEED)) {
      throw new UserError("seed is swept, and --seeds counts seeds as well" + TWICE);
    }
  }

  /** All runs, numbered from 1. */
  public List<SweepRun> runs() {
    return runs;
  }

  /** What all runs share, as the user wrote it, by key. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    base.keys().forEach(key -> settings.put(key, base.get(key).text()));
    return settings;
  }

  /** The swept keys, in the user's order. */
  public List<String> keys() {
    return axes.stream().map(SweepAxis::key).toList();
  }

  /**
   * The experiment of one run.
   *
   * @throws UserError for a mistake that shows without the data
   */
  Experiment experiment(SweepRun run) {
    return Experiment.of(settings(run));
  }

  /** What the user wrote for one run, not looked at yet. */
  Settings settings(SweepRun run) {
    Map<String, String> values = new LinkedHashMap<>(run.values());
    values.put(ExperimentKeys.SEED, Long.toString(run.seed()));
    return base.swept(values, place);
  }

  /** How many runs stand next to each other that differ in the seed alone. */
  int repetitions() {
    return seeds.orElse(1);
  }

  private List<SweepRun> combinations() {
    long count = repetitions();
    for (SweepAxis axis : axes) {
      count = Math.min(Integer.MAX_VALUE, count * axis.values().size());
    }
    if (count > MOST) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "the sweep has %s%,d runs, in --sweep and --seeds; take at most %,d",
              count == Integer.MAX_VALUE ? "more than " : "",
              count,
              MOST));
    }
    List<Map<String, String>> settings = List.of(Map.of());
    for (SweepAxis axis : axes) {
      settings = product(settings, axis);
    }
    List<SweepRun> all = new ArrayList<>();
    for (Map<String, String> setting : settings) {
      for (int i = 0; i < repetitions(); i++) {
        all.add(run(all.size() + 1, (int) count, setting, i));
      }
    }
    return all;
  }

  private static List<Map<String, String>> product(
      List<Map<String, String>> settings, SweepAxis axis) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> setting : settings) {
      for (String value : axis.values()) {
        Map<String, String> longer = new LinkedHashMap<>(setting);
        longer.put(axis.key(), value);
        all.add(longer);
      }
    }
    return all;
  }

  private SweepRun run(int number, int count, Map<String, String> setting, int repetition) {
    long seed = seed(setting, repetition);
    Map<String, String> named = new LinkedHashMap<>(setting);
    if (seeds.isPresent()) {
      named.put(ExperimentKeys.SEED, Long.toString(seed));
    }
    return new SweepRun(number, setting, seed, SweepNames.of(number, count, named));
  }

  private long seed(Map<String, String> setting, int repetition) {
    Setting first = base.swept(setting, place).get(ExperimentKeys.SEED);
    long seed = Numerals.whole(first, ExperimentKeys.SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    try {
      return Math.addExact(seed, repetition);
    } catch (ArithmeticException e) {
      throw first.error("no 64 bits hold " + seeds.orElse(1) + " seeds from here", "begin lower");
    }
  }
}
