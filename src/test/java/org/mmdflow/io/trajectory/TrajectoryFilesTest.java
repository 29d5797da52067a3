package org.mmdflow.io.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every format, read back by readers that know only its specification. */
class TrajectoryFilesTest {
  private static final int N = 13;

  @TempDir Path dir;

  private List<Path> write(Trajectory t, TrajectoryFormat format) {
    return TrajectoryFiles.write(t, Optional.empty(), format, dir, () -> {});
  }

  @ParameterizedTest
  @CsvSource({"1,FLOAT64,false", "2,FLOAT32,true", "3,FLOAT32,false", "6,FLOAT64,true"})
  void xyz(int d, ElementType type, boolean weighted) throws IOException {
    Trajectory t = Sample.of(N, d, type, weighted);
    List<String> lines = Files.readAllLines(write(t, TrajectoryFormat.XYZ).get(0));
    assertThat(lines).hasSize(3 * (N + 2));
    for (int frame = 0; frame < 3; frame++) {
      List<String> part = lines.subList(frame * (N + 2), (frame + 1) * (N + 2));
      assertThat(part.get(0)).isEqualTo(Integer.toString(N));
      Map<String, String> keys = keys(part.get(1));
      assertThat(Long.parseLong(keys.get("Step"))).isEqualTo(Sample.MOMENTS.get(frame).step());
      assertThat(Double.parseDouble(keys.get("Time"))).isEqualTo(Sample.MOMENTS.get(frame).time());
      assertThat(keys.get("pbc")).isEqualTo("F F F");
      Map<String, Integer> columns = columns(keys.get("Properties"));
      assertThat(columns.keySet()).startsWith("species", "pos", "id");
      Points points = Sample.frame(frame, N, d, type);
      for (int p = 0; p < N; p++) {
        String[] fields = part.get(p + 2).split(" ", -1);
        assertThat(fields[columns.get("species")]).isEqualTo("X");
        assertThat(fields[columns.get("id")]).isEqualTo(Integer.toString(p + 1));
        for (int axis = 0; axis < Math.max(3, d); axis++) {
          int column = axis < 3 ? columns.get("pos") + axis : columns.get("x" + (axis + 1));
          double value = Double.parseDouble(fields[column]);
          double read = type == ElementType.FLOAT32 ? (float) value : value;
          assertThat(read).isEqualTo(axis < d ? points.get(p, axis) : 0);
        }
        if (weighted) {
          assertThat(Double.parseDouble(fields[columns.get("weight")]))
              .isEqualTo(Sample.weights(N).get(p));
        }
        assertThat(fields).hasSize(5 + Math.max(0, d - 3) + (weighted ? 1 : 0));
      }
    }
  }

