package org.mmdflow.network.dense;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.mmdflow.io.AtomicFiles;

/**
 * A run's state as a file: what it is of, steps done, all weights, and a checksum. Stateless; one
 * writer for a file.
 */
public final class TrainingState {
  private static final String KIND = "mmdflow dense training 1";

  private TrainingState() {}

  /**
   * Writes the state of a run, whole or not at all.
   *
   * @param run what it is of: setting, method and seed in words
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, String run, DenseTraining training) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
          DataOutputStream data = new DataOutputStream(checked);
          data.writeUTF(KIND);
          data.writeUTF(run);
          data.writeLong(training.steps());
          write(data, training.weights().first());
          write(data, training.weights().second());
          data.writeLong(checked.getChecksum().getValue());
        });
  }

  /**
   * Reads a state into a run of the same words.
   *
   * @throws IOException if the file cannot be read, is of another run or is damaged: then the run
   *     must not be used, for its weights may be overwritten in part
   */
  public static void read(Path file, String run, DenseTraining training) throws IOException {
    DenseWeights weights = training.weights();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
      DataInputStream data = new DataInputStream(checked);
      if (!data.readUTF().equals(KIND)) {
        throw new IOException("it is no state of such a run");
      }
      String found = data.readUTF();
      if (!found.equals(run)) {
        throw new IOException("it is of another run: " + found);
      }
      long steps = data.readLong();
      read(data, weights.first());
      read(data, weights.second());
      long sum = checked.getChecksum().getValue();
      if (data.readLong() != sum || data.read() >= 0) {
        throw new IOException("its checksum does not fit: it is damaged");
      }
      training.resume(steps, weights);
    }
  }

  private static void write(DataOutputStream out, FloatMatrix matrix) throws IOException {
    float[] line = new float[matrix.columns()];
    ByteBuffer bytes = ByteBuffer.allocate(line.length * Float.BYTES);
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.readRow(i, line);
      bytes.asFloatBuffer().put(line);
      out.write(bytes.array());
    }
  }

  private static void read(DataInputStream in, FloatMatrix matrix) throws IOException {
    float[] line = new float[matrix.columns()];
    ByteBuffer bytes = ByteBuffer.allocate(line.length * Float.BYTES);
    for (int i = 0; i < matrix.rows(); i++) {
      in.readFully(bytes.array());
      bytes.asFloatBuffer().get(line);
      matrix.writeRow(i, line);
    }
  }
}
