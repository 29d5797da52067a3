package org.mmdflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.MentionedFiles;

/** The files that a command reads and writes: none may be both, and none may be written twice. */
final class CommandFiles {
  private static final Path HERE = Path.of("");

  /**
   * One of them.
   *
   * @param name what the user knows it by, such as {@code --weights}
   */
  private record Named(String name, Path file) {}

  private final List<Named> read = new ArrayList<>();
  private final List<Named> written = new ArrayList<>();

  /** Adds all files that {@code text} names: a file, a distribution, a union or a kernel. */
  CommandFiles reads(String name, String text) {
    MentionedFiles.in(text, HERE).forEach(file -> read.add(new Named(name, file)));
    return this;
  }

  /** Likewise where it was given. */
  CommandFiles reads(String name, Optional<String> text) {
    text.ifPresent(t -> reads(name, t));
    return this;
  }

  /** Adds a file that is to be written. */
  CommandFiles writes(String name, Path file) {
    written.add(new Named(name, file));
    return this;
  }

  /** Likewise where it was given. */
  CommandFiles writes(String name, Optional<Path> file) {
    file.ifPresent(f -> writes(name, f));
    return this;
  }

  /**
   * Refuses to begin where something would be lost; changes nothing.
   *
   * @throws UserError naming both places where the file stands
   */
  void check() {
    for (int i = 0; i < written.size(); i++) {
      Named target = written.get(i);
      for (Named source : read) {
        refuse(
            source, target, " is read and would be overwritten, in ", "another name to write to");
      }
      for (Named other : written.subList(0, i)) {
        refuse(other, target, " would be written twice, in ", "two names");
      }
    }
  }

  private static void refuse(Named first, Named second, String what, String mend) {
    if (isOne(first.file(), second.file())) {
      throw new UserError(
          second.file() + what + first.name() + " and " + second.name() + "; give " + mend);
    }
  }

  /** Whether two names are of one file, through links as well, or would be. */
  private static boolean isOne(Path a, Path b) {
    try {
      return (Files.exists(a) && Files.exists(b))
          ? Files.isSameFile(a, b)
          : place(a).equals(place(b));
    } catch (IOException e) {
      return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
  }

  private static Path place(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    Path name = whole.getFileName();
    return folder == null || name == null ? whole : folder.toRealPath().resolve(name);
  }
}
