package org.mmdflow.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/**
 * Points from and to .npy, .npz and .csv files, told apart by their ending. Stateless, any thread.
 *
 * <p>Read: .npy 1.0 to 3.0 of float32, float64 and integers (refused where no double equals one),
 * any byte order, C or Fortran order; one axis becomes n x 1. .npz with one array, or one named as
 * in {@code data.npz:x}. .csv with or without a header (a first row without a number), columns
 * picked as in {@code data.csv:x,y} or {@code data.csv:1,3}. Whatever a file holds, the outcome is
 * points with finite coordinates or a {@link UserError} that says file, row and column, both from
 * 1.
 *
 * <p>A .npz file must lie in the default file system. Written atomically: the old file or the whole
 * new one stands at any moment.
 */
public final class PointsFiles {
  private PointsFiles() {}

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, unreadable or holds no points
   */
  public static Points read(Path file) {
    return read(DataFile.of(file));
  }

  /** Reads {@code FILE} or {@code FILE:PART}; a relative one lies in the working folder. */
  public static Points read(String location) {
    return read(location, Path.of(""));
  }

  /** Likewise, a relative one in {@code base}. */
  public static Points read(String location, Path base) {
    return read(DataFile.parse(location, base));
  }

  /** Likewise from the working folder, with the names in the header of a .csv file. */
  public static NamedPoints readNamed(String location) {
    DataFile file = DataFile.parse(location, Path.of(""));
    if (file.format() != FileFormat.CSV) {
      return new NamedPoints(read(file), List.of());
    }
    CsvTable table = CsvTableReader.read(file);
    return new NamedPoints(table.points(), table.names());
  }

  /**
   * The names of the columns of {@code FILE.csv} or {@code FILE.csv:PART}, relative to {@code
   * base}; empty where the file has no header, is of another kind, or cannot be read.
   */
  public static List<String> columnNames(String location, Path base) {
    try {
      DataFile file = DataFile.parse(location, base);
      return file.format() == FileFormat.CSV ? CsvTableReader.read(file).names() : List.of();
    } catch (UserError e) {
      return List.of();
    }
  }

  static Points read(DataFile file) {
    return switch (file.format()) {
      case NPY -> readNpy(file);
      case NPZ -> NpzReader.read(file);
      case CSV -> CsvTableReader.read(file).points();
    };
  }

  /**
   * Refuses what {@link #write} would refuse, before the points are there; changes nothing.
   *
   * @throws UserError if the ending is unknown or the target cannot be a file
   */
  public static void checkTarget(Path target) {
    DataFile.of(target);
    OutputFiles.check(target);
  }

  /** Writes with 64-bit numbers. */
  public static void write(Points points, Path target) {
    write(points, target, ElementType.FLOAT64);
  }

  /**
   * Writes points; columns of a .csv file are called x1, x2, ..., the array of a .npz file {@code
   * points}.
   *
   * @throws UserError if the ending is unknown or the target cannot be a file
   * @throws UncheckedIOException if writing fails
   */
  public static void write(Points points, Path target, ElementType type) {
    List<String> names = IntStream.rangeClosed(1, points.d()).mapToObj(j -> "x" + j).toList();
    write(points, target, type, names);
  }

  /**
   * Likewise with names of the columns, which only .csv files keep.
   *
   * @param names d of them
   */
  public static void write(Points points, Path target, ElementType type, List<String> names) {
    if (names.size() != points.d()) {
      throw new IllegalArgumentException(
          "names and columns differ: " + names.size() + " != " + points.d());
    }
    switch (DataFile.of(target).format()) {
      case NPY -> OutputFiles.write(target, out -> writeNpy(points, type, out));
      case NPZ -> NpzFiles.write(Map.of("points", points), target, type, NpzFiles.Packing.STORED);
      case CSV -> OutputFiles.write(target, out -> CsvTableWriter.write(points, names, type, out));
    }
  }

  /** Writes the bytes of a .npy file and leaves the stream open. */
  public static void writeNpy(Points points, ElementType type, OutputStream out)
      throws IOException {
    NpyWriter.write(points, type, out);
  }

  /**
   * Reads a .npy file from a stream, to its end; the stream stays open.
   *
   * @param where what an error calls the file
   */
  public static Points readNpy(InputStream in, String where) throws IOException {
    byte[] bytes = in.readAllBytes();
    return NpyReader.read(new ByteArrayInputStream(bytes), bytes.length, where);
  }

  private static Points readNpy(DataFile file) {
    long size = DataFile.size(file.path(), file.written());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16)) {
      return NpyReader.read(in, size, file.written());
    } catch (IOException e) {
      throw DataFile.unreadable(file.written(), e);
    }
  }
}
