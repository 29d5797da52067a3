package org.mmdflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;

/** The first Java example of README.md compiles as it stands, runs, and does what it says. */
class ReadmeSnippetTest {
  private static final String NAME = "Snippet";

  @TempDir Path folder;

  @Test
  void theExampleOfTheReadmeRuns() throws IOException, InterruptedException {
    Points target = Distributions.ring(new double[] {0, 0}, 2, 0.1).sample(1000, 1);
    PointsFiles.write(target, folder.resolve("target.npy"));

    compile(source(Files.readString(Path.of("README.md"))));
    run();

    Points result = PointsFiles.read(folder.resolve("result.npy"));
    assertThat(result.d()).isEqualTo(2);
    double start =
        mmd2(Distributions.gaussian(new double[] {0, 0}, 0.5).sample(result.n(), 42), target);
    assertThat(mmd2(result, target)).isLessThan(0.1 * start);
  }

  private static double mmd2(Points x, Points y) {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      return Mmd.estimate(
              engine, Precision.DOUBLE, Kernel.gaussian(1), Sample.of(x), Sample.of(y), Estimator.V)
          .mmd2();
    }
  }

  /** The first block of Java, its statements put into a main method. */
  private static String source(String readme) {
    Matcher block = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).as("README.md has a block of Java").isTrue();
    List<String> lines = block.group(1).lines().toList();
    return lines.stream().filter(l -> l.startsWith("import ")).collect(Collectors.joining("\n"))
        + "\npublic class "
        + NAME
        + " { public static void main(String[] args) throws Exception {\n"
        + lines.stream().filter(l -> !l.startsWith("import ")).collect(Collectors.joining("\n"))
        + "\n}}";
  }

  private void compile(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + NAME + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "-proc:none",
            "-Xlint:all,-processing,-classfile,-path",
            "-classpath",
            System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(file)).call();
    assertThat(problems.getDiagnostics())
        .as("what the compiler says of\n%s", source)
        .extracting(d -> d.getMessage(Locale.ROOT))
        .isEmpty();
    assertThat(compiled).isTrue();
  }

  /** In a process of its own, whose folder is where the example reads and writes. */
  private void run() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                folder
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                NAME)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(ended).as("the example ended; it said %s", said).isTrue();
    assertThat(process.exitValue()).as("exit code; it said %s", said).isZero();
    assertThat(said).contains("step 300 of 300").contains("half_mmd2_v");
  }
}
