package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.kernel.Kernel;

/** Every kernel, dimension and precision has an image, which has the entries. */
class ImagesTest {
  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  void everyProgramHasOne(String text) {
    for (Precision precision : Precision.values()) {
      for (int d : new int[] {1, 2, 3, 4, 5, 7, 9, 11, 13, 16, 17, 1000}) {
        Images.Image image = Images.all().of(SumProgram.of(Kernel.parse(text), d, precision));
        assertThat(image.dimension() == 0 || image.dimension() >= d).isTrue();
        String ptx = new String(Images.ptx(image.name()), StandardCharsets.UTF_8);
        for (String entry : List.of("gradient_sums", "value_sums", "gram")) {
          assertThat(ptx).contains(".visible .entry " + entry + "_" + image.name() + "(");
        }
      }
    }
  }

  /** The images are those of the text that is here. */
  @Test
  void imagesAreOfThisText() throws Exception {
    Path script = Path.of("kernels/cuda/compile.sh");
    assumeTrue(Files.exists(script) && Files.isExecutable(Path.of("/bin/sh")), "no sources here");
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString(), "--check", "kernels/cuda/prebuilt")
            .redirectErrorStream(true);
    builder.environment().remove("LD_PRELOAD"); // Java's, in the way of compilers
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** Only what the driver's library has is asked of it: no CUDA toolkit is needed at run time. */
  @Test
  void imagesTakeNothingButTheDriver() {
    String index = new String(Images.ptx("finish_float"), StandardCharsets.UTF_8);
    assertThat(index)
        .startsWith(".version 8.0")
        .contains(".target sm_75")
        .doesNotContain(".extern");
  }
}
