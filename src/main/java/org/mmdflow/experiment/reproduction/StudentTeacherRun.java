package org.mmdflow.experiment.reproduction;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;

/**
 * One run of {@code student-teacher} in a process of its own, so that the whole figure, which takes
 * a day, can be made piece by piece: {@code java -cp ... StudentTeacherRun FOLDER LESSON SEED
 * [EPOCHS [THREADS]]}. Killed, it goes on from its folder when started again.
 */
public final class StudentTeacherRun {
  private static final String USAGE =
      "arguments are FOLDER LESSON SEED [EPOCHS [THREADS]]; lessons are plain, noise, diffusion,"
          + " ksd and noise-LEVEL";

  private StudentTeacherRun() {}

  /** Carries the run out; exit code 2 if an argument or a file is wrong. */
  public static void main(String[] arguments) {
    try {
      carryOut(arguments, System.err);
    } catch (UserError e) {
      System.err.println("error: " + e.getMessage());
      System.exit(2);
    }
    // A library may have left threads that would hold the process.
    System.exit(0);
  }

  static Reproduction carryOut(String[] arguments, PrintStream err) {
    if (arguments.length < 3 || arguments.length > 5) {
      throw new UserError(USAGE);
    }
    long seed = number(arguments[2]);
    OptionalLong epochs =
        arguments.length > 3 ? OptionalLong.of(number(arguments[3])) : OptionalLong.empty();
    int threads = arguments.length > 4 ? Math.toIntExact(number(arguments[4])) : 0;
    ReproductionOptions options =
        new ReproductionOptions(
            false,
            OptionalInt.of(1),
            epochs,
            seed,
            "auto",
            new EngineOptions(threads, err::println),
            Precision.FLOAT);
    return new StudentTeacher()
        .keepingRunsIn(Path.of(arguments[0]))
        .only(List.of(arguments[1]))
        .carryOut(options, new Lines(err));
  }

  private static long number(String word) {
    try {
      long value = Long.parseLong(word);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new UserError("not a number: " + word + "; " + USAGE);
  }

  /** A line every hundred epochs. */
  private record Lines(PrintStream err) implements Observer {
    @Override
    public void runsOn(Device device) {
      err.println(device.name() + " (" + device.why() + ")");
    }

    @Override
    public void progress(String what, long done, long total) {
      if (done % 100 == 0 || done == total) {
        err.println(what + ": " + done + " of " + total + " epochs");
      }
    }

    @Override
    public boolean stopRequested() {
      return Thread.currentThread().isInterrupted();
    }
  }
}
