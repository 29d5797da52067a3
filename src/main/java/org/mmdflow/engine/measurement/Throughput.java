package org.mmdflow.engine.measurement;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;

/**
 * Measures engines: about a second or two for each problem. Runs on the engine's thread.
 *
 * <p>The size is found first, after a warm-up, by doubling the number of points until a pass is
 * long enough to foretell the whole; where the whole would be long, fewer points do, for a pair
 * costs the same. The ceiling is measured before and after the passes, and the higher one counts:
 * whatever else runs on the machine can only lower it.
 */
public final class Throughput {
  private static final double FORETELLS = 0.05;
  private static final double LONG = 0.5;
  private static final double FIRST_WORK = 2e6;

  private final Timer timer = new Timer(System::nanoTime);

  /** With nothing measured yet. */
  public Throughput() {}

  /**
   * Measures {@code engine} at {@code problem}.
   *
   * @throws RuntimeException whatever the engine throws
   */
  public Measurement measure(Engine engine, Problem problem) {
    Workload workload = problem.workload();
    Optional<Ceiling> before = ceiling(engine, problem);
    int points = points(engine, problem);
    try (Pass pass = pass(engine, problem, points)) {
      pass.run();
      Timing timing = timer.measure(pass::run);
      OptionalDouble error =
          isYardstick(engine, workload.precision())
              ? OptionalDouble.empty()
              : OptionalDouble.of(problem.error(pass.gradients(), pass.values()));
      return new Measurement(
          engine.device(),
          problem,
          points,
          pass.pairs() / timing.seconds(),
          timing,
          higher(before, ceiling(engine, problem)),
          error);
    }
  }

  /** How many points to take: at least those that the yardstick knows. */
  private int points(Engine engine, Problem problem) {
    Workload workload = problem.workload();
    int all = workload.points().n();
    double work = (double) workload.sources().n() * workload.sources().d();
    int points = (int) Math.min(all, Math.max(problem.rows(), FIRST_WORK / work));
    try (Pass pass = pass(engine, problem, points)) {
      timer.warmUp(pass::run);
    }
    while (true) {
      double seconds;
      try (Pass pass = pass(engine, problem, points)) {
        pass.run();
        seconds = timer.once(pass::run);
      }
      if (points == all || seconds * all / points <= LONG) {
        return all;
      }
      if (seconds >= FORETELLS) {
        return (int) Math.max(points, Math.min(all, points * (LONG / seconds)));
      }
      points = (int) Math.min(all, 2L * points);
    }
  }

  private static Pass pass(Engine engine, Problem problem, int points) {
    Workload workload = problem.workload();
    return new Pass(engine, problem.kernel(), workload.precision(), workload, points);
  }

  private static Optional<Ceiling> ceiling(Engine engine, Problem problem) {
    Workload workload = problem.workload();
    return engine.ceiling(problem.kernel(), workload.points().d(), workload.precision());
  }

  private static Optional<Ceiling> higher(Optional<Ceiling> a, Optional<Ceiling> b) {
    return Stream.of(a, b)
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(Ceiling::pairsPerSecond));
  }

  private static boolean isYardstick(Engine engine, Precision precision) {
    return engine.device().engine().equals("reference") && precision == Precision.DOUBLE;
  }
}
