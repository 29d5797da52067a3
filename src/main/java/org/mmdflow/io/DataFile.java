package org.mmdflow.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.expression.UserError;

/**
 * A points file as the user named it, such as {@code data.npz:x} or {@code data.csv:1,3}.
 *
 * @param path where it lies
 * @param part what follows the colon, empty if there is none
 * @param written the file as the user wrote it, without the part, fit for a message
 * @param format by the ending
 */
record DataFile(Path path, Optional<String> part, String written, FileFormat format) {

  /** A file without a part. */
  static DataFile of(Path path) {
    return new DataFile(
        path, Optional.empty(), Shown.file(path.toString()), format(path.toString()));
  }

  /** A file, perhaps with a part; a relative one lies in {@code base}. */
  static DataFile parse(String location, Path base) {
    int colon = colon(location);
    String name = colon < 0 ? location : location.substring(0, colon);
    Optional<String> part =
        colon < 0 ? Optional.empty() : Optional.of(location.substring(colon + 1));
    FileFormat format = format(name);
    return new DataFile(resolve(name, base), part, Shown.file(name), format);
  }

  /** The file {@code name}, relative to {@code base} unless absolute. */
  static Path resolve(String name, Path base) {
    try {
      return base.resolve(name);
    } catch (InvalidPathException e) {
      throw new UserError(
          "not a file name: " + e.getReason() + ", " + Shown.text(name) + "; give another name", e);
    }
  }

  /** Where the part begins: the colon that follows the last ending that can have one, or -1. */
  static int colon(String location) {
    String lower = location.toLowerCase(Locale.ROOT);
    int npz = lower.lastIndexOf(FileFormat.NPZ.ending() + ":");
    int csv = lower.lastIndexOf(FileFormat.CSV.ending() + ":");
    int ending = npz >= 0 && csv >= 0 ? Math.min(npz, csv) : Math.max(npz, csv);
    return ending < 0 ? -1 : ending + 4;
  }

  private static FileFormat format(String name) {
    return FileFormat.of(name)
        .orElseThrow(
            () ->
                new UserError(
                    "unknown kind of file, "
                        + Shown.file(name)
                        + "; its name must end in .npy, .npz or .csv"));
  }

  /**
   * The size of an ordinary file that can be read.
   *
   * @throws UserError if there is none
   */
  static long size(Path path, String written) {
    if (!Files.exists(path)) {
      throw new UserError("no such file, " + written + "; check the name and the folder");
    }
    if (Files.isDirectory(path)) {
      throw new UserError("is a folder, " + written + "; give a file");
    }
    if (!Files.isRegularFile(path)) {
      throw new UserError("is not an ordinary file, " + written + "; copy it to one first");
    }
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(written, e);
    }
  }

  static UserError unreadable(String written, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new UserError("no permission to read, " + written + "; check its owner and mode", e);
    }
    return new UserError(
        "cannot be read ("
            + Shown.text(String.valueOf(e.getMessage()))
            + "), "
            + written
            + "; write the file again",
        e);
  }
}
