package org.mmdflow.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.MedianHeuristic;
import org.mmdflow.statistic.twosample.TestSettings;
import org.mmdflow.statistic.twosample.TwoSampleTest;

/**
 * P-values of all two-sample tests on many samples, for {@code bench/peers/two_sample_power}: one
 * line a replicate. Arguments: x.npy, y.npy (replicates of n rows below each other), h.npy (a row
 * of bandwidths a replicate), the column of the single one, n, permutations. Replicate r has the
 * seed r.
 */
public final class TwoSamplePower {
  private TwoSamplePower() {}

  /** See the class. */
  public static void main(String[] arguments) {
    Points x = PointsFiles.read(Path.of(arguments[0]));
    Points y = PointsFiles.read(Path.of(arguments[1]));
    Points h = PointsFiles.read(Path.of(arguments[2]));
    int single = Integer.parseInt(arguments[3]);
    int n = Integer.parseInt(arguments[4]);
    int permutations = Integer.parseInt(arguments[5]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Engine engine = Engines.open("cpu", new EngineOptions(1))) {
      for (int r = 0; r < h.n(); r++) {
        Points a = rows(x, r, n);
        Points b = rows(y, r, n);
        TestSettings with = new TestSettings(permutations, 0.05, r, 1);
        int row = r;
        List<Kernel> same =
            IntStream.range(0, h.d()).mapToObj(k -> Kernel.gaussian(h.get(row, k))).toList();
        Kernel median =
            Kernel.gaussian(MedianHeuristic.median(TwoSampleTest.pooled(a, b), with.seed()));
        Precision precision = Precision.FLOAT;
        out.printf(
            Locale.ROOT,
            "%.6f %.6f %.6f %.6f %.6f %.6f %.6f%n",
            TwoSampleTest.permutation(engine, precision, same.get(single), a, b, with).pValue(),
            TwoSampleTest.aggregated(engine, precision, same, a, b, with).pValue(),
            TwoSampleTest.permutation(engine, precision, median, a, b, with).pValue(),
            TwoSampleTest.wildBootstrap(engine, precision, median, a, b, with).pValue(),
            TwoSampleTest.aggregated(
                    engine, precision, TwoSampleTest.bandwidths(median, 3), a, b, with)
                .pValue(),
            TwoSampleTest.block(engine, precision, median, a, b, with, Math.max(2, n / 5)).pValue(),
            TwoSampleTest.linear(median, a, b, with).pValue());
      }
    }
  }

  private static Points rows(Points points, int replicate, int n) {
    return points.rows(IntStream.range(replicate * n, (replicate + 1) * n).toArray());
  }
}
