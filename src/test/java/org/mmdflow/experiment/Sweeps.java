package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mmdflow.engine.Engine;

/** Small sweeps for tests. */
final class Sweeps {
  private Sweeps() {}

  /** Two levels of noise, two seeds, over {@link Runs#small()}. */
  static SweepPlan small() {
    return plan(Map.of(), 2, "noise=0.5,halving(1, every=40)");
  }

  /** Over {@link Runs#small()} with changes; what is swept is taken out. */
  static SweepPlan plan(Map<String, String> changes, int seeds, String... sweeps) {
    Map<String, String> flags = new LinkedHashMap<>(Runs.small());
    flags.putAll(changes);
    for (String sweep : sweeps) {
      flags.remove(sweep.substring(0, sweep.indexOf('=')));
    }
    return SweepPlan.of(Optional.empty(), flags, List.of(sweeps), OptionalInt.of(seeds));
  }

  static List<SweepRow> run(SweepPlan plan, Path out, RunOptions options) {
    try (SweepSession session = SweepSession.begin(plan, out, options)) {
      return run(session, run -> {});
    }
  }

  static List<SweepRow> resume(Path out) {
    try (SweepSession session = SweepSession.resume(out, RunOptions.DEFAULT)) {
      return run(session, run -> {});
    }
  }

  /** Carries out what is left, telling {@code begun} of each run. */
  static List<SweepRow> run(SweepSession session, Consumer<SweepRun> begun) {
    session.run(
        new SweepObserver() {
          @Override
          public void begins(SweepRun run, Engine engine) {
            begun.accept(run);
          }

          @Override
          public void ended(SweepRow row, RunResult result, Engine engine, double secondsLeft) {}
        });
    return new ArrayList<>(session.table().rows());
  }
}
