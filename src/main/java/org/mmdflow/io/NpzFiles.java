package org.mmdflow.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/** Writes several arrays into one .npz file. Stateless. */
public final class NpzFiles {
  /** A fixed date in every entry: the same points give the same bytes. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** How arrays are packed. */
  public enum Packing {
    /** As they are, like numpy.savez. */
    STORED,
    /** Deflated, like numpy.savez_compressed; the bytes depend on the version of zlib. */
    DEFLATED
  }

  private NpzFiles() {}

  /**
   * Writes the arrays in the map's order, atomically.
   *
   * @param arrays by name; {@code .npy} is added to the names of entries
   * @throws IllegalArgumentException if there is no array, or a name is empty, or holds a slash, a
   *     backslash or a control character
   * @throws UserError if {@code target} does not end in .npz or cannot be a file
   * @throws UncheckedIOException if writing fails; what stood there before still stands
   */
  public static void write(
      Map<String, Points> arrays, Path target, ElementType type, Packing packing) {
    DataFile file = DataFile.of(target);
    if (file.format() != FileFormat.NPZ) {
      throw new UserError(
          "several arrays fit a .npz file only, " + file.written() + "; end its name in .npz");
    }
    if (arrays.isEmpty()) {
      throw new IllegalArgumentException("need at least one array");
    }
    arrays.keySet().forEach(NpzFiles::checkName);
    OutputFiles.write(target, out -> write(arrays, type, packing, out));
  }

  private static void write(
      Map<String, Points> arrays, ElementType type, Packing packing, OutputStream out)
      throws IOException {
    // Not closed here: whoever opened the stream closes it.
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, Points> array : arrays.entrySet()) {
      ZipEntry entry = entry(array.getKey());
      if (packing == Packing.STORED) {
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(NpyWriter.size(array.getValue(), type));
        entry.setCompressedSize(entry.getSize());
        entry.setCrc(crc(array.getValue(), type));
      }
      zip.putNextEntry(entry);
      NpyWriter.write(array.getValue(), type, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** The entry of an array, {@code name} without {@code .npy}. */
  static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(DATE);
    return entry;
  }

  private static long crc(Points points, ElementType type) throws IOException {
    CheckedOutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    NpyWriter.write(points, type, out);
    return out.getChecksum().getValue();
  }

  private static void checkName(String name) {
    if (name.isEmpty()
        || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
      throw new IllegalArgumentException("not a name of an array: '" + name + "'");
    }
  }
}
