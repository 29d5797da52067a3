package org.mmdflow.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.mmdflow.expression.UserError;

/** Atomic writing to a place that the user named. Stateless, any thread. */
public final class OutputFiles {
  private OutputFiles() {}

  /**
   * Writes or replaces {@code target}.
   *
   * @throws UserError if the folder is missing or the target is no ordinary file
   * @throws UncheckedIOException if writing fails; what stood there before still stands
   */
  public static void write(Path target, AtomicFiles.Writer action) {
    check(target);
    try {
      AtomicFiles.write(target, action);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + Shown.file(target.toString()) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Refuses what cannot become a file; changes nothing.
   *
   * @throws UserError if the folder is missing or the target is no ordinary file
   */
  public static void check(Path target) {
    String written = Shown.file(target.toString());
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError("no folder to write to, " + written + "; make the folder first");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(target)) {
      throw new UserError(
          "is there and not an ordinary file, " + written + "; give another name to write to");
    }
  }
}
