package org.mmdflow.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.expression.UserError;

/**
 * Finds the mistakes of all runs of a sweep before the first one begins. Reads each file once and
 * keeps no more of a run than its amount of work. One thread.
 */
final class SweepCheck {
  private final SweepPlan plan;
  private final DataCache cache;
  private final SharedEngines engines;
  private final Map<Map<String, String>, SweepRun> seen = new HashMap<>();

  SweepCheck(SweepPlan plan, DataCache cache, SharedEngines engines) {
    this.plan = plan;
    this.cache = cache;
    this.engines = engines;
  }

  /**
   * Checks {@code runs}; of those that differ in the seed alone the first.
   *
   * @return pairs of points over all steps, by the run's number less 1; 0 for those not asked for
   * @throws UserError for the first mistake
   */
  double[] work(List<SweepRun> runs) {
    double[] work = new double[plan.runs.size()];
    Optional<SweepRun> before = Optional.empty();
    for (SweepRun run : runs) {
      boolean known = before.map(b -> b.values().equals(run.values())).orElse(false);
      work[run.number() - 1] = known ? work[before.orElseThrow().number() - 1] : work(run);
      before = Optional.of(run);
    }
    return work;
  }

  private double work(SweepRun run) {
    ResolvedExperiment e = ResolvedExperiment.of(plan.experiment(run), cache);
    Engine engine = engines.get(e.experiment());
    e.checkFits(engine);
    e.checkMemory(engine);
    Optional<SweepRun> same = Optional.ofNullable(seen.put(e.values(), run));
    if (same.isPresent()) {
      throw new UserError(
          same.get().label()
              + " and "
              + run.label()
              + " are the same experiment, in --sweep; keep one");
    }
    return e.pairs() * e.experiment().steps;
  }
}
