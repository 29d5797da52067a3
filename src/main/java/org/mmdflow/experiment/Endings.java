package org.mmdflow.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.DeviceFailure;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.Outcome;

/** What is said at the end of a run. Pure functions. */
final class Endings {
  private Endings() {}

  static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** What a listener met. */
  static IOException cause(UncheckedIOException e) {
    return Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e));
  }

  static String message(Outcome outcome, ResolvedExperiment e, Path folder) {
    return switch (outcome.end()) {
      case COMPLETED -> "complete after " + outcome.step() + " steps, in " + folder;
      case STOPPED ->
          "complete after " + outcome.step() + " steps: " + outcome.why() + ", in " + folder;
      case INTERRUPTED ->
          "interrupted after "
              + outcome.step()
              + " steps, state saved, in "
              + folder
              + "; go on with mmdflow resume "
              + folder;
      case DIVERGED ->
          "the flow diverges: "
              + outcome.why()
              + ", the state of step "
              + outcome.step()
              + " is saved, in "
              + folder
              + "; "
              + advice(e, outcome.step());
    };
  }

  private static String advice(ResolvedExperiment e, long step) {
    String now = "take a smaller step size than " + Numbers.format(e.stepSize().at(step));
    OptionalDouble guaranteed = ResolvedExperiment.guaranteedStepSize(e.kernel());
    return guaranteed.isPresent()
        ? now
            + ", without noise at most 2/(3L) = "
            + Numbers.format(guaranteed.getAsDouble())
            + " is sure to descend"
        : now + ", the kernel " + e.kernel() + " gives no bound";
  }

  /**
   * The failure of a file.
   *
   * @param step the newest checkpoint's, -1 for none
   */
  static RunFailure failure(IOException e, Path folder, long step) {
    String file =
        e instanceof FileSystemException f && f.getFile() != null ? f.getFile() : folder.toString();
    return new RunFailure("cannot write (" + reason(e) + "), " + file + state(folder, step), e);
  }

  /** The failure of a device, after which what was on it is lost. */
  static RunFailure failure(DeviceFailure e, Path folder, long step) {
    return new RunFailure("the device failed (" + e.getMessage() + ")" + state(folder, step), e);
  }

  private static String state(Path folder, long step) {
    return step < 0
        ? "; mend that and run again with --overwrite"
        : "; the checkpoint of step " + step + " is good: mend that, then mmdflow resume " + folder;
  }

  static String reason(IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : String.valueOf(e.getMessage());
    String quoted = Location.quote(reason);
    return quoted.substring(1, quoted.length() - 1);
  }
}
