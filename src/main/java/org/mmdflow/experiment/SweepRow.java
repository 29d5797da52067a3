package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one run of a sweep stands.
 *
 * @param run which
 * @param status in words
 * @param steps taken; empty where it has not begun
 * @param halfMmd2V of its last state; empty where unknown or not finite
 * @param halfMmd2U likewise
 * @param seconds that it has taken over all its sessions
 */
public record SweepRow(
    SweepRun run,
    Status status,
    OptionalDouble steps,
    OptionalDouble halfMmd2V,
    OptionalDouble halfMmd2U,
    OptionalDouble seconds) {
  /** What became of a run. */
  public enum Status {
    /** Not begun. */
    WAITING,
    /** Begun and not ended, by a signal, the clock, or worse. */
    INTERRUPTED,
    /** Ended with numbers that are not finite. */
    DIVERGED,
    /** All steps taken, or stopped by its rule. */
    COMPLETE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Reads what the manifest in the run's folder says. */
  static SweepRow read(Path sweep, SweepRun run) {
    Optional<Map<String, Object>> manifest = Manifest.of(sweep.resolve(run.folder()));
    Map<String, Object> facts = manifest.orElse(Map.of());
    Status status =
        switch (String.valueOf(facts.get("status"))) {
          case "complete" -> Status.COMPLETE;
          case "diverged" -> Status.DIVERGED;
          default -> manifest.isPresent() ? Status.INTERRUPTED : Status.WAITING;
        };
    return new SweepRow(
        run,
        status,
        number(facts, "steps"),
        number(facts, "half_mmd2_v"),
        number(facts, "half_mmd2_u"),
        number(facts, "run_seconds"));
  }

  private static OptionalDouble number(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }

  /** Whether nothing is left to do. */
  public boolean isDone() {
    return status == Status.COMPLETE || status == Status.DIVERGED;
  }
}
