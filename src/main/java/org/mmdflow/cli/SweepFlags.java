package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmdflow.experiment.SweepPlan;
import picocli.CommandLine.Option;

/** The options that make many runs of one. */
final class SweepFlags {
  @Option(
      names = "--sweep",
      order = 42,
      paramLabel = "KEY=V1,V2,...",
      description = {
        "Run once for each value of a key, into a folder each; more than one --sweep: for each"
            + " combination. Commas within brackets belong to a value. Each run has a page of its"
            + " own where there are at most 100."
      })
  private List<String> sweeps = List.of();

  @Option(
      names = "--seeds",
      order = 43,
      paramLabel = "K",
      description = "Run each setting K times, with seeds S, S + 1, ..., S being --seed.")
  private Optional<Integer> seeds = Optional.empty();

  /** Whether there are to be many runs. */
  boolean given() {
    return !sweeps.isEmpty() || seeds.isPresent();
  }

  SweepPlan plan(Optional<Path> file, Map<String, String> flags) {
    OptionalInt count = seeds.isPresent() ? OptionalInt.of(seeds.get()) : OptionalInt.empty();
    return SweepPlan.of(file, flags, sweeps, count);
  }
}
