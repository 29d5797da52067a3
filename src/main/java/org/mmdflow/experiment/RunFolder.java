package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mmdflow.expression.UserError;

/**
 * The files of a run and what may be done with a folder that is not empty. Only files that a run
 * writes are ever moved or deleted; whatever else lies in the folder stays.
 *
 * <p>Overwriting: the old run's files are moved to {@value #PREVIOUS} in the same folder and
 * deleted only when the new run has its first checkpoint; until then the old run is whole there.
 */
public final class RunFolder {
  /** The resolved experiment. */
  public static final String EXPERIMENT = "experiment.yaml";

  /** What ran, where and when. */
  public static final String MANIFEST = "manifest.json";

  /** The metrics. */
  public static final String METRICS = "metrics.csv";

  /** The final particles, there only when the run is complete. */
  public static final String PARTICLES = "particles.npy";

  /** The page. */
  public static final String REPORT = "report.html";

  /** Where an overwritten run waits until the new one has begun. */
  static final String PREVIOUS = ".mmdflow-previous";

  static final List<String> ENTRIES =
      List.of(
          CheckpointStore.FOLDER,
          EXPERIMENT,
          MANIFEST,
          METRICS,
          PARTICLES,
          REPORT,
          Snapshots.FOLDER);

  private static final Pattern TEMPORARY = Pattern.compile("\\.mmdflow-[0-9a-f]+\\.tmp");

  private static final Pattern OWN =
      Pattern.compile("\\d{9,18}\\.(npy|ckpt(\\.damaged)?)|" + TEMPORARY.pattern());

  private RunFolder() {}

  /**
   * Refuses what a new run must not write to; changes nothing.
   *
   * @throws UserError if the folder holds something and {@code overwrite} is false, or holds
   *     something that is no run
   */
  public static void check(Path folder, boolean overwrite) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new UserError("is there and no folder, " + folder + "; choose another --out");
    }
    if (!Files.exists(folder) || isEmpty(folder)) {
      return;
    }
    if (!isRun(folder)) {
      throw new UserError(
          "holds files that are no run of mmdflow, "
              + folder
              + "; nothing was deleted, choose another --out");
    }
    if (!overwrite) {
      throw new UserError(
          "holds a run already, "
              + folder
              + "; go on with mmdflow resume, add --overwrite, or choose another --out");
    }
  }

  private static boolean isRun(Path folder) {
    // By the manifest, which no other program writes: experiment.yaml may be the user's own.
    return Manifest.isThere(folder) || Manifest.isThere(folder.resolve(PREVIOUS));
  }

  /** No entries but a lock and leftovers of a run that never began. */
  private static boolean isEmpty(Path folder) {
    try {
      return entries(folder).stream()
          .map(p -> String.valueOf(p.getFileName()))
          .allMatch(n -> n.equals(FolderLock.NAME) || TEMPORARY.matcher(n).matches());
    } catch (NotDirectoryException e) {
      throw new UserError("is no folder, " + folder + "; choose another --out", e);
    } catch (IOException e) {
      throw new UserError(
          "cannot be listed (" + e.getMessage() + "), " + folder + "; check its owner and mode", e);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    }
    return found;
  }

  /** Moves an old run out of the way; the caller holds the lock. */
  static void setAside(Path folder) throws IOException {
    Path previous = folder.resolve(PREVIOUS);
    if (Files.isDirectory(previous) && new CheckpointStore(folder).hasGood()) {
      discardPrevious(folder);
    }
    for (String name : ENTRIES) {
      Path entry = folder.resolve(name);
      Path kept = previous.resolve(name);
      if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
        // What stands here now is of a run that never had a checkpoint.
        delete(entry);
      } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(previous);
        Files.move(entry, kept);
      }
    }
  }

  /** Deletes the run that was set aside. */
  static void discardPrevious(Path folder) throws IOException {
    Path previous = folder.resolve(PREVIOUS);
    if (Files.isDirectory(previous, LinkOption.NOFOLLOW_LINKS)) {
      for (String name : ENTRIES) {
        delete(previous.resolve(name));
      }
      if (entries(previous).isEmpty()) {
        Files.delete(previous);
      }
    }
  }

  /** Deletes a folder that holds a lock at most; the caller knows that nobody holds it. */
  static void deleteIfUnused(Path folder) throws IOException {
    Path lock = folder.resolve(FolderLock.NAME);
    if (List.of(lock).containsAll(entries(folder))) {
      Files.deleteIfExists(lock);
      Files.delete(folder);
    }
  }

  /** Deletes a run's own file, or a folder's files of a run and the folder once it is empty. */
  private static void delete(Path entry) throws IOException {
    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(entry);
      return;
    }
    for (Path inner : entries(entry)) {
      if (OWN.matcher(String.valueOf(inner.getFileName())).matches()) {
        Files.deleteIfExists(inner);
      }
    }
    if (entries(entry).isEmpty()) {
      Files.delete(entry);
    }
  }

  /** Deletes temporary files that a killed run left behind. */
  static void sweep(Path folder) throws IOException {
    for (String name : List.of("", CheckpointStore.FOLDER, Snapshots.FOLDER)) {
      Path place = name.isEmpty() ? folder : folder.resolve(name);
      if (Files.isDirectory(place)) {
        for (Path entry : entries(place)) {
          if (TEMPORARY.matcher(String.valueOf(entry.getFileName())).matches()) {
            Files.deleteIfExists(entry);
          }
        }
      }
    }
  }
}
