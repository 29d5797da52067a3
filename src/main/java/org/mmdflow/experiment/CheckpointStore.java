package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.mmdflow.io.AtomicFiles;

/**
 * {@code checkpoint/000000500.ckpt}: the last two checkpoints of a run. A new one stands whole on
 * the disk before an old one goes. One thread; the folder's lock keeps others out.
 */
final class CheckpointStore {
  /** The folder's name. */
  static final String FOLDER = "checkpoint";

  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("(\\d{9,18})\\.ckpt");

  private final Path folder;

  /** The checkpoints in {@code run}. */
  CheckpointStore(Path run) {
    folder = run.resolve(FOLDER);
  }

  /** Keeps {@code checkpoint}; of the others only the newest before it stays. */
  void write(Checkpoint checkpoint) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(NumberedFiles.name(checkpoint.step(), "ckpt"));
    AtomicFiles.write(file, out -> CheckpointFormat.write(checkpoint, out));
    NavigableMap<Long, Path> older = list().headMap(checkpoint.step(), false).descendingMap();
    int place = 1;
    for (Path old : older.values()) {
      if (place >= KEPT) {
        Files.deleteIfExists(old);
      }
      place++;
    }
  }

  /**
   * The newest checkpoint that is whole.
   *
   * @param warnings told about each newer one that is damaged
   * @return empty where there is no checkpoint at all
   * @throws RunFailure if there are some, all damaged
   */
  Optional<Checkpoint> newestGood(Consumer<String> warnings) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<Long, Path> entry : list().descendingMap().entrySet()) {
      try {
        Checkpoint checkpoint = CheckpointFormat.read(entry.getValue());
        faults.forEach(
            fault -> warnings.accept(fault + "; going on from step " + checkpoint.step()));
        return Optional.of(checkpoint);
      } catch (IOException e) {
        faults.add("checkpoint " + entry.getValue() + " " + e.getMessage());
      }
    }
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    throw new RunFailure(
        "no checkpoint is whole: "
            + String.join(", ", faults)
            + ", in "
            + folder
            + "; run the experiment again: mmdflow run "
            + folder.resolveSibling(RunFolder.EXPERIMENT)
            + " --out OTHER");
  }

  /** Whether some checkpoint is whole. */
  boolean hasGood() throws IOException {
    for (Path file : list().values()) {
      try {
        CheckpointFormat.read(file);
        return true;
      } catch (IOException damaged) {
        // The one before may be whole.
      }
    }
    return false;
  }

  /** Sets aside what is newer than {@code step}: damaged, and about to be overtaken. */
  void setAsideAfter(long step) throws IOException {
    for (Path newer : list().tailMap(step, false).values()) {
      Files.move(
          newer,
          newer.resolveSibling(newer.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private NavigableMap<Long, Path> list() throws IOException {
    return NumberedFiles.list(folder, NAME);
  }
}
