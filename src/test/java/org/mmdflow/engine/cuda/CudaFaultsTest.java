package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users read where a device, its driver or its memory fails, on the emulated driver. */
class CudaFaultsTest {
  private static final String[] RUN = {
    "run",
    "--start=gaussian(n=500, mean=[2, 2], sd=0.5)",
    "--target=ring(n=500, centre=[0, 0], radius=1, sd=0.1)",
    "--engine=cuda",
    "--steps=40",
    "--checkpoint-every=10",
    "--snapshots=none"
  };

  @TempDir Path folder;

  @BeforeEach
  void theDriverIsEmulated() {
    CudaMachine.assumeThere();
    assumeTrue(CudaMachine.first().name().startsWith("emulated"), "a real device does not fail");
  }

  /** An exit code and all that was said. */
  private record Said(int code, String text) {}

  private Said mmdflow(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("org.mmdflow.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put(
            "CLASSPATH",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "")));
    builder.environment().putAll(environment);
    Path said = folder.resolve("said");
    Process process = builder.redirectOutput(said.toFile()).start();
    int code = process.waitFor();
    return new Said(code, Files.readString(said));
  }

  private String devices(String name, String value) throws Exception {
    Said said = mmdflow(Map.of("MMDFLOW_EMULATOR_" + name, value), "devices");
    assertThat(said.code).as(said.text).isZero();
    return said.text.lines().filter(line -> line.startsWith("cuda")).toList().toString();
  }

  @Test
  void devicesAreListedAsEmulated() throws Exception {
    assertThat(devices("DEVICES", "2"))
        .contains("emulated ", "emulated 1", "compute capability 9.0, 4 multiprocessors")
        .contains("driver for CUDA 13.0");
  }

  @Test
  void aMachineWithoutADeviceSaysSo() throws Exception {
    assertThat(devices("DEVICES", "0")).contains("none: the CUDA driver sees no device; see that");
  }

  @Test
  void anOldDriverIsNamed() throws Exception {
    assertThat(devices("DRIVER", "11080"))
        .contains("the driver is for CUDA 11.8 and the engine needs 12.0; update NVIDIA's driver");
  }

  @Test
  void anOldDeviceIsNamed() throws Exception {
    assertThat(devices("CAPABILITY", "61"))
        .contains("emulated has compute capability 6.1 and the engine needs 7.5")
        .contains("use --engine opencl");
  }

  @Test
  void aDriverOfCuda12TakesTheKernels() throws Exception {
    Said said = mmdflow(Map.of("MMDFLOW_EMULATOR_DRIVER", "12000"), "verify", "--engine=cuda");
    assertThat(said.text).contains("all ", " checks passed");
    assertThat(said.code).isZero();
  }

  @Test
  void withoutTensorCoresTheSumsAreTheSameWithinTheirBounds() throws Exception {
    Said said = mmdflow(Map.of("MMDFLOW_EMULATOR_CAPABILITY", "75"), "verify", "--engine=cuda");
    assertThat(said.text).contains("all ", " checks passed");
    assertThat(said.code).isZero();
  }

  @Test
  void aDeviceWithoutRoomIsToldInOneLine() throws Exception {
    Said said =
        mmdflow(
            Map.of("MMDFLOW_EMULATOR_MEMORY", "20000"),
            with("--out=" + folder.resolve("run"), "--quiet"));
    assertThat(said.code).isEqualTo(2);
    assertThat(said.text.lines().toList())
        .singleElement()
        .asString()
        .contains("500 particles and 500 target points in 2 dimensions need ")
        .contains(" MB on emulated, which has 0.02 MB, in the experiment; take ");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void memoryThatRunsOutIsToldInOneLine() throws Exception {
    Said said =
        mmdflow(
            Map.of("MMDFLOW_EMULATOR_FAIL", "cuMemAlloc_v2:9:2"),
            with("--out=" + folder.resolve("run"), "--quiet"));
    assertThat(said.code).isEqualTo(2);
    assertThat(said.text.lines().toList())
        .singleElement()
        .asString()
        .contains(" need ", " on emulated and it has 1.1 GB, not all of it free, in engine cuda; ");
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 719})
  void aDeviceThatFailsLeavesAGoodCheckpoint(int error) throws Exception {
    Path run = folder.resolve("run");
    Said said =
        mmdflow(
            Map.of("MMDFLOW_EMULATOR_FAIL", "launch:100:" + error),
            with("--out=" + run, "--quiet"));
    assertThat(said.code).isEqualTo(1);
    assertThat(said.text.lines().filter(line -> line.startsWith("mmdflow: ")).toList())
        .singleElement()
        .asString()
        .startsWith("mmdflow: the device failed (CUDA: cu")
        .contains("gave CUDA_ERROR_")
        .contains(" is good: mend that, then mmdflow resume " + run);
    Said resumed = mmdflow(Map.of(), "resume", run.toString(), "--quiet");
    assertThat(resumed.code).as(resumed.text).isZero();
    Path straight = folder.resolve("straight");
    assertThat(mmdflow(Map.of(), with("--out=" + straight, "--quiet")).code).isZero();
    assertThat(Files.mismatch(run.resolve("particles.npy"), straight.resolve("particles.npy")))
        .isEqualTo(-1);
  }

  @Test
  void fastSumsTellTheirError() throws Exception {
    Path run = folder.resolve("run");
    Said said =
        mmdflow(
            Map.of(),
            "run",
            "--start=gaussian(n=200, mean=[" + "1, ".repeat(19) + "1], sd=1)",
            "--target=gaussian(n=200, mean=[" + "0, ".repeat(19) + "0], sd=1)",
            "--engine=cuda",
            "--steps=3",
            "--summation=tf32",
            "--out=" + run);
    assertThat(said.code).as(said.text).isZero();
    assertThat(said.text)
        .containsPattern(
            "summation tf32: gradients err by \\d\\.\\de-0[345] of their length at the");
    assertThat(run.resolve("experiment.yaml")).content().contains("summation: tf32");
  }

  /** Steps of few particles are recorded once and launched many at a time. */
  @Test
  void shortStepsAreRecorded() throws Exception {
    Path log = folder.resolve("log");
    Said said = mmdflow(Map.of("MMDFLOW_EMULATOR_LOG", log.toString()), with(few()));
    assertThat(said.code).as(said.text).isZero();
    assertThat(log).content().contains("cuGraphInstantiateWithFlags", "cuGraphLaunch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuGraphInstantiateWithFlags:1:2", "cuLaunchKernel:60:719"})
  void aRecordingThatFailsIsTold(String fault) throws Exception {
    Said said = mmdflow(Map.of("MMDFLOW_EMULATOR_FAIL", fault), with(few()));
    assertThat(said.code).isEqualTo(1);
    assertThat(said.text.lines().filter(line -> line.startsWith("mmdflow: ")).toList())
        .singleElement()
        .asString()
        .startsWith("mmdflow: the device failed (CUDA: cu")
        .contains("; the checkpoint of step 0 is good: mend that");
  }

  /** Steps so short that many are taken at once on any machine. */
  private String[] few() {
    return new String[] {
      "--start=gaussian(n=40, mean=[2, 2], sd=0.5)",
      "--target=ring(n=40, centre=[0, 0], radius=1, sd=0.1)",
      "--steps=600",
      "--metrics-every=600",
      "--checkpoint-every=600",
      "--quiet",
      "--out=" + folder.resolve("run")
    };
  }

  @Test
  void theSecondDeviceHasTheSameBits() throws Exception {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Map<String, String> two = Map.of("MMDFLOW_EMULATOR_DEVICES", "2");
    assertThat(mmdflow(two, with("--out=" + first)).code).isZero();
    Said said = mmdflow(two, with("--engine=cuda:1", "--out=" + second));
    assertThat(said.code).as(said.text).isZero();
    assertThat(said.text).contains("emulated 1");
    assertThat(second.resolve("manifest.json")).content().contains("\"device\" : \"emulated 1\"");
    assertThat(Files.mismatch(first.resolve("particles.npy"), second.resolve("particles.npy")))
        .isEqualTo(-1);
  }

  /** What the driver has forgotten of the engine once it is closed. */
  @Test
  void nothingIsLeftOnTheDevice() throws Exception {
    Path log = folder.resolve("log");
    Said said =
        mmdflow(
            Map.of("MMDFLOW_EMULATOR_LOG", log.toString()),
            with("--out=" + folder.resolve("run"), "--quiet"));
    assertThat(said.code).as(said.text).isZero();
    assertThat(log).content().contains("at the end 0 operations wait, 0 complaints");
    assertThat(log).content().doesNotContain("was not freed");
  }

  private static String[] with(String... more) {
    List<String> all = new ArrayList<>(List.of(RUN));
    // An option may be given once: a later one stands for an earlier.
    for (String option : more) {
      String name = option.replaceFirst("=.*", "=");
      all.removeIf(other -> name.endsWith("=") && other.startsWith(name));
      all.add(option);
    }
    return all.toArray(String[]::new);
  }
}
