package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Small experiments for tests, and what their folders hold. */
final class Runs {
  private Runs() {}

  /** 37 particles, 53 target points, noise and momentum, 120 steps, a few checkpoints. */
  static Map<String, String> small() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("seed", "7");
    flags.put("start", "gaussian(n=37, mean=[3, 1], sd=0.5)");
    flags.put("target", "gaussian(n=53, mean=[0, 0], sd=1)");
    flags.put("kernel", "gaussian(h=1.5)");
    flags.put("scheme", "noise-injection");
    flags.put("noise", "halving(0.5, every=40)");
    flags.put("step-size", "0.3");
    flags.put("momentum", "0.5");
    flags.put("steps", "120");
    flags.put("metrics-every", "7");
    flags.put("snapshots", "every(25)");
    flags.put("checkpoint-every", "20");
    flags.put("engine", "reference");
    return flags;
  }

  static Map<String, String> small(String... changes) {
    Map<String, String> flags = small();
    for (int i = 0; i < changes.length; i += 2) {
      flags.put(changes[i], changes[i + 1]);
    }
    return flags;
  }

  static RunResult run(Map<String, String> flags, Path out) {
    return run(flags, out, RunOptions.DEFAULT);
  }

  static RunResult run(Map<String, String> flags, Path out, RunOptions options) {
    try (RunSession session = RunSession.begin(Experiment.of(flags), out, options)) {
      return session.run();
    }
  }

  /** Begins a run and asks it to stop once {@code step} steps are taken. */
  static RunResult runUntil(Map<String, String> flags, Path out, long step) {
    RunSession[] running = new RunSession[1];
    RunOptions options =
        RunOptions.DEFAULT.withProgress(
            progress -> {
              if (progress.step() >= step) {
                running[0].requestStop();
              }
            });
    try (RunSession session = RunSession.begin(Experiment.of(flags), out, options)) {
      running[0] = session;
      return session.run();
    }
  }

  static RunResult resume(Path out) {
    return resume(out, Optional.empty(), new ArrayList<>());
  }

  static RunResult resume(Path out, Optional<Long> steps, List<String> notes) {
    RunOptions options = RunOptions.DEFAULT.withNotes(notes::add);
    try (RunSession session = RunSession.resume(out, steps, Optional.empty(), options)) {
      return session.run();
    }
  }

  /** metrics.csv without the column of seconds. */
  static String metrics(Path out) throws IOException {
    return Files.readAllLines(out.resolve("metrics.csv")).stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
              cells.remove(2);
              return String.join(",", cells);
            })
        .collect(Collectors.joining("\n"));
  }

  /** What must be equal, bit for bit, between an uninterrupted run and any other. */
  static void assertSame(Path expected, Path actual) throws IOException {
    assertThat(metrics(actual)).isEqualTo(metrics(expected));
    assertThat(Files.readAllBytes(actual.resolve("particles.npy")))
        .isEqualTo(Files.readAllBytes(expected.resolve("particles.npy")));
    assertThat(hashes(actual)).isEqualTo(hashes(expected));
  }

  private static Map<Long, String> hashes(Path out) throws IOException {
    Map<Long, String> hashes = new TreeMap<>();
    for (Map.Entry<Long, Path> e : Snapshots.list(out).entrySet()) {
      hashes.put(e.getKey(), Sha256.of(e.getValue(), Long.MAX_VALUE));
    }
    return hashes;
  }
}
