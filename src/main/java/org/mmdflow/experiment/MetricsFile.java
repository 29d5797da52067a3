package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.FlowView;
import org.mmdflow.objective.Metrics;

/**
 * {@code metrics.csv}: a header, then one row for each state measured. Appended to; forced to the
 * disk when a checkpoint counts on it. Numbers are in the shortest form that reads back to the same
 * bits, what is undefined is empty. One thread.
 */
final class MetricsFile implements AutoCloseable {
  /** The columns before those of the monitors. */
  static final List<String> COLUMNS =
      List.of(
          "step",
          "flow_time",
          "seconds",
          "half_mmd2_v",
          "half_mmd2_u",
          "mean_squared_gradient",
          "step_size",
          "noise_level");

  private final FileChannel channel;
  private final MessageDigest digest = Sha256.digest();
  private long length;

  private MetricsFile(FileChannel channel) {
    this.channel = channel;
  }

  /** A new file with its header; what was there is lost. */
  static MetricsFile create(Path file, List<String> monitorColumns) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    MetricsFile metrics = new MetricsFile(channel);
    metrics.append(String.join(",", COLUMNS) + join(monitorColumns));
    return metrics;
  }

  /** Goes on after the first {@code length} bytes, which are verified; the rest is cut off. */
  static MetricsFile reopen(Path file, long length) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.truncate(length);
    channel.position(0);
    MetricsFile metrics = new MetricsFile(channel);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (channel.read(buffer) >= 0) {
      metrics.digest.update(buffer.flip());
      buffer.clear();
    }
    metrics.length = length;
    channel.position(length);
    return metrics;
  }

  /** The row of the state that {@code view} shows. */
  void row(FlowView view, double seconds, List<String> monitorValues) throws IOException {
    Metrics m = view.metrics();
    append(
        view.step()
            + ","
            + number(view.flowTime())
            + ","
            + String.format(Locale.ROOT, "%.3f", seconds)
            + ","
            + number(m.halfMmd2V())
            + ","
            + number(m.halfMmd2U())
            + ","
            + number(m.meanSquaredGradient())
            + ","
            + number(view.stepSize())
            + ","
            + number(view.noiseLevel())
            + join(monitorValues));
  }

  /** A cell: empty where there is no finite number. */
  static String number(double value) {
    return Double.isFinite(value) ? Numbers.format(value) : "";
  }

  private static String join(List<String> cells) {
    return cells.isEmpty() ? "" : "," + String.join(",", cells);
  }

  private void append(String row) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((row + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes.duplicate());
    length += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Forces all rows to the disk and describes the file as it stands. */
  State force() throws IOException {
    channel.force(true);
    return state();
  }

  State state() {
    try {
      MessageDigest copy = (MessageDigest) digest.clone();
      return new State(length, HexFormat.of().formatHex(copy.digest()));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be copied", e);
    }
  }

  /** Length in bytes and SHA-256. */
  record State(long length, String hash) {}

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
