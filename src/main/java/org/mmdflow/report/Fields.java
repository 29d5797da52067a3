package org.mmdflow.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Witness;

/**
 * Computes the witness on a grid for the snapshots of a run: first and last, then those between, as
 * many as the time allows. Clouds above {@value #MOST} points are represented by every k-th point.
 * Belongs to the engine's thread.
 */
final class Fields {
  /** Points of a cloud that count. */
  static final int MOST = 20_000;

  private static final int NX = 48;
  private static final int NY = 32;
  private static final double SECONDS = 8;

  private final Engine engine;
  private final Kernel kernel;
  private final Points target;
  private final Optional<Weights> targetWeights;
  private final Optional<Weights> particleWeights;

  Fields(
      Engine engine,
      Kernel kernel,
      Points target,
      Optional<Weights> targetWeights,
      Optional<Weights> particleWeights) {
    this.engine = engine;
    this.kernel = kernel;
    this.target = target;
    this.targetWeights = targetWeights;
    this.particleWeights = particleWeights;
  }

  /** The snapshots with fields, and sentences for the page. */
  List<Snapshot> add(List<Snapshot> snapshots, List<String> notes) {
    List<Points> clouds = new ArrayList<>(List.of(target));
    snapshots.forEach(snapshot -> clouds.add(snapshot.particles()));
    Grid grid = Grid.over(clouds, 0, 1, NX, NY);
    Points nodes = grid.nodes(target.mean());
    List<Snapshot> result = new ArrayList<>(snapshots);
    long began = System.nanoTime();
    int done = 0;
    for (int index : coarseFirst(snapshots.size())) {
      if (done > 0 && (System.nanoTime() - began) * 1e-9 > SECONDS) {
        break;
      }
      Snapshot plain = snapshots.get(index);
      Field field = field(grid, nodes, plain.particles());
      result.set(index, new Snapshot(plain.step(), plain.particles(), List.of(field)));
      done++;
    }
    addNotes(notes, snapshots.get(0).particles(), done, snapshots.size());
    return result;
  }

  private void addNotes(List<String> notes, Points particles, int done, int all) {
    if (done < all) {
      notes.add("The witness is shown for " + done + " of " + all + " snapshots.");
    }
    if (particles.d() > 2) {
      notes.add(
          "The witness is shown on the plane of the first two of "
              + particles.d()
              + " coordinates; the others are those of the target's mean.");
    }
    int largest = Math.max(particles.n(), target.n());
    if (largest > MOST) {
      notes.add(
          "The witness is computed from at most "
              + Numbers.grouped(MOST)
              + " points of a cloud, evenly picked.");
    }
  }

  private Field field(Grid grid, Points nodes, Points particles) {
    int[] x = picked(particles.n());
    int[] y = picked(target.n());
    try (Witness witness =
        new Witness(
            engine,
            kernel,
            Precision.FLOAT,
            particles.rows(x),
            weights(particleWeights, x),
            target.rows(y),
            weights(targetWeights, y))) {
      Witness.Values values = witness.at(nodes);
      return Field.of(grid, values.f().data(), values.gradient());
    }
  }

  private static int[] picked(int n) {
    return Thinning.everyNth(n, PackLimits.stride(n, MOST));
  }

  /** The weights of the points picked, scaled to sum 1; equal where they are all 0. */
  private static Weights weights(Optional<Weights> all, int[] rows) {
    double[] values =
        IntStream.of(rows).mapToDouble(i -> all.map(w -> w.get(i)).orElse(1.0)).toArray();
    double sum = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    if (all.isEmpty() || sum == 0) {
      return Weights.uniform(rows.length);
    }
    return Weights.of(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] / sum).toArray());
  }

  /** 0, n - 1, then the middles of what lies between, breadth first. */
  static List<Integer> coarseFirst(int n) {
    List<Integer> order = new ArrayList<>();
    if (n > 0) {
      order.add(0);
    }
    if (n > 1) {
      order.add(n - 1);
    }
    ArrayDeque<int[]> gaps = new ArrayDeque<>(List.of(new int[] {0, n - 1}));
    while (!gaps.isEmpty()) {
      int[] gap = gaps.removeFirst();
      int middle = (gap[0] + gap[1]) / 2;
      if (middle > gap[0] && middle < gap[1]) {
        order.add(middle);
        gaps.add(new int[] {gap[0], middle});
        gaps.add(new int[] {middle, gap[1]});
      }
    }
    return order;
  }
}
