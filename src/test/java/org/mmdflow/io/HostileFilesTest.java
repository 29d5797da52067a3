package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A virtual machine with 64 MB of heap refuses every hostile file, soon, and writes nothing. */
class HostileFilesTest {
  @TempDir private Path folder;

  @Test
  void refusesAllInASmallHeap() throws IOException, InterruptedException {
    Path files = Files.createDirectory(folder.resolve("files"));
    Map<String, String> locations = HostileFiles.make(files);
    List<String> before = listing(folder);

    Map<String, String> outcomes = run(files, locations);

    assertThat(outcomes).hasSameSizeAs(locations);
    Map<String, String> expected = new HashMap<>();
    expected.put("pickle", "refused Python objects are never unpickled, objects.npy;");
    expected.put("2^62 values", "refused shape (4611686018427387904) needs more than 2^63 bytes,");
    expected.put("2^32 x 2^32", "refused shape (4294967296, 4294967296) needs more than 2^63");
    expected.put("negative", "refused shape (-1, -8) is negative,");
    expected.put("truncated", "refused shape (1000000000) needs 8000000000 bytes, 64 follow");
    expected.put("nested header", "refused header of 100000 bytes is too long,");
    expected.put("deep header", "refused header makes no sense at its character 11,");
    expected.put("script", "refused not in .npy format, <script>alert(1)<!--.npy;");
    expected.put("1.6 GB that are there", "refused 1526 MB of memory are needed where the Java");
    expected.put("slip", "read 2");
    expected.put("control characters", "refused not in .npy format, names.npz:a\\u001b[31m\\n;");
    expected.put("bomb", "refused 96 MB of memory are needed where the Java heap has 64 MB,");
    expected.put("bomb of no array", "refused not in .npy format, zeros.npz:x;");
    expected.put("20,000 arrays", "refused holds 20000 arrays, many.npz; name one of array0,");
    expected.put("sizes that lie", "refused ");
    expected.put("no zip", "refused damaged or not a zip file (");
    expected.put("one line of zeros", "refused cannot be read as comma-separated values (");
    expected.put("open quote", "refused cannot be read as comma-separated values (");
    expected.put("many columns", "refused cannot be read as comma-separated values (");
    expected.put("many rows", "refused 49 MB of memory are needed where the Java heap has 64 MB");
    expected.put("nested list", "refused ");
    expected.put("10^10 pixels", "refused 100000 x 100000 pixels are too many, huge.png;");
    expected.put("negative pixels", "refused picture cannot be read (");
    expected.put("25 million pixels", "refused 382 MB of memory are needed where the Java heap");
    expected.put("gif", "refused picture cannot be read (");
    assertThat(outcomes.keySet()).isEqualTo(expected.keySet());
    expected.forEach((kind, start) -> assertThat(outcomes.get(kind)).as(kind).startsWith(start));
    assertThat(listing(folder)).isEqualTo(before);
    assertThat(listing(folder.getParent())).doesNotContain("evil.npy");
  }

  private Map<String, String> run(Path files, Map<String, String> locations)
      throws IOException, InterruptedException {
    Path list = Files.createTempFile("hostile", ".txt");
    List<String> lines = new ArrayList<>();
    locations.forEach((kind, location) -> lines.add(kind + "\t" + location));
    Files.write(list, lines);
    Path output = Files.createTempFile("hostile", ".out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                HostileFilesMain.class.getName(),
                files.toString(),
                list.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(list);
    Files.delete(output);
    assertThat(exit).as(printed).isZero();
    Map<String, String> outcomes = new HashMap<>();
    for (String line : printed.lines().toList()) {
      String[] fields = line.split("\t", 3);
      assertThat(fields).as(printed).hasSize(3);
      // Processor time of the thread, so that other work on the machine does not count.
      assertThat(Long.parseLong(fields[1])).as(line).isLessThan(1000);
      outcomes.put(fields[0], fields[2]);
    }
    return outcomes;
  }

  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }
}
