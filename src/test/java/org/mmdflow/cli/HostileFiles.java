package org.mmdflow.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** A folder of good files, careless ones, and some that mean harm. */
final class HostileFiles {
  private HostileFiles() {}

  static void fill(Path dir) throws IOException {
    PointsFiles.write(Points.ofRows(new double[][] {{0, 0}, {1, 0}, {0, 1}}), dir.resolve("a.npy"));
    PointsFiles.write(Points.ofRows(new double[][] {{1, 1}, {2, 0}}), dir.resolve("b.npy"));
    PointsFiles.write(Points.ofRows(new double[][] {{1, 1, 1}, {2, 0, 3}}), dir.resolve("d3.npy"));
    PointsFiles.write(Points.ofRows(new double[][] {{4, 4}}), dir.resolve("one.npy"));
    PointsFiles.write(
        Points.ofRows(new double[][] {{1, 1}, {1, 1}, {1, 1}}), dir.resolve("same.npy"));
    text(dir, "ragged.csv", "x,y\n1,2\n3\n");
    text(dir, "word.csv", "x,y\n1,2\n3,four\n");
    text(dir, "nan.csv", "x,y\n1,2\n3,nan\n");
    text(dir, "empty.csv", "");
    text(dir, "w-short.csv", "0.5\n0.5\n");
    text(dir, "w-sum.csv", "0.5\n0.5\n0.5\n");
    text(dir, "w-negative.csv", "1.5\n-1\n0.5\n");
    text(dir, "w-zero.csv", "0\n0\n0\n");
    text(dir, "w-one.csv", "0\n7\n0\n");
    text(dir, "points.txt", "1 2\n");
    text(dir, "unknown-key.yaml", "start: a.npy\ntarget: b.npy\nkernal: energy\n");
    text(dir, "twice.yaml", "start: a.npy\nstart: b.npy\n");
    text(dir, "broken.yaml", "start: [a\n");
    text(dir, "script.yaml", "<script>alert(1)</script>: 1\n");
    text(dir, "bomb.yaml", aliasBomb());
    text(dir, "deep.yaml", "start: " + "[".repeat(50_000) + "\n");
    text(dir, "notes/todo.txt", "mine\n");
    text(dir, "run.txt", "a file\n");
    npy(dir, "pickled.npy", "{'descr': '|O', 'fortran_order': False, 'shape': (3, 2), }", 64);
    npy(
        dir,
        "huge.npy",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 2), }",
        64);
    npy(dir, "short.npy", "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }", 8);
    npy(dir, "deep.npy", "(".repeat(2000), 8);
    Files.write(dir.resolve("noise.npy"), new byte[] {1, 2, 3});
    zip(dir, "slip.npz", "../../../evil.npy", 0);
    zip(dir, "bomb.npz", "x.npy", 1 << 24);
    Files.createDirectory(dir.resolve("folder.npy"));
  }

  private static void text(Path dir, String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String aliasBomb() {
    StringBuilder yaml = new StringBuilder("start: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'j'; c++) {
      char before = (char) (c - 1);
      yaml.append(c).append(": &").append(c).append(" [");
      yaml.append(("*" + before + ", ").repeat(8)).append('*').append(before).append("]\n");
    }
    return yaml.toString();
  }

  private static void npy(Path dir, String name, String header, int bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(dir.resolve(name))) {
      out.write(npy(header));
      out.write(new byte[bytes]);
    }
  }

  private static byte[] npy(String header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    bytes.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.write(
        new byte[] {1, 0, (byte) (header.length() + 1), (byte) ((header.length() + 1) >> 8)});
    bytes.write((header + "\n").getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }

  /** One entry whose header promises 2^40 numbers and whose zeros unpack to {@code zeros} bytes. */
  private static void zip(Path dir, String name, String entry, int zeros) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(dir.resolve(name)))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (549755813888, 2), }"));
      zip.write(new byte[zeros]);
      zip.closeEntry();
    }
  }
}
