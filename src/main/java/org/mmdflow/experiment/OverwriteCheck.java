package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.MentionedFiles;

/** Keeps a run from being overwritten by one that reads its files. Stateless. */
final class OverwriteCheck {
  private OverwriteCheck() {}

  /**
   * Looks at what experiments read; changes nothing.
   *
   * @param experiments what is to run
   * @param folders of the runs that would be deleted; those that are not there are left out
   * @throws UserError naming the first file that would be lost, and the key that reads it
   */
  static void check(Collection<Settings> experiments, Collection<Path> folders) {
    Set<Path> lost = new HashSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        RunFolder.ENTRIES.forEach(name -> lost.add(real(folder).resolve(name)));
      }
    }
    Set<Setting> seen = new HashSet<>();
    for (Settings settings : experiments) {
      for (String key : ExperimentKeys.READ) {
        settings.given(key).filter(seen::add).ifPresent(setting -> check(key, setting, lost));
      }
    }
  }

  private static void check(String key, Setting setting, Set<Path> lost) {
    for (Path file : MentionedFiles.in(setting.text(), setting.base())) {
      for (Path at = real(file); at != null; at = at.getParent()) {
        if (lost.contains(at)) {
          throw setting.error(
              key + " is read from the run that --overwrite deletes, " + file,
              "copy that file elsewhere first, or choose another --out");
        }
      }
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
