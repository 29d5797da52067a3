package org.mmdflow.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.mmdflow.flow.Progress;

/**
 * How a run is carried out; none of it changes a bit of the result.
 *
 * @param overwrite whether a folder with a run in it may be used
 * @param threads of engines that run on the processor, 0 for all
 * @param maxTime after which the run is interrupted, as by a signal
 * @param command what the user typed, for the manifest
 * @param progress told about every half second
 * @param notes told what the user should know: one line each
 */
public record RunOptions(
    boolean overwrite,
    int threads,
    Optional<Duration> maxTime,
    String command,
    Consumer<Progress> progress,
    Consumer<String> notes) {
  /** No overwriting, all threads, no limit, silent. */
  public static final RunOptions DEFAULT =
      new RunOptions(false, 0, Optional.empty(), "", progress -> {}, note -> {});

  /** The same, overwriting or not. */
  public RunOptions withOverwrite(boolean value) {
    return new RunOptions(value, threads, maxTime, command, progress, notes);
  }

  /** The same with another number of threads. */
  public RunOptions withThreads(int value) {
    return new RunOptions(overwrite, value, maxTime, command, progress, notes);
  }

  /** The same with a limit of time. */
  public RunOptions withMaxTime(Duration value) {
    return new RunOptions(overwrite, threads, Optional.of(value), command, progress, notes);
  }

  /** The same with the command for the manifest. */
  public RunOptions withCommand(String value) {
    return new RunOptions(overwrite, threads, maxTime, value, progress, notes);
  }

  /** The same, telling progress to {@code value}. */
  public RunOptions withProgress(Consumer<Progress> value) {
    return new RunOptions(overwrite, threads, maxTime, command, value, notes);
  }

  /** The same, telling notes to {@code value}. */
  public RunOptions withNotes(Consumer<String> value) {
    return new RunOptions(overwrite, threads, maxTime, command, progress, value);
  }
}
