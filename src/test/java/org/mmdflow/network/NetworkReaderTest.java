package org.mmdflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;

/** Networks in kernel expressions. */
class NetworkReaderTest {
  @TempDir Path folder;

  private Kernel read(String text) {
    KernelSpec spec = KernelSpec.parse(text, new NetworkReader(folder, 5));
    assertThat(spec.isOfFeatures()).isTrue();
    return spec.resolve(() -> Double.NaN);
  }

  private static Points data(Kernel kernel) {
    return ((NetworkFeatures) ((FeatureKernel) kernel).features()).data();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub-networks(data=sphere(n=20, d=4), width=3, activation=quadexp)",
        "sub-networks(data=points([[1, 2], [3, 4]]), width=1, activation=relu, outputs=2)",
        "two-layer(data=gaussian(n=5, mean=[0, 1], sd=2), activation=tanh)"
      })
  void readBackToTheSameText(String text) {
    Kernel kernel = read(text);
    assertThat(kernel).hasToString(text);
    assertThat(data(read(kernel.toString())).data()).isEqualTo(data(kernel).data());
  }

  @Test
  void readFilesInTheirFolderWhenResolved() {
    String text = "two-layer(data=x.csv, activation=sigmoid)";
    KernelSpec early = KernelSpec.parse(text, new NetworkReader(folder, 5));
    assertThat(early).hasToString(text);
    assertThatThrownBy(() -> early.resolve(() -> 1))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("no such file, ");
    PointsFiles.write(Points.ofRows(new double[] {1, 2}), folder.resolve("x.csv"));
    Kernel kernel = early.resolve(() -> 1);
    assertThat(kernel).hasToString("two-layer(data=\"x.csv\", activation=sigmoid)");
    assertThat(data(kernel).data()).containsExactly(1, 2);
    assertThat(kernel.misfit(3)).isEmpty();
  }

  @Test
  void drawDataBySeed() {
    String text = "two-layer(data=sphere(n=9, d=2), activation=tanh)";
    Kernel other = KernelSpec.parse(text, new NetworkReader(folder, 6)).resolve(() -> 1);
    assertThat(data(other).data()).isNotEqualTo(data(read(text)).data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "two-layer(activation=tanh)|two-layer needs data, at character 1 of \"two-layer(activation=tanh)\"; write two-layer(data=...)",
        "two-layer(data=x.csv)|two-layer needs activation, at character 1 of \"two-layer(data=x.csv)\"; write two-layer(activation=...)",
        "two-layer(data=x.csv, activation=tahn)|unknown activation \"tahn\" at character 34 of \"two-layer(data=x.csv, activation=tahn)\"; did you mean \"tanh\"?",
        "two-layer(data=x.csv, activation=step)|unknown activation \"step\" at character 34 of \"two-layer(data=x.csv, activation=step)\"; the activations are relu, tanh, sigmoid, quadexp, identity",
        "sub-networks(data=x.csv, width=0, activation=relu)|width must be at least 1 but is 0, at character 32 of \"sub-networks(data=x.csv, width=0, activation=relu)\"; change width",
        "sub-networks(data=x.csv, width=2, activation=relu) + energy|sub-networks stands in no sum, at character 1 of \"sub-networks(data=x.csv, width=2, activation=relu) + energy\"; give it alone, without a weight",
        "2*two-layer(data=x.csv, activation=relu)|two-layer stands in no sum, at character 3 of \"2*two-layer(data=x.csv, activation=relu)\"; give it alone, without a weight",
        "two-layr(data=x.csv)|unknown kernel \"two-layr\" at character 1 of \"two-layr(data=x.csv)\"; did you mean \"two-layer\"?",
      })
  void refuseInOneLine(String text, String line) {
    assertThatThrownBy(() -> KernelSpec.parse(text, new NetworkReader(folder, 0)))
        .isInstanceOf(UserError.class)
        .hasMessage(line);
  }

  @Test
  void saysWhichParticlesFit() {
    assertThat(read("sub-networks(data=sphere(n=2, d=2), width=3, activation=relu)").misfit(8))
        .contains(
            "the kernel sub-networks(data=sphere(n=2, d=2), width=3, activation=relu) takes"
                + " particles of 3 x (2 + 1) = 9 numbers (width times the sum of the data's"
                + " dimension and the outputs), the points have 8");
  }
}
