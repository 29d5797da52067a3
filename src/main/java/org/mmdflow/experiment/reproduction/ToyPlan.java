package org.mmdflow.experiment.reproduction;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.GaussianToy.Way;
import org.mmdflow.flow.Cadence;

/**
 * Runs of the Gaussian toy: each way with each seed, seed after seed, so that what there is after
 * an early end can be compared.
 *
 * @param ways what is done with noise
 * @param steps of each run
 * @param seeds how many runs of each way
 * @param seed the first
 * @param marks steps that must be read, besides those evenly spread on a logarithmic axis
 */
record ToyPlan(List<Way> ways, long steps, int seeds, long seed, Collection<Long> marks) {
  private static final int READINGS = 240;
  private static final int FRAMES = 90;

  /** Carries them out. */
  Recordings carryOut(Engine engine, ReproductionOptions options, Observer observer) {
    Recordings recordings = new Recordings();
    long total = steps * seeds * ways.size();
    long before = 0;
    for (int i = 0; i < seeds && !observer.stopRequested(); i++) {
      for (Way way : ways) {
        if (observer.stopRequested()) {
          break;
        }
        long done = before;
        String what = way.words() + ", seed " + (seed + i);
        recordings.add(
            new GaussianToy(way, seed + i, steps)
                .run(
                    engine,
                    options.precision(),
                    readings(),
                    i == 0 ? Cadence.at(frameSteps()) : Cadence.never(),
                    p -> observer.progress(what, done + p.step(), total),
                    observer::stopRequested));
        before += steps;
      }
    }
    return recordings;
  }

  private Cadence readings() {
    TreeSet<Long> all = logarithmic(READINGS);
    marks.stream().filter(mark -> mark <= steps).forEach(all::add);
    return Cadence.at(all);
  }

  /** When clouds are kept. */
  TreeSet<Long> frameSteps() {
    return logarithmic(FRAMES);
  }

  /** Likewise, for a film. */
  long[] frameTimes() {
    return frameSteps().stream().mapToLong(Long::longValue).toArray();
  }

  private TreeSet<Long> logarithmic(int count) {
    Cadence cadence = Cadence.logarithmic(count, steps, steps);
    TreeSet<Long> all = new TreeSet<>();
    LongStream.iterate(cadence.atOrAfter(0), s -> s <= steps, s -> cadence.atOrAfter(s + 1))
        .forEach(all::add);
    return all;
  }
}
