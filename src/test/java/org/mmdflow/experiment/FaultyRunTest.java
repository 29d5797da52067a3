package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.FaultyFileSystem;

/** Whatever write, force, rename or truncation fails: no wrong result, and the run can go on. */
class FaultyRunTest {
  private static final Map<String, String> FLAGS =
      Runs.small(
          "start", "gaussian(n=5, mean=[1, 0], sd=0.5)",
          "target", "gaussian(n=6, mean=[0, 0], sd=1)",
          "monitors", "lojasiewicz, dissipation",
          "steps", "5",
          "metrics-every", "2",
          "snapshots", "every(4)",
          "checkpoint-every", "3");
  private static final RunOptions ONE_THREAD = RunOptions.DEFAULT.withThreads(1);

  @TempDir Path folder;
  private final FaultyFileSystem disk = new FaultyFileSystem();
  private Path whole;

  @BeforeEach
  void runOnce() {
    whole = folder.resolve("whole");
    Runs.run(FLAGS, whole);
  }

  private int operationsOfARun() {
    disk.faults().reset();
    Runs.run(FLAGS, disk.path(folder.resolve("counted")), ONE_THREAD);
    return disk.faults().log().size();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOperationMayFail(boolean crash) throws IOException {
    int operations = operationsOfARun();
    assertThat(operations).isGreaterThan(30);
    for (int n = 1; n <= operations; n++) {
      Path out = folder.resolve("run" + n);
      if (crash) {
        disk.faults().crashAt(n);
      } else {
        disk.faults().failAt(n);
      }
      tryToRun(out);
      disk.faults().reset();
      finish(disk.path(out));
      Runs.assertSame(whole, out);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOperationOfAResumeMayFail(boolean crash) throws IOException {
    Path begun = folder.resolve("begun");
    Runs.runUntil(FLAGS, begun, 4);
    int n = 1;
    boolean failed = true;
    while (failed) {
      Path out = folder.resolve("resumed" + n);
      copy(begun, out);
      if (crash) {
        disk.faults().crashAt(n);
      } else {
        disk.faults().failAt(n);
      }
      failed = !resumes(disk.path(out), Optional.empty());
      disk.faults().reset();
      Runs.resume(disk.path(out));
      Runs.assertSame(whole, out);
      n++;
    }
    assertThat(n).isGreaterThan(12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOperationOfAProlongingMayFail(boolean crash) throws IOException {
    Path longer = folder.resolve("longer");
    Map<String, String> flags = new LinkedHashMap<>(FLAGS);
    flags.put("steps", "9");
    Runs.run(flags, longer);
    int n = 1;
    boolean failed = true;
    while (failed) {
      Path out = folder.resolve("prolonged" + n);
      copy(whole, out);
      if (crash) {
        disk.faults().crashAt(n);
      } else {
        disk.faults().failAt(n);
      }
      failed = !resumes(disk.path(out), Optional.of(9L));
      disk.faults().reset();
      Runs.resume(disk.path(out), Optional.of(9L), new ArrayList<>());
      Runs.assertSame(longer, out);
      n++;
    }
    assertThat(n).isGreaterThan(12);
  }

  @Test
  void aFullDiskStopsTheRunAndLosesNothing() throws IOException {
    for (long room : new long[] {10, 500, 3000, 5000, 8000}) {
      Path out = folder.resolve("full" + room);
      disk.faults().diskFullAfter(room);
      tryToRun(out);
      disk.faults().reset();
      finish(out);
      Runs.assertSame(whole, out);
    }
  }

  /** A failure is a line that says what, where and what to do, and never leaves a final result. */
  private void tryToRun(Path out) {
    try {
      Runs.run(FLAGS, disk.path(out), ONE_THREAD);
    } catch (RunFailure e) {
      assertThat(e.getMessage()).startsWith("cannot write (injected ").contains("; ");
      assertThat(e.getMessage()).doesNotContain("\n");
      if (e.getMessage().contains("the checkpoint of step")) {
        assertThat(e.getMessage()).contains("is good").contains("mmdflow resume");
      }
    }
  }

  private boolean resumes(Path out, Optional<Long> steps) {
    try {
      Runs.resume(out, steps, new ArrayList<>());
      return true;
    } catch (RunFailure e) {
      assertThat(e.getMessage()).startsWith("cannot write (injected ");
      return false;
    }
  }

  private static void finish(Path out) {
    try {
      Runs.resume(out);
    } catch (UserError e) {
      assertThat(e.getMessage()).containsAnyOf("before its first checkpoint", "holds no run");
      Runs.run(FLAGS, out, RunOptions.DEFAULT.withOverwrite(true));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
