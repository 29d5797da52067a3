package org.mmdflow.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files that mean harm: name to what they are. All lie in one folder. */
final class HostileFiles {
  private final Path folder;
  private final Map<String, String> locations = new LinkedHashMap<>();

  private HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes them and returns what to ask {@link DistributionParser} for, by the kind of harm. */
  static Map<String, String> make(Path folder) throws IOException {
    HostileFiles files = new HostileFiles(folder);
    files.arrays();
    files.archives();
    files.texts();
    files.pictures();
    return files.locations;
  }

  private void add(String kind, String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    locations.put(kind, name);
  }

  private void arrays() throws IOException {
    Files.copy(NumpyFilesTest.folder().resolve("objects.npy"), folder.resolve("objects.npy"));
    locations.put("pickle", "objects.npy");
    add("2^62 values", "huge.npy", NpyBytes.file(header("(4611686018427387904,)"), 8));
    add("2^32 x 2^32", "wide.npy", NpyBytes.file(header("(4294967296, 4294967296)"), 8));
    add("negative", "negative.npy", NpyBytes.file(header("(-1, -8)"), 64));
    add("truncated", "short.npy", NpyBytes.file(header("(1000000000,)"), 64));
    add("nested header", "nested.npy", NpyBytes.file(2, "(".repeat(100_000), 100_000, 0));
    add("deep header", "deep.npy", NpyBytes.file("{'shape':" + "(".repeat(9_000), 0));
    add("script", "<script>alert(1)<!--.npy", new byte[100]);
    byte[] sparse = NpyBytes.file(header("(100000000, 2)"), 0);
    add("1.6 GB that are there", "sparse.npy", sparse);
    grow("sparse.npy", sparse.length + 1_600_000_000L);
  }

  private static String header(String shape) {
    return NpyBytes.header("<f8", shape);
  }

  private void archives() throws IOException {
    byte[] small = NpyBytes.file(header("(2, 2)"), 32);
    zip("slip", "slip.npz", 0, Map.of("../../../../evil.npy", small));
    zip("control characters", "names.npz", 0, Map.of("a\u001b[31m\n.npy", new byte[3]));
    zip("bomb", "bomb.npz", 100_000_000, Map.of("x.npy", NpyBytes.file(header("(12500000,)"), 0)));
    zip("bomb of no array", "zeros.npz", 100_000_000, Map.of("x.npy", new byte[1]));
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      many.put("array" + i + ".npy", new byte[0]);
    }
    zip("20,000 arrays", "many.npz", 0, many);
    byte[] lying = Files.readAllBytes(folder.resolve("slip.npz"));
    // The size in the central directory, 24 bytes after its signature: 2 GB of 4 packed bytes.
    int directory = indexOf(lying, new byte[] {'P', 'K', 1, 2});
    lying[directory + 27] = 0x7f;
    add("sizes that lie", "lying.npz", lying);
    add("no zip", "text.npz", "PK\3\4 not really".getBytes(StandardCharsets.US_ASCII));
  }

  /** Every entry begins with its bytes and goes on with {@code zeros} zeros. */
  private void zip(String kind, String name, int zeros, Map<String, byte[]> entries)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        byte[] block = new byte[100_000];
        for (int at = 0; at < zeros; at += block.length) {
          zip.write(block);
        }
      }
    }
    locations.put(kind, name);
  }

  private void texts() throws IOException {
    add("one line of zeros", "zeros.csv", new byte[1]);
    grow("zeros.csv", 3_000_000_000L);
    add(
        "open quote",
        "quote.csv",
        ("\"" + "a\n".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8));
    add("many columns", "wide.csv", "1,".repeat(500_000).getBytes(StandardCharsets.UTF_8));
    byte[] rows = new byte[16_000_000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) (i % 2 == 0 ? '1' : '\n');
    }
    add("many rows", "long.csv", rows);
    locations.put("nested list", "points(" + "[".repeat(100_000));
  }

  private void pictures() throws IOException {
    picture("10^10 pixels", "huge.png", 100_000, 100_000);
    picture("negative pixels", "negative.png", -5, 7);
    picture("25 million pixels", "large.png", 5_000, 5_000);
    byte[] gif = "GIF89a\377\377\377\377".getBytes(StandardCharsets.ISO_8859_1);
    add("gif", "a.gif", gif);
    locations.put("gif", "grid-of-image(a.gif, n=5)");
  }

  private void picture(String kind, String name, int width, int height) throws IOException {
    ByteBuffer png = ByteBuffer.allocate(8 + 25);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}).putInt(13);
    png.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    png.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    png.putInt((int) crc.getValue());
    add(kind, name, png.array());
    locations.put(kind, "grid-of-image(" + name + ", n=5)");
  }

  /** Zeros that take no room on the disk. */
  private void grow(String name, long size) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
