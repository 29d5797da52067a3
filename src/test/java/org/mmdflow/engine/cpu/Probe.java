package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mmdflow.engine.Precision;

/**
 * Requests to {@code native/test/probe.c}, which calls the native numerics without the rest of the
 * engine. Tests are skipped only where the build says that it had no C compiler.
 */
final class Probe {
  enum InstructionSet {
    AVX512,
    AVX2,
    NEON,
    PLAIN
  }

  enum Operation {
    RUNS,
    PERTURB,
    MOVE,
    FINITE,
    PROFILE
  }

  private static final Path UNAVAILABLE =
      Path.of("target", "classes", "org", "mmdflow", "native", "unavailable.txt");

  private final ByteArrayOutputStream requests = new ByteArrayOutputStream();

  /** The instruction sets that this machine runs; the plain one always does. */
  static List<InstructionSet> instructionSets() {
    Probe probe = new Probe();
    for (InstructionSet set : InstructionSet.values()) {
      probe.ask(Operation.RUNS, set, Precision.FLOAT);
    }
    ByteBuffer answers = probe.answers();
    List<InstructionSet> sets = new ArrayList<>();
    for (InstructionSet set : InstructionSet.values()) {
      if (answers.getLong() != 0) {
        sets.add(set);
      }
    }
    assertThat(sets).contains(InstructionSet.PLAIN);
    return sets;
  }

  Probe ask(Operation operation, InstructionSet set, Precision precision) {
    return name(operation).name(set).name(precision);
  }

  private Probe name(Enum<?> value) {
    byte[] name = value.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    requests.writeBytes(Arrays.copyOf(name, 8));
    return this;
  }

  Probe integers(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    bytes.asLongBuffer().put(values);
    requests.writeBytes(bytes.array());
    return this;
  }

  Probe numbers(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    requests.writeBytes(bytes.array());
    return this;
  }

  /** What the probe writes, in the order of the requests. */
  ByteBuffer answers() {
    Path probe = executable();
    try {
      Path folder = Files.createTempDirectory("probe");
      Path in = folder.resolve("requests");
      Path out = folder.resolve("results");
      Files.write(in, requests.toByteArray());
      Process process =
          new ProcessBuilder(probe.toString(), in.toString(), out.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      byte[] answers = Files.readAllBytes(out);
      for (Path path : List.of(in, out, folder)) {
        Files.delete(path);
      }
      return ByteBuffer.wrap(answers).order(ByteOrder.nativeOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the probe ran", e);
    }
  }

  static double[] numbers(ByteBuffer answers, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = answers.getDouble();
    }
    return values;
  }

  private static Path executable() {
    Path probe =
        Path.of(System.getProperty("mmdflow.native.probe", "target/native/probe")).toAbsolutePath();
    assumeTrue(
        Files.exists(probe) || !Files.exists(UNAVAILABLE),
        "the native engine was not built: see " + UNAVAILABLE);
    assertThat(probe).as("the native build leaves this program").exists();
    return probe;
  }
}
