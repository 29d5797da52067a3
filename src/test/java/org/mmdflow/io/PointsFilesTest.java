package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

class PointsFilesTest {
  @TempDir private Path folder;

  /** Any finite doubles, extremes among them. */
  private static Points random(int n, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Points points = Points.zeros(n, d);
    for (int k = 0; k < n * d; k++) {
      double value = Double.longBitsToDouble(random.nextLong());
      points.data()[k] = Double.isFinite(value) ? value : -0.0;
    }
    return points;
  }

  private static Points randomFloats(int n, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Points points = Points.zeros(n, d);
    for (int k = 0; k < n * d; k++) {
      float value = Float.intBitsToFloat(random.nextInt());
      points.data()[k] = Float.isFinite(value) ? value : Float.MIN_VALUE;
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({
    "npy, 1, 1",
    "npy, 8191, 3",
    "npy, 20011, 1",
    "npz, 17, 4",
    "npz, 1, 97",
    "csv, 1, 1",
    "csv, 509, 7",
    "csv, 16411, 2",
    "csv, 2, 1009"
  })
  void readsBackWhatItWrote(String ending, int n, int d) {
    Path file = folder.resolve("points." + ending);
    Points doubles = random(n, d, n);
    PointsFiles.write(doubles, file);
    assertThat(PointsFiles.read(file)).isEqualTo(doubles);
    Points floats = randomFloats(n, d, d);
    PointsFiles.write(floats, file, ElementType.FLOAT32);
    Points read = PointsFiles.read(file);
    if (ending.equals("csv")) {
      // The shortest decimals of floats are other doubles; as floats they are the same.
      Arrays.setAll(read.data(), k -> (float) read.data()[k]);
    }
    assertThat(read).isEqualTo(floats);
  }

  @Test
  void writesTheHeaderOfNumpy() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PointsFiles.writeNpy(Points.zeros(1000, 2), ElementType.FLOAT32, out);
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(128 + 8000);
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(header)
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 2), }  ")
        .endsWith(" \n");
    assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STORED", "DEFLATED"})
  void writesSeveralArraysWithTheSameBytesEachTime(NpzFiles.Packing packing) throws IOException {
    Map<String, Points> arrays = new LinkedHashMap<>();
    arrays.put("x", random(300, 2, 1));
    arrays.put("y", Points.zeros(5000, 3));
    Path first = folder.resolve("first.npz");
    Path second = folder.resolve("second.npz");
    NpzFiles.write(arrays, first, ElementType.FLOAT64, packing);
    NpzFiles.write(arrays, second, ElementType.FLOAT64, packing);
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(PointsFiles.read(first + ":x")).isEqualTo(arrays.get("x"));
    assertThat(PointsFiles.read(first + ":y")).isEqualTo(arrays.get("y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a\\b", "a\nb"})
  void refusesNamesOfArraysThatArePaths(String name) {
    assertThatThrownBy(
            () ->
                NpzFiles.write(
                    Map.of(name, Points.zeros(1, 1)),
                    folder.resolve("a.npz"),
                    ElementType.FLOAT64,
                    NpzFiles.Packing.STORED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheColumnsOfText() {
    Path file = folder.resolve("witness.csv");
    Points points = Points.ofRows(new double[] {1, -2.5}, new double[] {1e-300, 4});
    PointsFiles.write(points, file, ElementType.FLOAT64, List.of("f", "df, \"dx\""));
    assertThat(file).hasContent("f,\"df, \"\"dx\"\"\"\n1.0,-2.5\n1.0E-300,4.0\n");
    assertThat(PointsFiles.read(file + ":2,f"))
        .isEqualTo(Points.ofRows(new double[] {-2.5, 1}, new double[] {4, 1e-300}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,4\n",
        "1,2\n3,4",
        "1,2\r\n3,4\r\n",
        "\uFEFF1,2\n3,4\n\n",
        "1,2\n3,4\n\n\n",
        "\"1\",\"2\"\n\"3\",\"4\"\n",
        " 1 , +2.0 \n.3e1,400E-2\n",
        "x,y\n1,2\n3,4\n",
        "\uFEFF\"x\",\"y\"\r\n1,2\r\n3,4\r\n",
        "# x,y\n1,2\n3,4\n",
        "1,2\r3,4\r"
      })
  void readsTextAsProgramsWriteIt(String text) throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, text);
    assertThat(PointsFiles.read(file))
        .isEqualTo(Points.ofRows(new double[] {1, 2}, new double[] {3, 4}));
  }

  @Test
  void readsIntegersOnlyWhereADoubleEqualsThem() throws IOException {
    long[] exact = {0, -1, 1L << 53, Long.MIN_VALUE, (1L << 62) + (1L << 10)};
    for (long value : exact) {
      assertThat(readInteger("<i8", value)).isEqualTo((double) value);
    }
    assertThat(readInteger("<u8", Long.MIN_VALUE)).isEqualTo(0x1p63);
    assertThat(readInteger("<u8", -2048)).isEqualTo(0x1p64 - 2048);
    assertThatThrownBy(() -> readInteger("<u8", -1))
        .hasMessageStartingWith("the integer 18446744073709551615 is not a double, a.npy row 1,");
    assertThatThrownBy(() -> readInteger("<i8", -(1L << 53) - 1))
        .hasMessageStartingWith("the integer -9007199254740993 is not a double, a.npy row 1,");
  }

  private static double readInteger(String type, long value) throws IOException {
    byte[] file =
        NpyBytes.file("{'descr': '" + type + "', 'fortran_order': False, 'shape': (1,), }", 8);
    for (int b = 0; b < 8; b++) {
      file[file.length - 8 + b] = (byte) (value >>> (8 * b));
    }
    return NpyReader.read(new ByteArrayInputStream(file), file.length, "a.npy").get(0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w.npy", "w.npz", "w.csv"})
  void readsBackWeights(String name) {
    Weights weights = Weights.of(0.25, 0.75, 0);
    WeightsFiles.write(weights, folder.resolve(name));
    assertThat(WeightsFiles.read(name, folder, 3).toArray()).isEqualTo(weights.toArray());
  }

  @Test
  void keepsTheOldFileWhenTheDiskIsFull() {
    FaultyFileSystem disk = new FaultyFileSystem();
    Path file = folder.resolve("a.npy");
    Points old = random(10, 2, 1);
    PointsFiles.write(old, file);
    for (String name : List.of("a.npy", "b.npz", "b.csv")) {
      disk.faults().diskFullAfter(100_000);
      assertThatThrownBy(
              () -> PointsFiles.write(random(10_000, 2, 2), disk.path(folder.resolve(name))))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("No space left");
    }
    assertThat(PointsFiles.read(disk.path(file))).isEqualTo(old);
    assertThat(folder).isDirectoryNotContaining("glob:**{.tmp,b.npz,b.csv}");
  }

  @Test
  void columnNamesOfPickedColumnsComeAlong() throws IOException {
    Path file = folder.resolve("named.csv");
    Files.writeString(file, "name,a,b\nx,1,2\ny,3,4\n");
    NamedPoints named = PointsFiles.readNamed(file + ":b,2");
    assertThat(named.names()).containsExactly("b", "a");
    assertThat(named.points()).isEqualTo(Points.ofRows(new double[] {2, 1}, new double[] {4, 3}));
    Files.writeString(file, "1,2\n3,4\n");
    assertThat(PointsFiles.readNamed(file.toString()).names()).isEmpty();
  }

  @Test
  void massesOfAnySumAreDividedByIt() throws IOException {
    Path file = folder.resolve("masses.csv");
    Files.writeString(file, "people\n3\n0\n9\n");
    Masses masses = WeightsFiles.readMasses(file.toString(), 3);
    assertThat(masses.sum()).isEqualTo(12);
    assertThat(masses.weights().toArray()).containsExactly(0.25, 0, 0.75);
    Files.writeString(file, "0\n0\n");
    assertThatThrownBy(() -> WeightsFiles.readMasses(file.toString(), 2))
        .isInstanceOf(UserError.class)
        .hasMessage("weights sum to 0.0, " + file + "; give at least one above 0");
  }
}
