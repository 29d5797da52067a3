package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jocl.LibUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.host.SystemLibrary;

/** Where JOCL's library comes from, and what is said where OpenCL is missing. */
class OpenClLibraryTest {
  /** What JCuda's library is called in the same place. */
  private static final String JCUDA = "JCudaDriver-12.6.0";

  @TempDir Path folder;

  @BeforeEach
  void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  private static List<String> run(Path said, Map<String, String> environment, String... options)
      throws Exception {
    return OpenClRun.run(said, environment, List.of(options));
  }

  @Test
  void aFileThatLayThereIsNeverLoadedAndNothingIsLeft() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    for (String name : List.of("JOCL_2_0_6", JCUDA)) {
      String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName(name));
      Files.writeString(shared.resolve(file), "planted");
    }
    List<String> before = files(shared);
    List<String> said = run(folder.resolve("said"), Map.of(), "-Djava.io.tmpdir=" + shared);
    assertThat(said).anyMatch(line -> line.startsWith("opencl: "));
    assertThat(said).noneMatch(line -> line.startsWith("no: "));
    assertThat(files(shared)).isEqualTo(before);
  }

  @Test
  void aFileOnTheLibraryPathIsNotLoadedEither() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6"));
    Files.writeString(shared.resolve(file), "planted");
    assertThat(run(folder.resolve("said"), Map.of(), "-Djava.library.path=/nowhere:" + shared))
        .singleElement()
        .asString()
        .startsWith("no: a file that is not mmdflow's would be loaded in place of JOCL's library (")
        .contains(shared.resolve(file).toString());
  }

  @Test
  void aMachineWithoutALoaderSaysHowToGetOne() {
    assertThat(OpenClLibrary.missingLoader(new SystemLibrary.Outcome(Optional.empty(), List.of())))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("no OpenCL loader, libOpenCL.so.1; install")
                    .contains("ocl-icd-libopencl1"));
    assertThat(
            OpenClLibrary.missingLoader(
                new SystemLibrary.Outcome(Optional.empty(), List.of("/lib/libOpenCL.so.1: odd"))))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("(/lib/libOpenCL.so.1: odd); mend it"));
  }

  /** The same child without the private folder: what the test above is able to see. */
  @Test
  void withoutThePrivateFolderAPlantedFileWouldBeTaken() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6"));
    Files.writeString(shared.resolve(file), "planted");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + shared,
            "-cp",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", "")),
            Careless.class.getName());
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File(said.toString()))
            .start();
    assertThat(process.waitFor()).isNotZero();
    assertThat(said).content().contains(shared.resolve(file).toString());
  }

  /** Calls JOCL as its manual says. */
  static final class Careless {
    private Careless() {}

    public static void main(String[] arguments) {
      org.jocl.CL.setExceptionsEnabled(true);
    }
  }

  private static List<String> files(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void aMachineWithoutDriversSaysHowToGetOne() throws Exception {
    Path none = Files.createDirectory(folder.resolve("vendors"));
    List<String> said =
        run(
            folder.resolve("said"),
            Map.of("OCL_ICD_VENDORS", none.toString(), "OPENCL_VENDOR_PATH", none.toString()));
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("no: OpenCL has no driver; install")
        .contains("pocl-opencl-icd");
  }

  @Test
  void aDriverThatWouldTakeJavasSignalsIsRefused() throws Exception {
    assumeTrue(
        OpenClMachine.first().platformName().equals("Portable Computing Language"),
        "the first device is not PoCL's");
    assertThat(run(folder.resolve("said"), Map.of("LD_PRELOAD", "")))
        .singleElement()
        .asString()
        .startsWith("no: PoCL takes over signals that Java needs")
        .contains("start java with LD_PRELOAD=", "lib/libjsig.so");
  }

  @Test
  void kernelsAreNotRunFromAFolderThatIsOpenToAll() {
    assertThat(PoclCache.unsafe(SignalChain.POCL, Map.of("HOME", "/home/me"))).isEmpty();
    assertThat(PoclCache.unsafe("another platform", Map.of())).isEmpty();
    assertThat(PoclCache.unsafe(SignalChain.POCL, Map.of("HOME", "")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("POCL_CACHE_DIR"));
  }

  @Test
  void aSystemThatJoclHasNoLibraryForIsNamed() throws Exception {
    assertThat(run(folder.resolve("said"), Map.of(), "-Dos.arch=pdp11"))
        .containsExactly("no: JOCL has no library for this system (Linux, pdp11)");
  }

  @Test
  void twoDevicesAtOnceGiveTheSameBits() throws Exception {
    List<String> said = run(folder.resolve("said"), Map.of("POCL_DEVICES", "pthread pthread"));
    List<String> digests = said.stream().filter(line -> line.startsWith("opencl: ")).toList();
    assertThat(digests).hasSize(2);
    assertThat(digests.get(0)).isEqualTo(digests.get(1));
  }
}
