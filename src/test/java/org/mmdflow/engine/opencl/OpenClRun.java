package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** A fresh virtual machine for tests: libraries load and drivers start once in each. */
final class OpenClRun {
  private OpenClRun() {}

  /** What {@link #main} says in an environment, in a virtual machine with {@code options}. */
  static List<String> run(
      Path said, Map<String, String> environment, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add(OpenClRun.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "")));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(said)).isZero();
    return Files.readAllLines(said);
  }

  /**
   * Prints every reason and device, and a digest of a gradient on each, all open at once; with the
   * word {@code list}, the devices' names instead.
   */
  public static void main(String[] arguments) {
    EngineProvider.Probe probe = Engines.probeAll().get("opencl");
    probe.reasons().forEach(reason -> System.out.println("no: " + reason));
    if (List.of(arguments).contains("list")) {
      probe.devices().forEach(device -> System.out.println("device: " + device.name()));
      return;
    }
    Engine[] engines = new Engine[probe.devices().size()];
    for (int i = 0; i < engines.length; i++) {
      engines[i] = Engines.open("opencl:" + i, EngineOptions.DEFAULT);
    }
    for (Engine engine : engines) {
      System.out.println(engine.device().engine() + ": " + digest(engine));
    }
    for (Engine engine : engines) {
      engine.close();
    }
  }

  private static long digest(Engine engine) {
    int n = 700;
    double[] points = new Random(1).doubles(3L * n).toArray();
    double[] found = new double[3 * n];
    try (Cloud x = engine.cloud(n, 3, Precision.FLOAT);
        Cloud w = engine.cloud(n, 1, Precision.FLOAT);
        Cloud g = engine.cloud(n, 3, Precision.FLOAT);
        KernelSum sum =
            engine.kernelSum(Kernel.gaussian(1), 3, Precision.FLOAT, Summation.exact())) {
      x.write(points);
      w.write(new Random(2).doubles(n).toArray());
      sum.gradient(x, List.of(new Part(x, w)), g, List.of());
      g.read(found);
    }
    return java.util.Arrays.hashCode(found);
  }
}
