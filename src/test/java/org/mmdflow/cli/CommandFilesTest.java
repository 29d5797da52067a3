package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** No command overwrites what it reads; the lines themselves stand in {@code mistakes.txt}. */
class CommandFilesTest {
  private static final String READ = " is read and would be overwritten, in ";
  private static final String TWICE = " would be written twice, in ";

  @TempDir Path dir;

  @BeforeEach
  void fill() throws IOException {
    Points points = RandomClouds.gaussian(1, 20, 2);
    for (String name : new String[] {"a.npy", "b.csv", "c.npz"}) {
      PointsFiles.write(points, dir.resolve(name));
    }
    Files.writeString(dir.resolve("w.csv"), "1\n".repeat(20));
    Files.writeString(dir.resolve("h.csv"), "0.05\n".repeat(20));
    Files.createDirectory(dir.resolve("sub"));
  }

  private Invocation run(String command) {
    return Invocation.of(
        Invocation.words(command.replace("DIR", dir.toString())).toArray(String[]::new));
  }

  private void refused(String command, String line) throws IOException {
    String[] names = {"a.npy", "b.csv", "c.npz", "w.csv", "h.csv"};
    byte[][] before = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      before[i] = Files.readAllBytes(dir.resolve(names[i]));
    }
    Invocation result = run(command);
    assertThat(result.err().replace(dir.toString(), "DIR")).isEqualTo("mmdflow: " + line + "\n");
    assertThat(result.code()).isEqualTo(2);
    for (int i = 0; i < names.length; i++) {
      assertThat(Arrays.equals(Files.readAllBytes(dir.resolve(names[i])), before[i])).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DIR/a.npy -o DIR/a.npy | DIR/a.npy | DATA and --out",
        "DIR/a.npy -o DIR/sub/../a.npy | DIR/sub/../a.npy | DATA and --out",
        "DIR/b.csv:x1 -o DIR/b.csv | DIR/b.csv | DATA and --out",
        "DIR/c.npz:points -o DIR/c.npz | DIR/c.npz | DATA and --out",
        "'0.5*DIR/a.npy + 0.5*DIR/b.csv:x1,x2' -o DIR/b.csv | DIR/b.csv | DATA and --out",
        "'0.5*\"DIR/a.npy\" + 0.5*DIR/b.csv' -o DIR/a.npy | DIR/a.npy | DATA and --out",
        "'mixture(n=9, file=DIR/b.csv)' -o DIR/b.csv | DIR/b.csv | DATA and --out",
        "DIR/a.npy --data-weights DIR/w.csv -o DIR/w.csv | DIR/w.csv | --data-weights and --out",
        "DIR/a.npy --data-weights DIR/w.csv -o DIR/s.csv --weights DIR/w.csv | DIR/w.csv"
            + " | --data-weights and --weights",
        "DIR/a.npy -o DIR/s.csv --weights DIR/a.npy | DIR/a.npy | DATA and --weights",
        "'grid-of-image(DIR/p.png, n=9)' -o DIR/s.csv --picture DIR/p.png | DIR/p.png"
            + " | DATA and --picture",
        "DIR/a.npy -o DIR/s.csv --kernel 'two-layer(data=DIR/b.csv, activation=tanh)' --weights"
            + " DIR/b.csv | DIR/b.csv | --kernel and --weights",
      })
  void summariesKeepWhatTheyRead(String words, String file, String where) throws IOException {
    Files.write(dir.resolve("p.png"), new byte[] {1});
    refused(
        "summarize --points 3 --engine reference " + words,
        file + READ + where + "; give another name to write to");
  }

  @ParameterizedTest
  @CsvSource({"DIR/s.csv, DIR/s.csv", "DIR/s.npy, DIR/sub/../s.npy", "DIR/a.csv, DIR/./a.csv"})
  void twoFilesAreNotOne(String out, String weights) throws IOException {
    refused(
        "summarize DIR/a.npy --points 3 -o " + out + " --weights " + weights,
        weights + TWICE + "--out and --weights; give two names");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "witness DIR/a.npy --particles DIR/b.csv --target DIR/c.npz -o DIR/a.npy | POINTS | a.npy",
        "witness DIR/a.npy --particles DIR/b.csv --target DIR/c.npz -o DIR/b.csv"
            + " | --particles | b.csv",
        "witness DIR/a.npy --particles DIR/b.csv --target DIR/c.npz -o DIR/c.npz"
            + " | --target | c.npz",
        "witness DIR/a.npy --particles DIR/b.csv --target DIR/a.npy --weights-x DIR/h.csv"
            + " -o DIR/h.csv | --weights-x | h.csv",
        "witness DIR/a.npy --particles DIR/b.csv --target DIR/a.npy --weights-y DIR/h.csv"
            + " -o DIR/h.csv | --weights-y | h.csv",
        "gram DIR/a.npy DIR/b.csv -o DIR/a.npy | X | a.npy",
        "gram DIR/b.csv DIR/a.npy -o DIR/a.npy | Y | a.npy",
      })
  void otherCommandsKeepWhatTheyRead(String command, String name, String file) throws IOException {
    refused(command, "DIR/" + file + READ + name + " and --out; give another name to write to");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowed() throws IOException {
    Files.createSymbolicLink(dir.resolve("link.npy"), dir.resolve("a.npy"));
    Files.createSymbolicLink(dir.resolve("way"), dir);
    String mend = "; give another name to write to";
    refused(
        "summarize DIR/a.npy --points 3 -o DIR/link.npy",
        "DIR/link.npy" + READ + "DATA and --out" + mend);
    refused(
        "summarize DIR/link.npy --points 3 -o DIR/a.npy",
        "DIR/a.npy" + READ + "DATA and --out" + mend);
    refused(
        "summarize DIR/a.npy --points 3 -o DIR/way/a.npy",
        "DIR/way/a.npy" + READ + "DATA and --out" + mend);
    refused(
        "summarize DIR/a.npy --points 3 -o DIR/new.csv --weights DIR/way/new.csv",
        "DIR/way/new.csv" + TWICE + "--out and --weights; give two names");
  }

  private static String lost(String where, String file) {
    return where.replaceAll("--sweep |--", "")
        + " is read from the run that --overwrite deletes, "
        + file
        + ", in "
        + where
        + "; copy that file elsewhere first, or choose another --out";
  }

  @Test
  void aRunIsNotOverwrittenByOneThatReadsIt() throws IOException {
    String others = " --steps 3 --engine reference --out DIR/run --quiet";
    assertThat(run("run --start DIR/a.npy --target DIR/b.csv" + others).code()).isZero();
    byte[] before = Files.readAllBytes(dir.resolve("run/particles.npy"));
    String last = "DIR/run/particles.npy";
    others += " --overwrite";
    refused("run --start " + last + " --target DIR/b.csv" + others, lost("--start", last));
    refused("run --target " + last + " --start DIR/b.csv" + others, lost("--target", last));
    String union = "0.5*DIR/run/../run/snapshots/000000003.npy + 0.5*DIR/a.npy";
    refused(
        "run --start DIR/b.csv --target '" + union + "'" + others,
        lost("--target", "DIR/run/../run/snapshots/000000003.npy"));
    assertThat(dir.resolve("run/particles.npy")).hasBinaryContent(before);
    assertThat(run("run DIR/run/experiment.yaml" + others).code()).isZero();
    assertThat(dir.resolve("run/particles.npy")).hasBinaryContent(before);
  }

  @Test
  void aSweepIsNotOverwrittenByOneThatReadsIt() throws IOException {
    String others = " --steps 3 --engine reference --out DIR/sweep --quiet";
    String first = "run --start DIR/a.npy --target DIR/b.csv --sweep momentum=0,0.5" + others;
    assertThat(run(first).code()).isZero();
    String last = "DIR/sweep/001-momentum=0/particles.npy";
    String again = "run --target DIR/b.csv --overwrite" + others;
    refused(again + " --start " + last + " --sweep momentum=0,0.5", lost("--start", last));
    refused(again + " --sweep start=DIR/a.npy," + last, lost("--sweep start", last));
    assertThat(run(first + " --overwrite").code()).isZero();
  }

  @Test
  void aPageIsNotWrittenOverAFileOfTheRun() throws IOException {
    String target = " --target DIR/b.csv --steps 3 --engine reference --out DIR/run";
    assertThat(run("run --start DIR/a.npy" + target).code()).isZero();
    refused(
        "report DIR/run -o DIR/run/metrics.csv",
        "not a .html file, in --out DIR/run/metrics.csv; end its name in .html");
  }

  @Test
  void anOlderOutputIsReplaced() throws IOException {
    String command = "summarize DIR/a.npy --points 3 --steps 5 -o DIR/b.csv --engine reference";
    assertThat(run(command).code()).isZero();
    assertThat(PointsFiles.read(dir.resolve("b.csv")).n()).isEqualTo(3);
  }
}
