package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files named after the step whose state they hold. */
final class NumberedFiles {
  private NumberedFiles() {}

  /**
   * The name of the file of {@code step} in digits that {@link #list} reads, whatever the locale.
   */
  static String name(long step, String ending) {
    return String.format(Locale.ROOT, "%09d.%s", step, ending);
  }

  /** The files of {@code folder} whose name is {@code name}, by the step in its first group. */
  static NavigableMap<Long, Path> list(Path folder, Pattern name) throws IOException {
    NavigableMap<Long, Path> found = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          Matcher matcher = name.matcher(String.valueOf(entry.getFileName()));
          if (matcher.matches()) {
            found.put(Long.parseLong(matcher.group(1)), entry);
          }
        }
      }
    }
    return found;
  }
}
