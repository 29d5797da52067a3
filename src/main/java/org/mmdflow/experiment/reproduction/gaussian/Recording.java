package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Stoppable;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.measure.Points;

/**
 * What was recorded of one run of one method.
 *
 * @param method as a legend shows it
 * @param seed of the run
 * @param complete whether all steps were taken
 * @param readings by ascending step
 * @param film clouds by ascending step; may be none
 */
record Recording(
    String method, long seed, boolean complete, List<Reading> readings, List<Points> film) {
  Recording {
    readings = List.copyOf(readings);
    film = List.copyOf(film);
  }

  /**
   * Runs {@code flow} and records it; ends early when {@code stop} says so, which is asked at least
   * every half second or so.
   *
   * @param readings when the metrics are read
   * @param frames when the cloud is kept
   * @param progress is told the steps taken after each stretch
   */
  static Recording of(
      String method,
      long seed,
      FlowBuilder flow,
      long steps,
      Engine engine,
      Cadence readings,
      Cadence frames,
      LongConsumer progress,
      BooleanSupplier stop) {
    List<Reading> read = new ArrayList<>();
    List<Points> film = new ArrayList<>();
    flow.listen(readings, view -> read.add(Reading.of(view)));
    flow.listen(frames, view -> film.add(view.particles()));
    try (Flow running = flow.on(engine)) {
      boolean complete = Stoppable.run(running, steps, progress, stop);
      return new Recording(method, seed, complete, read, film);
    }
  }
}
