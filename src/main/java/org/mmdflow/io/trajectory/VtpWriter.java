package org.mmdflow.io.trajectory;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.mmdflow.io.ElementType;
import org.mmdflow.measure.Points;

/**
 * A frame as VTK's XML PolyData: version 1.0, little-endian, arrays inline as base64, each behind
 * the number of its bytes as UInt64, not compressed. Each point is a vertex, without which ParaView
 * draws nothing. Point data: {@code particle}, from 1, {@code weight} where there are weights, and
 * the coordinates after the third by their names. Numbers of a float run are Float32.
 */
final class VtpWriter {
  private final Trajectory trajectory;
  private final OutputStream out;

  private VtpWriter(Trajectory trajectory, OutputStream out) {
    this.trajectory = trajectory;
    this.out = out;
  }

  /**
   * Writes one cloud; leaves the stream open.
   *
   * @param moment becomes the field data {@code TimeValue} and {@code step}, if there is one
   */
  static void write(Trajectory t, Points points, Optional<Moment> moment, OutputStream out)
      throws IOException {
    new VtpWriter(t, out).write(points, moment);
  }

  private void write(Points points, Optional<Moment> moment) throws IOException {
    int n = points.n();
    text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text("<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\"");
    text(" header_type=\"UInt64\">\n<PolyData>\n");
    if (moment.isPresent()) {
      text("<FieldData>\n");
      text("<DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">");
      text(moment.get().time() + "</DataArray>\n");
      text("<DataArray type=\"Int64\" Name=\"step\" NumberOfTuples=\"1\" format=\"ascii\">");
      text(moment.get().step() + "</DataArray>\n</FieldData>\n");
    }
    text("<Piece NumberOfPoints=\"" + n + "\" NumberOfVerts=\"" + n + "\" NumberOfLines=\"0\"");
    text(" NumberOfStrips=\"0\" NumberOfPolys=\"0\">\n<PointData>\n");
    integers("particle", n, 1);
    if (trajectory.weights().isPresent()) {
      numbers("weight", 1, ElementType.FLOAT64, n, trajectory.weights().get()::get);
    }
    for (int axis = 3; axis < points.d(); axis++) {
      int coordinate = axis;
      String name = trajectory.columns().get(axis);
      numbers(name, 1, trajectory.type(), n, i -> points.get(i, coordinate));
    }
    text("</PointData>\n<Points>\n");
    numbers(
        "Points", 3, trajectory.type(), n, k -> k % 3 < points.d() ? points.get(k / 3, k % 3) : 0);
    text("</Points>\n<Verts>\n");
    integers("connectivity", n, 0);
    integers("offsets", n, 1);
    text("</Verts>\n</Piece>\n</PolyData>\n</VTKFile>\n");
  }

  /** first, first + 1, ..., {@code count} of them. */
  private void integers(String name, int count, int first) throws IOException {
    open(name, "Int32", 1);
    try (Encoded encoded = new Encoded(out, (long) Integer.BYTES * count)) {
      for (int i = 0; i < count; i++) {
        encoded.buffer(Integer.BYTES).putInt(first + i);
      }
    }
    text("</DataArray>\n");
  }

  private void numbers(
      String name, int components, ElementType type, int points, IntToDoubleFunction values)
      throws IOException {
    open(name, type == ElementType.FLOAT32 ? "Float32" : "Float64", components);
    int count = Math.multiplyExact(points, components);
    try (Encoded encoded = new Encoded(out, (long) type.bytes() * count)) {
      for (int i = 0; i < count; i++) {
        ByteBuffer buffer = encoded.buffer(type.bytes());
        if (type == ElementType.FLOAT32) {
          buffer.putFloat((float) values.applyAsDouble(i));
        } else {
          buffer.putDouble(values.applyAsDouble(i));
        }
      }
    }
    text("</DataArray>\n");
  }

  private void open(String name, String type, int components) throws IOException {
    text("<DataArray type=\"" + type + "\" Name=\"" + XmlText.attribute(name) + "\"");
    text(" NumberOfComponents=\"" + components + "\" format=\"binary\">");
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes in base64, after their number. Closing ends the code and leaves the file open. */
  private static final class Encoded implements AutoCloseable {
    private final OutputStream code;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    Encoded(OutputStream out, long bytes) {
      OutputStream open =
          new FilterOutputStream(out) {
            @Override
            public void write(byte[] block, int from, int count) throws IOException {
              out.write(block, from, count);
            }

            @Override
            public void close() throws IOException {
              out.flush();
            }
          };
      code = Base64.getEncoder().wrap(open);
      buffer.putLong(bytes);
    }

    /** The buffer with room for {@code bytes} more. */
    ByteBuffer buffer(int bytes) throws IOException {
      if (buffer.remaining() < bytes) {
        drain();
      }
      return buffer;
    }

    private void drain() throws IOException {
      code.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      drain();
      code.close();
    }
  }
}