  private static Map<String, String> keys(String line) {
    Map<String, String> keys = new LinkedHashMap<>();
    java.util.regex.Matcher pairs =
        java.util.regex.Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))").matcher(line);
    while (pairs.find()) {
      keys.put(pairs.group(1), pairs.group(2) == null ? pairs.group(3) : pairs.group(2));
    }
    return keys;
  }

  /** The first column of each property. */
  private static Map<String, Integer> columns(String properties) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    String[] fields = properties.split(":", -1);
    int next = 0;
    for (int i = 0; i < fields.length; i += 3) {
      columns.put(fields[i], next);
      next += Integer.parseInt(fields[i + 2]);
    }
    return columns;
  }

  @ParameterizedTest
  @CsvSource({"1,FLOAT64,false", "2,FLOAT32,true", "3,FLOAT64,false", "6,FLOAT32,true"})
  void vtp(int d, ElementType type, boolean weighted) throws IOException {
    Trajectory t = Sample.of(N, d, type, weighted);
    List<Path> files = write(t, TrajectoryFormat.VTP);
    assertThat(files.stream().map(f -> f.getFileName().toString()))
        .containsExactly(
            "particles.pvd",
            "particles_000000000.vtp",
            "particles_000000005.vtp",
            "particles_1000000000.vtp");
    for (int frame = 0; frame < 3; frame++) {
      VtpFile file = VtpFile.read(files.get(frame + 1));
      Element root = file.xml().getDocumentElement();
      assertThat(root.getAttribute("byte_order")).isEqualTo("LittleEndian");
      assertThat(root.getAttribute("header_type")).isEqualTo("UInt64");
      assertThat(file.element("Piece").getAttribute("NumberOfPoints")).isEqualTo("" + N);
      assertThat(file.element("Piece").getAttribute("NumberOfVerts")).isEqualTo("" + N);
      Points points = Sample.frame(frame, N, d, type);
      double[] positions = file.arrays().get("Points");
      assertThat(positions).hasSize(3 * N);
      for (int k = 0; k < 3 * N; k++) {
        assertThat(positions[k]).isEqualTo(k % 3 < d ? points.get(k / 3, k % 3) : 0);
      }
      for (int axis = 3; axis < d; axis++) {
        int coordinate = axis;
        assertThat(file.arrays().get("a<\"&" + axis))
            .containsExactly(
                IntStream.range(0, N).mapToDouble(p -> points.get(p, coordinate)).toArray());
      }
      assertThat(file.arrays().get("particle")).startsWith(1, 2).endsWith(N);
      assertThat(file.arrays().get("connectivity")).startsWith(0, 1).endsWith(N - 1).hasSize(N);
      assertThat(file.arrays().get("offsets")).startsWith(1, 2).endsWith(N).hasSize(N);
      assertThat(file.arrays().get("TimeValue")).containsExactly(Sample.MOMENTS.get(frame).time());
      assertThat(file.arrays().get("step"))
          .containsExactly((double) Sample.MOMENTS.get(frame).step());
      assertThat(file.arrays().containsKey("weight")).isEqualTo(weighted);
      if (weighted) {
        assertThat(file.arrays().get("weight")).containsExactly(Sample.weights(N).toArray());
      }
    }
  }

  @Test
  void manyPointsOutgrowTheBuffers() throws IOException {
    Trajectory t = Sample.of(20_011, 3, ElementType.FLOAT64, false);
    VtpFile file = VtpFile.read(write(t, TrajectoryFormat.VTP).get(2));
    assertThat(file.arrays().get("Points"))
        .containsExactly(Sample.frame(1, 20_011, 3, ElementType.FLOAT64).data());
  }

  @Test
  void pvdListsEachFileWithItsFlowTime() throws IOException {
    List<String> times =
        times(write(Sample.of(N, 2, ElementType.FLOAT32, false), TrajectoryFormat.VTP));
    assertThat(times).containsExactly("0.0", "" + (0.1 + 0.2), "" + (1e-5 + 7));
  }

  @Test
  void whereTimeStandsStillThePvdCountsSteps() throws IOException {
    Trajectory stopped =
        new Trajectory(
            List.of(new Moment(0, 0), new Moment(3, 1), new Moment(9, 1)),
            N,
            2,
            ElementType.FLOAT32,
            Trajectory.plainColumns(2),
            Optional.empty(),
            i -> Sample.frame(i, N, 2, ElementType.FLOAT32));
    assertThat(times(write(stopped, TrajectoryFormat.VTP))).containsExactly("0.0", "3.0", "9.0");
  }

  private static List<String> times(List<Path> files) throws IOException {
    NodeList sets = VtpFile.parse(files.get(0)).getElementsByTagName("DataSet");
    return IntStream.range(0, sets.getLength())
        .mapToObj(i -> (Element) sets.item(i))
        .peek(
            set ->
                assertThat(files).contains(files.get(0).resolveSibling(set.getAttribute("file"))))
        .map(set -> set.getAttribute("timestep"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1,FLOAT32,true", "4,FLOAT64,false"})
  void csv(int d, ElementType type, boolean weighted) throws IOException {
    Path file = write(Sample.of(N, d, type, weighted), TrajectoryFormat.CSV).get(0);
    assertThat(Files.readAllLines(file).get(0)).startsWith("step,flow_time,particle,\"a<\"\"&0\"");
    Points table = PointsFiles.read(file);
    assertThat(table.n()).isEqualTo(3 * N);
    assertThat(table.d()).isEqualTo(3 + d + (weighted ? 1 : 0));
    for (int row = 0; row < 3 * N; row++) {
      Points points = Sample.frame(row / N, N, d, type);
      assertThat(table.get(row, 0)).isEqualTo((double) Sample.MOMENTS.get(row / N).step());
      assertThat(table.get(row, 1)).isEqualTo(Sample.MOMENTS.get(row / N).time());
      assertThat(table.get(row, 2)).isEqualTo(row % N + 1);
      for (int axis = 0; axis < d; axis++) {
        double read = table.get(row, 3 + axis);
        assertThat(type == ElementType.FLOAT32 ? (float) read : read)
            .isEqualTo(points.get(row % N, axis));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,<f4,4", "FLOAT64,<f8,8"})
  void npz(ElementType type, String descriptor, int bytes) throws IOException {
    Trajectory still =
        Trajectory.still(
            Sample.frame(5, 4, 2, type), type, Trajectory.plainColumns(2), Optional.empty());
    Path file =
        TrajectoryFiles.write(
                Sample.of(N, 2, type, true),
                Optional.of(still),
                TrajectoryFormat.NPZ,
                dir,
                () -> {})
            .get(0);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("steps.npy", "flow_time.npy", "points.npy", "weights.npy", "target.npy");
      ByteBuffer steps = array(zip, "steps.npy", "'<i8'", "(3,)");
      assertThat(new long[] {steps.getLong(), steps.getLong(), steps.getLong()})
          .containsExactly(0, 5, 1_000_000_000);
      ByteBuffer points = array(zip, "points.npy", "'" + descriptor + "'", "(3, " + N + ", 2)");
      assertThat(points.remaining()).isEqualTo(3 * N * 2 * bytes);
      for (int frame = 0; frame < 3; frame++) {
        for (double value : Sample.frame(frame, N, 2, type).data()) {
          assertThat(bytes == 4 ? points.getFloat() : points.getDouble()).isEqualTo(value);
        }
      }
    }
    assertThat(PointsFiles.read(file + ":target")).isEqualTo(still.frame(0));
    assertThat(PointsFiles.read(file + ":weights").data()).isEqualTo(Sample.weights(N).toArray());
    assertThat(PointsFiles.read(file + ":flow_time").get(1, 0)).isEqualTo(0.1 + 0.2);
  }

  private static ByteBuffer array(ZipFile zip, String name, String type, String shape)
      throws IOException {
    byte[] all = zip.getInputStream(zip.getEntry(name)).readAllBytes();
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    assertThat(new String(all, 10, header, StandardCharsets.US_ASCII))
        .contains("'descr': " + type, "'fortran_order': False", "'shape': " + shape);
    return bytes.position(10 + header);
  }

  @Test
  void anEarlierExportStaysUnlessItIsToBeReplaced() throws IOException {
    write(Sample.of(N, 2, ElementType.FLOAT32, false), TrajectoryFormat.VTP);
    Files.writeString(dir.resolve("notes.vtp"), "mine");
    assertThatThrownBy(() -> TrajectoryFiles.check(TrajectoryFormat.VTP, dir, false, false))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "an export is there already, "
                + dir.resolve("particles.pvd")
                + "; add --overwrite, or choose another --out");
    TrajectoryFiles.check(TrajectoryFormat.XYZ, dir, false, false);
    TrajectoryFiles.check(TrajectoryFormat.VTP, dir, false, true);
    Trajectory shorter =
        Trajectory.still(
            Sample.frame(0, N, 2, ElementType.FLOAT32),
            ElementType.FLOAT32,
            Trajectory.plainColumns(2),
            Optional.empty());
    write(shorter, TrajectoryFormat.VTP);
    try (var left = Files.list(dir)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("particles.pvd", "particles_000000000.vtp", "notes.vtp");
    }
  }

  @Test
  void anExportThatIsEndedEarlyLeavesNoHalfFile() throws IOException {
    Trajectory t = Sample.of(N, 2, ElementType.FLOAT32, false);
    int[] frames = {0};
    assertThatThrownBy(
            () ->
                TrajectoryFiles.write(
                    t,
                    Optional.empty(),
                    TrajectoryFormat.XYZ,
                    dir,
                    () -> {
                      if (frames[0]++ == 1) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    try (var left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anOverwritingThatIsEndedEarlyLeavesNoListOfTwoExports() throws IOException {
    Trajectory t = Sample.of(N, 2, ElementType.FLOAT32, false);
    write(t, TrajectoryFormat.VTP);
    int[] frames = {0};
    assertThatThrownBy(
            () ->
                TrajectoryFiles.write(
                    t,
                    Optional.empty(),
                    TrajectoryFormat.VTP,
                    dir,
                    () -> {
                      if (frames[0]++ == 1) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(dir.resolve("particles.pvd")).doesNotExist();
    assertThat(dir.resolve("particles_000000000.vtp")).exists();
  }

  @Test
  void aTargetThatIsOfNoExportIsLeftAlone() throws IOException {
    Path mine = Files.writeString(dir.resolve("target.csv"), "mine");
    TrajectoryFiles.check(TrajectoryFormat.CSV, dir, false, false);
    assertThatThrownBy(() -> TrajectoryFiles.check(TrajectoryFormat.CSV, dir, true, true))
        .isInstanceOf(UserError.class)
        .hasMessage("is there and of no export, " + mine + "; choose another --out");
    write(Sample.of(N, 2, ElementType.FLOAT32, false), TrajectoryFormat.CSV);
    assertThat(mine).content().isEqualTo("mine");
  }
}
