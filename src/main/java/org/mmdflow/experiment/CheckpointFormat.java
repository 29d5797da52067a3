package org.mmdflow.experiment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.measure.Points;

/**
 * The file of a checkpoint: magic and version, the fields in order, big-endian as {@link
 * DataOutputStream} writes them, and at the end the SHA-256 of all before it. Texts are a length
 * and UTF-8. A file is parsed only after its hash has been found right.
 */
final class CheckpointFormat {
  private static final byte[] MAGIC = "MMDFLOW\1".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HASH = 32;
  private static final int BUFFER = 1 << 16;

  private CheckpointFormat() {}

  /** Writes all and leaves the stream open. */
  static void write(Checkpoint c, OutputStream out) throws IOException {
    DigestOutputStream hashing = new DigestOutputStream(out, Sha256.digest());
    DataOutputStream data = new DataOutputStream(hashing);
    data.write(MAGIC);
    FlowSnapshot s = c.state();
    data.writeLong(s.step());
    data.writeDouble(s.flowTime());
    data.writeDouble(c.seconds());
    writeOptional(s.control().stepSize(), data);
    writeOptional(s.control().noiseLevel(), data);
    data.writeLong(c.metrics().length());
    writeText(c.metrics().hash(), data);
    writeText(c.metricsText().orElse(""), data);
    data.writeInt(c.snapshots().size());
    for (Map.Entry<Long, String> e : c.snapshots().entrySet()) {
      data.writeLong(e.getKey());
      writeText(e.getValue(), data);
    }
    data.writeInt(c.monitors().size());
    for (Map.Entry<String, double[]> e : c.monitors().entrySet()) {
      writeText(e.getKey(), data);
      writeNumbers(e.getValue(), data);
    }
    data.writeInt(c.settings().size());
    for (Map.Entry<String, String> e : c.settings().entrySet()) {
      writeText(e.getKey(), data);
      writeText(e.getValue(), data);
    }
    writeText(c.inputsHash(), data);
    data.writeByte(c.precision() == Precision.FLOAT ? 0 : 1);
    data.writeBoolean(s.velocity().isPresent());
    writePoints(s.particles(), c.precision(), data);
    if (s.velocity().isPresent()) {
      writePoints(s.velocity().get(), c.precision(), data);
    }
    data.flush();
    out.write(hashing.getMessageDigest().digest());
  }

  /**
   * Reads a file.
   *
   * @throws IOException saying what is wrong with it, in a clause
   */
  static Checkpoint read(Path file) throws IOException {
    verify(file);
    try (DataInputStream in = open(file)) {
      in.skipNBytes(MAGIC.length);
      return readFields(in, Files.size(file));
    } catch (EOFException | IllegalArgumentException e) {
      throw new IOException("is of another version of this program", e);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  private static void verify(Path file) throws IOException {
    long left = Files.size(file) - HASH;
    if (left < MAGIC.length) {
      throw new IOException("is cut short");
    }
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      boolean first = true;
      while (left > 0) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER));
        if (first && !Arrays.equals(buffer, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
          throw new IOException("does not begin as a checkpoint does");
        }
        first = false;
        digest.update(buffer, 0, read);
        left -= read;
      }
      if (!Arrays.equals(in.readNBytes(HASH), digest.digest())) {
        throw new IOException("does not have the checksum written at its end");
      }
    }
  }

  private static Checkpoint readFields(DataInputStream in, long size) throws IOException {
    long step = in.readLong();
    double flowTime = in.readDouble();
    double seconds = in.readDouble();
    Control control = new Control(readOptional(in), readOptional(in));
    MetricsFile.State metrics = new MetricsFile.State(in.readLong(), readText(in));
    String metricsText = readText(in);
    Map<Long, String> snapshots = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      snapshots.put(in.readLong(), readText(in));
    }
    Map<String, double[]> monitors = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      monitors.put(readText(in), readNumbers(in, size));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      settings.put(readText(in), readText(in));
    }
    String inputs = readText(in);
    Precision precision = in.readByte() == 0 ? Precision.FLOAT : Precision.DOUBLE;
    boolean moving = in.readBoolean();
    Points particles = readPoints(in, precision, size);
    Optional<Points> velocity =
        moving ? Optional.of(readPoints(in, precision, size)) : Optional.empty();
    return new Checkpoint(
        new FlowSnapshot(step, flowTime, particles, velocity, control),
        precision,
        seconds,
        metrics,
        metricsText.isEmpty() ? Optional.empty() : Optional.of(metricsText),
        snapshots,
        monitors,
        settings,
        inputs);
  }

  private static void writeOptional(OptionalDouble value, DataOutputStream out) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeDouble(value.orElse(0));
  }

  private static OptionalDouble readOptional(DataInputStream in) throws IOException {
    boolean present = in.readBoolean();
    double value = in.readDouble();
    return present ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeNumbers(double[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readNumbers(DataInputStream in, long size) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > size / Double.BYTES) {
      throw new EOFException();
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static void writePoints(Points points, Precision precision, DataOutputStream out)
      throws IOException {
    out.writeInt(points.n());
    out.writeInt(points.d());
    for (double value : points.data()) {
      if (precision == Precision.FLOAT) {
        out.writeFloat((float) value);
      } else {
        out.writeDouble(value);
      }
    }
  }

  private static Points readPoints(DataInputStream in, Precision precision, long size)
      throws IOException {
    int n = in.readInt();
    int d = in.readInt();
    if (n < 1 || d < 1 || (long) n * d > size / precision.bytes()) {
      throw new EOFException();
    }
    double[] data = new double[n * d];
    for (int i = 0; i < data.length; i++) {
      data[i] = precision == Precision.FLOAT ? in.readFloat() : in.readDouble();
    }
    return Points.of(n, d, data);
  }
}
