package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mmdflow.expression.UserError;

/**
 * What may be done with the folder of a sweep that is not empty. As for runs, only files that
 * mmdflow wrote are moved or deleted: an overwritten sweep's runs wait, each in its own folder,
 * until the first run of the new sweep has saved its state.
 */
final class SweepFolder {
  private SweepFolder() {}

  /**
   * Refuses what a new sweep must not write to; changes nothing.
   *
   * @throws UserError if the folder, or one that a run needs, holds something else
   */
  static void check(Path folder, SweepPlan plan, boolean overwrite) {
    Set<String> old = Set.of();
    if (SweepFile.isThere(folder)) {
      if (!overwrite) {
        throw new UserError(
            "holds a sweep already, "
                + folder
                + "; go on with mmdflow resume, add --overwrite, or choose another --out");
      }
      old = names(SweepFile.read(folder));
      OverwriteCheck.check(
          plan.runs.stream().map(plan::settings).toList(),
          old.stream().map(folder::resolve).toList());
    } else if (Manifest.isThere(folder)) {
      throw new UserError(
          "holds a run and no sweep, " + folder + "; nothing was deleted, choose another --out");
    } else {
      RunFolder.check(folder, false);
    }
    for (SweepRun run : plan.runs) {
      RunFolder.check(folder.resolve(run.folder()), old.contains(run.folder()));
    }
  }

  /** Folders in which runs of a sweep, or of one that it overwrote, may stand. */
  private static Set<String> names(SweepFile file) {
    Set<String> names = new LinkedHashSet<>(file.overwritten());
    file.plan().runs.forEach(run -> names.add(run.folder()));
    return names;
  }

  /**
   * Moves the runs of an old sweep out of the way and deletes its page; the caller holds the lock.
   *
   * @return the folders with something to delete later
   */
  static List<String> setAside(Path folder) throws IOException {
    if (!SweepFile.isThere(folder)) {
      return List.of();
    }
    List<String> names =
        names(SweepFile.read(folder)).stream()
            .filter(name -> isFolder(folder.resolve(name)))
            .toList();
    for (String name : names) {
      RunFolder.setAside(folder.resolve(name));
    }
    Files.deleteIfExists(folder.resolve(RunFolder.REPORT));
    return names;
  }

  /** Deletes what was set aside, and folders that are empty then. */
  static void discard(Path folder, List<String> overwritten) throws IOException {
    for (String name : overwritten) {
      Path run = folder.resolve(name);
      if (isFolder(run)) {
        RunFolder.discardPrevious(run);
        RunFolder.deleteIfUnused(run);
      }
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
