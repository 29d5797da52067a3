package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.FlowBuilder;

/**
 * Runs to be recorded: each method with each seed, seed after seed, so that what there is after an
 * early end can be compared.
 *
 * @param methods in the order in which they run
 * @param steps of each run
 * @param seeds how many runs of each method
 * @param seed the first
 * @param marks steps that must be read, besides those evenly spread on a logarithmic axis
 */
record Plan(List<Method> methods, long steps, int seeds, long seed, Collection<Long> marks) {
  private static final int READINGS = 240;
  private static final int FRAMES = 90;

  /**
   * A method.
   *
   * @param name as a legend shows it
   * @param flow makes its flow for a seed
   */
  record Method(String name, LongFunction<FlowBuilder> flow) {}

  /** Steps of all runs together. */
  long total() {
    return steps * seeds * methods.size();
  }

  /**
   * Carries them out.
   *
   * @param before work of other plans that is done already
   * @param total work of all plans
   */
  Recordings carryOut(Engine engine, Observer observer, long before, long total) {
    Recordings recordings = new Recordings();
    long done = before;
    for (int i = 0; i < seeds; i++) {
      for (Method method : methods) {
        if (observer.stopRequested()) {
          return recordings;
        }
        long from = done;
        String what = method.name() + ", seed " + (seed + i);
        recordings.add(
            Recording.of(
                method.name(),
                seed + i,
                method.flow().apply(seed + i),
                steps,
                engine,
                readings(),
                i == 0 ? Cadence.at(logarithmic(FRAMES)) : Cadence.never(),
                step -> observer.progress(what, from + step, total),
                observer::stopRequested));
        done += steps;
      }
    }
    return recordings;
  }

  /** Says which runs were cut short. */
  List<String> incomplete(Recordings found) {
    List<String> notes = new ArrayList<>();
    for (Method method : methods) {
      String name = method.name();
      int count = found.seeds(name);
      if (count == 0) {
        notes.add("Ended early: " + name + " was not run.");
      } else if (!found.complete(name)) {
        notes.add("Ended early: no run of " + name + " came to its end, the first counts so far.");
      } else if (count < seeds) {
        notes.add("Ended early: of " + name + " " + count + " of " + seeds + " seeds count.");
      }
    }
    return notes;
  }

  private Cadence readings() {
    TreeSet<Long> all = logarithmic(READINGS);
    marks.stream().filter(mark -> mark <= steps).forEach(all::add);
    return Cadence.at(all);
  }

  /** When clouds are kept. */
  long[] frameTimes() {
    return logarithmic(FRAMES).stream().mapToLong(Long::longValue).toArray();
  }

  private TreeSet<Long> logarithmic(int count) {
    Cadence cadence = Cadence.logarithmic(count, steps, steps);
    TreeSet<Long> all = new TreeSet<>();
    LongStream.iterate(cadence.atOrAfter(0), s -> s <= steps, s -> cadence.atOrAfter(s + 1))
        .forEach(all::add);
    return all;
  }
}
