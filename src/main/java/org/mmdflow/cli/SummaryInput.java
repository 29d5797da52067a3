package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmdflow.io.Masses;
import org.mmdflow.io.NamedPoints;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.UnionParser;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.summary.ScaledSample;

/**
 * The data of {@code summarize}.
 *
 * @param sample points and masses
 * @param names of the columns, none where the file has none
 */
record SummaryInput(Sample sample, List<String> names) {

  /**
   * Reads or draws the data; says by what masses were divided.
   *
   * @param masses a file; a weighted union has its own weights and takes none
   */
  static SummaryInput read(Console console, String data, Optional<String> masses, long seed) {
    if (UnionParser.isUnion(data, Path.of(""))) {
      Sample union = Clouds.sample(data, masses, "--data-weights", seed, Purpose.TARGET, 0);
      return new SummaryInput(union, List.of());
    }
    NamedPoints named =
        Clouds.isFile(data)
            ? PointsFiles.readNamed(data)
            : new NamedPoints(Clouds.read(data, seed, Purpose.TARGET, 0), List.of());
    Points points = named.points();
    Weights weights =
        masses
            .map(f -> weights(console, WeightsFiles.readMasses(f, points.n())))
            .orElseGet(() -> Weights.uniform(points.n()));
    return new SummaryInput(new Sample(points, weights), named.names());
  }

  private static Weights weights(Console console, Masses masses) {
    if (Math.abs(masses.sum() - 1) > Weights.SUM_TOLERANCE) {
      console.note(
          "weights of the data sum to "
              + Figures.number(masses.sum())
              + ": each is divided by that");
    }
    return masses.weights();
  }

  /** Says which rows count for nothing, and which columns say nothing. */
  void noteOddities(Console console, ScaledSample scaled) {
    int without = sample.n() - scaled.scaled().n();
    if (without > 0) {
      console.note(
          "rows of weight 0 are left out: "
              + Figures.count(without)
              + " of "
              + Figures.count(sample.n()));
    }
    List<Integer> constant = scaled.scaling().constantColumns();
    if (!constant.isEmpty()) {
      console.note(
          constant.stream().map(this::column).collect(Collectors.joining(", "))
              + (constant.size() == 1 ? " has" : " have")
              + " one value only: kept as it is");
    }
  }

  private String column(int column) {
    return "column " + (column + 1) + (names.isEmpty() ? "" : " (" + names.get(column) + ")");
  }

  /** Names for a header: the data's own, else x1, x2, ... */
  List<String> header() {
    return names.isEmpty()
        ? IntStream.rangeClosed(1, sample.d()).mapToObj(j -> "x" + j).toList()
        : names;
  }
}
