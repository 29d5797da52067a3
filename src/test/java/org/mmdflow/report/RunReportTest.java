package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

class RunReportTest {
  private static final Points TWO = Points.zeros(2, 2);

  @Test
  void refusesWhatDoesNotFit() {
    refused(Map.of("loss", new double[1]), List.of(), "no column \"step\"");
    refused(Map.of("step", new double[2], "a", new double[1]), List.of(), "has 1 rows");
    refused(Map.of("step", new double[] {0, 0}), List.of(), "row 1: 0.0, 0.0");
    refused(Map.of(), List.of(new Snapshot(3, TWO), new Snapshot(3, TWO)), "step 3, then 3");
    refused(Map.of(), List.of(new Snapshot(0, TWO), new Snapshot(1, Points.zeros(3, 2))), "2 != 3");
    refused(Map.of(), List.of(new Snapshot(0, Points.zeros(2, 3))), "dimensions differ: 3 != 2");
    refused(Map.of(), List.of(new Snapshot(0, Points.zeros(4, 2))), "2 for 4 points");
  }

  @Test
  void refusesABadSnapshotGridOrField() {
    Grid grid = new Grid(0, 2, 0, 1, 0, 1, 3, 2);
    Field field = Field.of(grid, new double[6], Points.zeros(6, 3));
    assertThatThrownBy(() -> new Snapshot(-1, TWO)).hasMessageContaining("negative: -1");
    assertThatThrownBy(() -> new Snapshot(0, TWO, List.of(field)))
        .hasMessageContaining("axis 2 does not exist: d = 2");
    assertThatThrownBy(() -> new Grid(0, 1, 0, 1, 0, 1, 1, 5)).hasMessageContaining("1 x 5");
    assertThatThrownBy(() -> new Grid(1, 1, 0, 1, 0, 1, 2, 2)).hasMessageContaining("1 and 1");
    assertThatThrownBy(() -> new Grid(0, 1, 1, 1, 0, 1, 2, 2)).hasMessageContaining("[1.0, 1.0]");
    assertThatThrownBy(() -> Field.of(grid, new double[5], Points.zeros(6, 3)))
        .hasMessageContaining("6 nodes got 5 values");
    assertThatThrownBy(() -> new Field(grid, Points.zeros(6, 2))).hasMessageContaining("6 x 3");
  }

  @Test
  void aGridRunsOverItsAxesAndAFieldPointsDownhill() {
    Grid grid =
        Grid.over(List.of(Points.ofRows(new double[][] {{0, 5, 1}, {2, 7, 3}})), 0, 2, 3, 2);
    assertThat(grid.xLow()).isCloseTo(-0.16, within(1e-12));
    assertThat(grid.yHigh()).isCloseTo(3.16, within(1e-12));
    Points nodes = grid.nodes(9, 9, 9);
    assertThat(nodes.n()).isEqualTo(6);
    assertThat(nodes.get(4, 0)).isCloseTo(1, within(1e-12));
    assertThat(nodes.get(4, 1)).isEqualTo(9);
    assertThat(nodes.get(4, 2)).isEqualTo(grid.yHigh());

    Points gradient = Points.zeros(6, 3);
    gradient.data()[3 * 4] = 0.5;
    gradient.data()[3 * 4 + 2] = -2;
    Field field = Field.of(grid, new double[] {0, 0, 0, 0, 7, 0}, gradient);
    assertThat(field.values().rows(4).data()).containsExactly(7, -0.5, 2);
  }

  private static void refused(
      Map<String, double[]> metrics, List<Snapshot> snapshots, String message) {
    assertThatThrownBy(
            () ->
                new RunReport(
                    "R",
                    metrics,
                    snapshots,
                    Optional.of(Weights.uniform(2)),
                    Optional.of(TWO),
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    "",
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
