package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/** What a user reads: the whole line. */
class ErrorLinesTest {
  @TempDir private Path folder;

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", "no rows of numbers, a.csv; give at least one point"),
        arguments("x,y\n", "no rows of numbers, a.csv; give at least one point"),
        arguments(
            "1,2\n3\n",
            "1 columns where the rows above have 2, a.csv row 2; give every row the same number"),
        arguments(
            "1,2\n3,4,5\n",
            "3 columns where the rows above have 2, a.csv row 2; give every row the same number"),
        arguments(
            "x,y\n1,2\n3,abc\n",
            "'abc' is not a number, a.csv row 3, column 2 (y); write numbers like -1.5e3, separated"
                + " by commas"),
        arguments(
            "1,2\n3,\n",
            "'' is not a number, a.csv row 2, column 2; write numbers like -1.5e3, separated by"
                + " commas"),
        arguments(
            "1;2\n3;4\n",
            "'3;4' is not a number, a.csv row 2, column 1 (1;2); write numbers like -1.5e3,"
                + " separated by commas"),
        arguments(
            "1,2\n0x1p3,4\n",
            "'0x1p3' is not a number, a.csv row 2, column 1; write numbers like -1.5e3, separated"
                + " by commas"),
        arguments(
            "1,2\n3d,4\n",
            "'3d' is not a number, a.csv row 2, column 1; write numbers like -1.5e3, separated by"
                + " commas"),
        arguments(
            "1,2\n\"a\nb\u001b[31m\",4\n",
            "'a\\nb\\u001b[31m' is not a number, a.csv row 2, column 1; write numbers like -1.5e3,"
                + " separated by commas"),
        arguments(
            "1,NaN\n",
            "NaN is not a finite number, a.csv row 1, column 2; remove or replace the row"),
        arguments(
            "x,y\n1,-inf\n",
            "-inf is not a finite number, a.csv row 2, column 2 (y); remove or replace the row"),
        arguments(
            "1e999,1\n",
            "1e999 is not a finite number, a.csv row 1, column 1; remove or replace the row"),
        arguments(
            "1,2.O\n3,4\n",
            "the first row mixes numbers and text: '2.O', a.csv row 1, column 2; give names only (a"
                + " header) or numbers only"),
        arguments("1,2\n\n3,4\n", "blank line before more rows, a.csv row 2; remove it"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void refusesText(String text, String line) throws IOException {
    Files.writeString(folder.resolve("a.csv"), text);
    assertThat(refusal("a.csv")).isEqualTo(line);
  }

  static Stream<Arguments> picks() {
    return Stream.of(
        arguments("a.csv:z", "no column 'z', a.csv; it has the columns x, y, x"),
        arguments("a.csv:0", "no column '0', a.csv; it has the columns x, y, x"),
        arguments("a.csv:4", "no column '4', a.csv; it has the columns x, y, x"),
        arguments("a.csv:", "no column '', a.csv; it has the columns x, y, x"),
        arguments("a.csv:x", "two columns are called 'x', a.csv; pick by number, from 1"),
        arguments("b.csv:3", "no column '3', b.csv; it has columns 1 to 2"),
        arguments("c.csv", "no such file, c.csv; check the name and the folder"),
        arguments("folder.csv", "is a folder, folder.csv; give a file"),
        arguments("a.txt", "unknown kind of file, a.txt; its name must end in .npy, .npz or .csv"),
        arguments("two.npz:c", "no array 'c', two.npz; it holds a, b"),
        arguments("two.npz", "holds 2 arrays, two.npz; name one of a, b, as in two.npz:a"),
        arguments(
            "a\0.npy",
            "not a file name: Nul character not allowed, a\\u0000.npy; give another name"));
  }

  @ParameterizedTest
  @MethodSource("picks")
  void refusesWhatIsNotThere(String location, String line) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "x,y,x\n1,2,3\n");
    Files.writeString(folder.resolve("b.csv"), "1,2\n");
    Files.createDirectory(folder.resolve("folder.csv"));
    Files.copy(NumpyFilesTest.folder().resolve("stored.npz"), folder.resolve("two.npz"));
    assertThat(refusal(location)).isEqualTo(line);
  }

  static Stream<Arguments> headers() {
    String save = "; write it with numpy.save";
    String convert = "; convert with .astype('float64') before numpy.save";
    return Stream.of(
        arguments(
            NpyBytes.header("<f8", "(2, 3, 4)"),
            "shape (2, 3, 4) has 3 axes, a.npy; reshape to (points, coordinates)"),
        arguments(
            NpyBytes.header("<f8", "()"),
            "shape () has 0 axes, a.npy; reshape to (points, coordinates)"),
        arguments(
            NpyBytes.header("<f8", "(0, 2)"),
            "no points: shape (0, 2), a.npy; give at least one point"),
        arguments(NpyBytes.header("<f8", "(-3, 2)"), "shape (-3, 2) is negative, a.npy" + save),
        arguments(
            NpyBytes.header("<f8", "(3, 2)"),
            "shape (3, 2) needs 48 bytes, 16 follow the header, a.npy; write the file again"),
        arguments(
            NpyBytes.header("<f8", "(1, 1)"),
            "shape (1, 1) needs 8 bytes, 16 follow the header, a.npy; write the file again"),
        arguments(
            NpyBytes.header("<f8", "(4611686018427387904,)"),
            "shape (4611686018427387904) needs more than 2^63 bytes, 16 follow the header, a.npy;"
                + " write the file again"),
        arguments(
            NpyBytes.header("|O", "(2,)"), "Python objects are never unpickled, a.npy" + convert),
        arguments(NpyBytes.header("<c8", "(2,)"), "type '<c8' is not read, a.npy" + convert),
        arguments(NpyBytes.header("", "(2,)"), "type '' is not read, a.npy" + convert),
        arguments(
            "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (4,), }",
            "structured types are not coordinates, a.npy; save a plain float32 or float64 array"),
        arguments(
            "{'descr': '<f8', 'shape': (2,), }",
            "header lacks descr, fortran_order or shape, a.npy" + save),
        arguments(
            "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
            "header makes no sense at its character 27, a.npy" + save),
        arguments(
            "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,), }",
            "header makes no sense at its character 35, a.npy" + save),
        arguments(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }",
            "header makes no sense at its character 52, a.npy" + save),
        arguments("(".repeat(5000), "header makes no sense at its character 1, a.npy" + save),
        arguments("{'<script>': 1}", "header makes no sense at its character 14, a.npy" + save));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void refusesHeaders(String header, String line) throws IOException {
    Files.write(folder.resolve("a.npy"), NpyBytes.file(header, 16));
    assertThat(refusal("a.npy")).isEqualTo(line);
  }

  static Stream<Arguments> bytes() {
    byte[] good = NpyBytes.file(NpyBytes.header("<f8", "(1, 2)"), 16);
    byte[] notFinite = good.clone();
    Arrays.fill(notFinite, good.length - 8, good.length, (byte) 0xff);
    byte[] version = good.clone();
    version[6] = 9;
    return Stream.of(
        arguments(new byte[0], "not in .npy format, a.npy; write it with numpy.save"),
        arguments(
            "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8),
            "not in .npy format, a.npy; write it with numpy.save"),
        arguments(Arrays.copyOf(good, 30), "file ends inside its header, a.npy; write it again"),
        arguments(
            version, ".npy version 9.0 is unknown, a.npy; versions 1.0, 2.0 and 3.0 are read"),
        arguments(
            NpyBytes.file(2, "(".repeat(100_000), 100_000, 0),
            "header of 100000 bytes is too long, a.npy; at most 10000 are read"),
        arguments(
            NpyBytes.file(2, "", -1, 0),
            "header of 4294967295 bytes is too long, a.npy; at most 10000 are read"),
        arguments(
            notFinite,
            "NaN is not a finite number, a.npy row 1, column 2; remove or replace the row"));
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void refusesBytes(byte[] bytes, String line) throws IOException {
    Files.write(folder.resolve("a.npy"), bytes);
    assertThat(refusal("a.npy")).isEqualTo(line);
  }

  static Stream<Arguments> weights() {
    return Stream.of(
        arguments(
            "0.5\n0.25\n0.15\n",
            "weights sum to 0.9, w.csv; divide them by it so that they sum to 1"),
        arguments("0.5\n0.5\n", "2 weights for 3 points, w.csv; give one for each"),
        arguments(
            "1.5\n-0.5\n0\n", "weight 2 is negative: -0.5, w.csv; weights must be at least 0"),
        arguments(
            "1,0\n0,0\n0,0\n",
            "weights have 2 columns, w.csv; give one column, or pick one as in w.csv:weight"),
        arguments(
            "w\n1\nnan\n0\n",
            "nan is not a finite number, w.csv row 3, column 1 (w); remove or replace the row"));
  }

  @ParameterizedTest
  @MethodSource("weights")
  void refusesWeights(String text, String line) throws IOException {
    Files.writeString(folder.resolve("w.csv"), text);
    UserError error =
        catchThrowableOfType(UserError.class, () -> WeightsFiles.read("w.csv", folder, 3));
    assertThat(error).hasMessage(line);
  }

  @Test
  void refusesTargets() throws IOException {
    Files.createDirectory(folder.resolve("folder.npy"));
    assertThat(writing("folder.npy"))
        .isEqualTo(
            "is there and not an ordinary file, FOLDER/folder.npy; give another name to write to");
    assertThat(writing("missing/a.npy"))
        .isEqualTo("no folder to write to, FOLDER/missing/a.npy; make the folder first");
    assertThat(writing("a.txt"))
        .isEqualTo("unknown kind of file, FOLDER/a.txt; its name must end in .npy, .npz or .csv");
  }

  private String writing(String name) {
    UserError error =
        catchThrowableOfType(
            UserError.class, () -> PointsFiles.write(Points.zeros(1, 1), folder.resolve(name)));
    return error.getMessage().replace(folder.toString(), "FOLDER");
  }

  private String refusal(String location) {
    UserError error =
        catchThrowableOfType(UserError.class, () -> PointsFiles.read(location, folder));
    assertThat(error).as("refused").isNotNull();
    return error.getMessage();
  }
}
