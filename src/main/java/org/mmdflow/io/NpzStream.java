package org.mmdflow.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;

/**
 * Arrays of any number of axes written into one .npz block by block, so that they may be larger
 * than memory. Entries are not compressed, and the same numbers give the same bytes. One thread.
 */
public final class NpzStream {
  private final ZipOutputStream zip;

  /** Writes to {@code out}, which stays the caller's to close. */
  public NpzStream(OutputStream out) {
    zip = new ZipOutputStream(out);
    // Sizes and checksums are known only afterwards, which the method STORED does not allow.
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /** Takes numbers in C order. */
  @FunctionalInterface
  public interface Sink {
    /** Appends all of {@code block}, which it only reads. */
    void append(double[] block) throws IOException;
  }

  /** Makes the numbers. */
  @FunctionalInterface
  public interface Source {
    /** Gives all numbers to {@code sink}, in C order. */
    void giveTo(Sink sink) throws IOException;
  }

  /**
   * Adds an array.
   *
   * @param name without {@code .npy}
   * @param shape the lengths of its axes, one at least
   * @throws IllegalStateException if the source gives more or fewer numbers
   */
  public void array(String name, ElementType type, long[] shape, Source source) throws IOException {
    begin(name, NpyWriter.header(tuple(shape), type));
    long[] given = {0};
    source.giveTo(
        block -> {
          NpyWriter.values(block, type, zip);
          given[0] += block.length;
        });
    long wanted = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (given[0] != wanted) {
      throw new IllegalStateException(given[0] + " numbers given, not " + wanted);
    }
    zip.closeEntry();
  }

  /** Adds an array of one axis of 64-bit integers. */
  public void integers(String name, long... values) throws IOException {
    begin(name, NpyWriter.header(tuple(values.length), "<i8"));
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    zip.write(bytes.array());
    zip.closeEntry();
  }

  /** Ends the archive; nothing may be added after it. */
  public void finish() throws IOException {
    zip.finish();
  }

  private void begin(String name, byte[] header) throws IOException {
    zip.putNextEntry(NpzFiles.entry(name));
    zip.write(header);
  }

  private static String tuple(long... shape) {
    String lengths =
        Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return shape.length == 1 ? "(" + lengths + ",)" : "(" + lengths + ")";
  }
}
