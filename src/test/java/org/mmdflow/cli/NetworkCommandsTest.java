package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.network.Activation;
import org.mmdflow.network.SubNetwork;

/** Kernels of networks in mmd, gram and witness. */
class NetworkCommandsTest {
  private static final String[] PRECISE = {"--precision", "double"};

  @TempDir Path folder;
  private final Points data = Distributions.sphere(2).sample(30, 3);
  private final Points x = Distributions.gaussian(new double[9], 1).sample(11, 1);
  private final Points y = Distributions.gaussian(new double[9], 1).sample(7, 2);
  private final FeatureKernel kernel =
      new FeatureKernel(new SubNetwork(data, 3, Activation.QUADEXP));

  @BeforeEach
  void write() {
    PointsFiles.write(data, folder.resolve("data.csv"));
    PointsFiles.write(x, folder.resolve("x.csv"));
    PointsFiles.write(y, folder.resolve("y.csv"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Invocation run(String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(PRECISE, 0, all, words.length, 2);
    all[words.length + 2] = "--kernel";
    all[words.length + 3] =
        "sub-networks(data=" + file("data.csv") + ", width=3, activation=quadexp)";
    Invocation result = Invocation.of(all);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("(no other engine sums features)");
    return result;
  }

  private double k(Points a, int i, Points b, int j) {
    return kernel.value(a.data(), 9 * i, b.data(), 9 * j);
  }

  private double mean(Points a, Points b) {
    double sum = 0;
    for (int i = 0; i < a.n(); i++) {
      for (int j = 0; j < b.n(); j++) {
        sum += k(a, i, b, j);
      }
    }
    return sum / a.n() / b.n();
  }

  @Test
  void mmdIsThatOfThePairs() {
    String out = run("mmd", file("x.csv"), file("y.csv"), "--json").out();
    double found = Double.parseDouble(out.replaceAll(".*\"mmd2\":([^,]*),.*", "$1").strip());
    assertThat(found).isCloseTo(mean(x, x) + mean(y, y) - 2 * mean(x, y), within(1e-14));
  }

  @Test
  void theLinearEstimateIsThatOfItsPairs() {
    String out = run("mmd", file("x.csv"), file("y.csv"), "--json", "--estimator", "linear").out();
    double sum = 0;
    for (int i = 0; i < 6; i += 2) {
      sum += k(x, i, x, i + 1) + k(y, i, y, i + 1) - k(x, i, y, i + 1) - k(x, i + 1, y, i);
    }
    double found = Double.parseDouble(out.replaceAll(".*\"mmd2\":([^,]*),.*", "$1").strip());
    assertThat(found).isCloseTo(sum / 3, within(1e-14));
  }

  @Test
  void gramIsTheKernelOfEachPair() {
    run("gram", file("x.csv"), file("y.csv"), "-o", file("k.npy"));
    Points gram = PointsFiles.read(file("k.npy"));
    for (int i = 0; i < 11; i++) {
      for (int j = 0; j < 7; j++) {
        assertThat(gram.get(i, j)).isCloseTo(k(x, i, y, j), within(1e-14));
      }
    }
  }

  @Test
  void witnessIsTheDifferenceOfMeans() {
    run(
        "witness",
        file("x.csv"),
        "--particles",
        file("x.csv"),
        "--target",
        file("y.csv"),
        "-o",
        file("f.npy"));
    Points table = PointsFiles.read(file("f.npy"));
    assertThat(table.d()).isEqualTo(10);
    Points first = x.rows(0);
    assertThat(table.get(0, 0)).isCloseTo(mean(first, x) - mean(first, y), within(1e-14));
  }
}
