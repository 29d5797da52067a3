package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mmdflow.engine.Device;
import org.mmdflow.flow.FlowTimes;
import org.mmdflow.flow.Outcome;

/**
 * How a run ended.
 *
 * @param out the run folder
 * @param end complete, stopped by the rule, interrupted or diverged
 * @param steps taken in all
 * @param halfMmd2V of the last state; empty where not finite
 * @param halfMmd2U of the last state; empty where undefined
 * @param pairsPerSecond of the steps of this session; empty where it took none
 * @param seconds of this session, from opening the engine
 * @param times where they went
 * @param metricPasses clean passes over the pairs for metrics
 * @param device what ran
 * @param stateHash SHA-256 of the last state
 * @param verdicts what the monitors say, a line each
 * @param message one line: what happened, and what to do about it
 */
public record RunResult(
    Path out,
    Outcome.End end,
    long steps,
    OptionalDouble halfMmd2V,
    OptionalDouble halfMmd2U,
    OptionalDouble pairsPerSecond,
    double seconds,
    FlowTimes times,
    long metricPasses,
    Device device,
    String stateHash,
    List<String> verdicts,
    String message) {
  /** Seconds of the engine alone: steps and metrics. */
  public double computeSeconds() {
    return times.steps() + times.metrics();
  }

  /** 0 done, 130 interrupted with the state saved, 1 diverged. */
  public int exitCode() {
    return switch (end) {
      case COMPLETED, STOPPED -> 0;
      case INTERRUPTED -> 130;
      case DIVERGED -> 1;
    };
  }

  /** A table of where the time went, one line each. */
  public String timeTable() {
    double rest = Math.max(0, seconds - computeSeconds() - times.listeners());
    return line("steps", times.steps())
        + line("metrics", times.metrics())
        + line("files, monitors", times.listeners())
        + line("start, end", rest);
  }

  private String line(String what, double part) {
    return String.format(
        Locale.ROOT, "%-16s %10.3f s %5.1f %%%n", what, part, 100 * part / Math.max(seconds, 1e-9));
  }
}
