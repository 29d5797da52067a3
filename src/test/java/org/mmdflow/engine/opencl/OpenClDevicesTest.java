package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of devices and platforms that fail, in place of the machine's OpenCL. */
class OpenClDevicesTest {
  @TempDir Path folder;

  @BeforeEach
  void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  private List<String> list(Map<String, String> environment) throws Exception {
    return OpenClRun.run(folder.resolve("said"), environment, List.of(), "list");
  }

  @Test
  void whatFailsCostsItselfAlone() throws Exception {
    build("loader.c");
    assertThat(list(Map.of("LD_LIBRARY_PATH", folder.toString())))
        .containsExactly(
            "no: Stub GPU is not available; see that nobody else holds it",
            "no: Stub GPU has no compiler for OpenCL's programs",
            "no: device number 3 of OpenCL's platform Mixed failed (CL_OUT_OF_HOST_MEMORY);"
                + " reinstall its driver",
            "no: device number 4 of OpenCL's platform Mixed failed (CL_OUT_OF_RESOURCES);"
                + " reinstall its driver",
            "no: OpenCL's platform Empty has no device; see that its hardware is there and this"
                + " user may use it",
            "no: OpenCL's platform number 2 failed (CL_OUT_OF_RESOURCES); reinstall its driver",
            "device: Stub GPU");
  }

  @Test
  void aLoaderWithoutFunctionsIsSaid() throws Exception {
    build("empty.c");
    assertThat(list(Map.of("LD_LIBRARY_PATH", folder.toString())))
        .singleElement()
        .asString()
        .startsWith("no: OpenCL could not be asked for its devices (")
        .contains("clGetPlatformIDs")
        .endsWith("; reinstall its loader");
  }

  @Test
  void twoDevicesOfAPlatformAreListed() throws Exception {
    assumeTrue(
        OpenClMachine.first().platformName().equals(SignalChain.POCL),
        "the first device is not PoCL's");
    assertThat(list(Map.of("POCL_DEVICES", "basic pthread")))
        .hasSize(2)
        .allMatch(line -> line.startsWith("device: "));
  }

  /** Builds a loader of OpenCL from the C source beside the tests. */
  private void build(String source) throws Exception {
    Path text = folder.resolve(source);
    try (InputStream resource =
        Objects.requireNonNull(OpenClDevicesTest.class.getResourceAsStream(source), source)) {
      Files.write(text, resource.readAllBytes());
    }
    String library = "libOpenCL.so.1";
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-Wl,-soname," + library,
                  "-o",
                  folder.resolve(library).toString(),
                  text.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no C compiler here: " + e.getMessage());
      return;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
