package org.mmdflow.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mmdflow.engine.Precision;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/**
 * {@code snapshots/000000500.npy}: the particles after so many steps, as the engine stores them.
 */
final class Snapshots {
  /** The folder's name. */
  static final String FOLDER = "snapshots";

  private static final Pattern NAME = Pattern.compile("(\\d{9,18})\\.npy");

  private final Path folder;
  private final ElementType type;
  private final TreeMap<Long, String> hashes;

  /**
   * Snapshots in {@code run}.
   *
   * @param hashes SHA-256 of those that are there, by step
   */
  Snapshots(Path run, Precision precision, Map<Long, String> hashes) throws IOException {
    this.folder = run.resolve(FOLDER);
    this.type = elementType(precision);
    this.hashes = new TreeMap<>(hashes);
    Files.createDirectories(folder);
  }

  static ElementType elementType(Precision precision) {
    return precision == Precision.FLOAT ? ElementType.FLOAT32 : ElementType.FLOAT64;
  }

  /** The file of a step. */
  static Path file(Path run, long step) {
    return run.resolve(FOLDER).resolve(NumberedFiles.name(step, "npy"));
  }

  /** Writes the snapshot of {@code step}, forced to the disk. */
  void write(long step, Points particles) throws IOException {
    Path file = folder.resolve(NumberedFiles.name(step, "npy"));
    hashes.put(step, writeHashed(file, particles, type));
  }

  /** Writes points atomically and returns the SHA-256 of the file. */
  static String writeHashed(Path file, Points points, ElementType type) throws IOException {
    String[] hash = {""};
    AtomicFiles.write(
        file,
        out -> {
          DigestOutputStream hashing = new DigestOutputStream(out, Sha256.digest());
          PointsFiles.writeNpy(points, type, (OutputStream) hashing);
          hash[0] = Sha256.hex(hashing.getMessageDigest());
        });
    return hash[0];
  }

  /** SHA-256 by step. */
  Map<Long, String> hashes() {
    return new TreeMap<>(hashes);
  }

  /** All snapshots in a run folder by step. */
  static NavigableMap<Long, Path> list(Path run) throws IOException {
    return NumberedFiles.list(run.resolve(FOLDER), NAME);
  }
}
