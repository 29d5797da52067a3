package org.mmdflow.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/**
 * Reads one array of a .npz file, which is a zip of .npy files. Entry names are compared, never
 * used as paths; no more is unpacked than the one array's header asks for.
 */
final class NpzReader {
  /** Deflate cannot do better than 1032 : 1 (zlib's technical details). */
  private static final long BEST_RATIO = 1032;

  private static final int MOST_SHOWN = 8;

  private NpzReader() {}

  static Points read(DataFile file) {
    if (file.path().getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          ".npz files are read from the default file system only: " + file.path());
    }
    DataFile.size(file.path(), file.written());
    try (ZipFile zip = new ZipFile(file.path().toFile())) {
      ZipEntry entry = entry(zip, file);
      String where = file.written() + ":" + Shown.text(name(entry));
      checkSizes(entry, where);
      return read(zip, entry, where);
    } catch (IOException | IllegalArgumentException e) {
      // ZipFile reports some damage, such as names that are not UTF-8, as IllegalArgumentException.
      throw new UserError(
          "damaged or not a zip file ("
              + Shown.text(String.valueOf(e.getMessage()))
              + "), "
              + file.written()
              + "; write it with numpy.savez",
          e);
    } catch (OutOfMemoryError e) {
      // The directory of the archive alone; arrays are guarded by Heap.
      throw Heap.tooSmall((double) DataFile.size(file.path(), file.written()), file.written());
    }
  }

  private static Points read(ZipFile zip, ZipEntry entry, String where) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      Points points = NpyReader.read(in, entry.getSize(), where);
      if (in.read() >= 0) {
        throw new IOException("entry is longer than it says");
      }
      if (crc.getValue() != entry.getCrc()) {
        throw new IOException("wrong checksum");
      }
      return points;
    }
  }

  private static ZipEntry entry(ZipFile zip, DataFile file) {
    List<ZipEntry> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int arrays = 0;
    var entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (entry.isDirectory()) {
        continue;
      }
      arrays++;
      if (names.size() < MOST_SHOWN) {
        names.add(Shown.text(name(entry)));
      }
      Optional<String> part = file.part();
      boolean wanted =
          part.isEmpty() || part.get().equals(entry.getName()) || part.get().equals(name(entry));
      if (wanted && found.size() < 2) {
        found.add(entry);
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new UserError(complaint(file, found.isEmpty(), arrays, names));
  }

  private static String complaint(DataFile file, boolean none, int arrays, List<String> names) {
    if (arrays == 0) {
      return "holds no array, " + file.written() + "; write it with numpy.savez";
    }
    String held = String.join(", ", names) + (arrays > names.size() ? ", ..." : "");
    if (file.part().isEmpty()) {
      return "holds "
          + arrays
          + " arrays, "
          + file.written()
          + "; name one of "
          + held
          + ", as in "
          + file.written()
          + ":"
          + names.get(0);
    }
    String part = Shown.text(file.part().get());
    return none
        ? "no array '" + part + "', " + file.written() + "; it holds " + held
        : "more than one array '" + part + "', " + file.written() + "; give each its own name";
  }

  private static String name(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name;
  }

  /** Sizes that cannot be true are refused before anything is unpacked. */
  private static void checkSizes(ZipEntry entry, String where) {
    long packed = entry.getCompressedSize();
    boolean stored = entry.getMethod() == ZipEntry.STORED;
    long most =
        stored ? packed : packed > Long.MAX_VALUE / 2048 ? packed : BEST_RATIO * packed + 64;
    if (packed < 0 || entry.getSize() < 0 || entry.getSize() > most) {
      throw new UserError(
          packed
              + " packed bytes cannot hold the "
              + entry.getSize()
              + " bytes promised, "
              + where
              + "; write it with numpy.savez");
    }
  }
}
