package org.mmdflow.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.mmdflow.expression.UserError;

/**
 * A matrix written as .npy some rows at a time, so that it may be larger than memory. Atomic like
 * {@link PointsFiles#write}. Stateless, any thread.
 */
public final class NpyRows {
  private NpyRows() {}

  /** Takes rows in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Appends the first {@code count} rows of {@code rowMajor}, which it only reads.
     *
     * @throws UncheckedIOException if writing fails
     */
    void append(double[] rowMajor, int count);
  }

  /** Makes the rows. */
  @FunctionalInterface
  public interface Source {
    /** Gives all rows to {@code sink}, in order. */
    void giveTo(Sink sink);
  }

  /** How many bytes the file will have. */
  public static long size(long rows, long columns, ElementType type) {
    long values = Math.multiplyExact(Math.multiplyExact(rows, columns), (long) type.bytes());
    return Math.addExact(values, NpyWriter.header(shape(rows, columns), type).length);
  }

  /**
   * Refuses what {@link #write} would refuse, before there are any rows; changes nothing.
   *
   * @throws UserError if {@code target} does not end in .npy or cannot be a file
   */
  public static void checkTarget(Path target) {
    DataFile file = DataFile.of(target);
    if (file.format() != FileFormat.NPY) {
      throw new UserError(
          "a matrix is written as .npy only, " + file.written() + "; end its name in .npy");
    }
    OutputFiles.check(target);
  }

  /**
   * Writes rows x columns numbers in C order.
   *
   * @throws UserError if {@code target} does not end in .npy or cannot be a file
   * @throws UncheckedIOException if writing fails; what stood there before still stands
   * @throws IllegalStateException if the source gives more or fewer rows
   */
  public static void write(Path target, long rows, int columns, ElementType type, Source source) {
    checkTarget(target);
    OutputFiles.write(
        target,
        out -> {
          out.write(NpyWriter.header(shape(rows, columns), type));
          Rows sink = new Rows(out, columns, type);
          try {
            source.giveTo(sink);
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          if (sink.written != rows) {
            throw new IllegalStateException(sink.written + " rows given, not " + rows);
          }
        });
  }

  private static String shape(long rows, long columns) {
    return "(" + rows + ", " + columns + ")";
  }

  private static final class Rows implements Sink {
    private final OutputStream out;
    private final int columns;
    private final ElementType type;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    Rows(OutputStream out, int columns, ElementType type) {
      this.out = out;
      this.columns = columns;
      this.type = type;
    }

    @Override
    public void append(double[] rowMajor, int count) {
      int values = Math.multiplyExact(count, columns);
      try {
        for (int i = 0; i < values; i++) {
          if (!buffer.hasRemaining()) {
            drain();
          }
          if (type == ElementType.FLOAT32) {
            buffer.putFloat((float) rowMajor[i]);
          } else {
            buffer.putDouble(rowMajor[i]);
          }
        }
        drain();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written += count;
    }

    private void drain() throws IOException {
      out.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
  }
}
