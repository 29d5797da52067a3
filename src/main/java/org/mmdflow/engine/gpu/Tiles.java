package org.mmdflow.engine.gpu;

import java.util.List;
import org.mmdflow.engine.Leaves;

/**
 * Launches of the tile kernels, each as long as the pace says. How they are cut changes no bit:
 * particles have nothing to do with each other, and leaves are added in order wherever a launch
 * ends.
 */
final class Tiles {
  private final GpuSession session;
  private final SumProgram program;
  private final Buffer components;
  private final Pace pace;

  Tiles(GpuSession session, SumProgram program, Buffer components, Pace pace) {
    this.session = session;
    this.program = program;
    this.components = components;
    this.pace = pace;
  }

  /**
   * Particles against a source.
   *
   * @param at the particles
   * @param first of them
   * @param rows how many of them
   * @param packed the source as the tile reads it
   * @param frame of coordinates
   * @param framed false where it is known that the frame is none
   * @param skipEqual leaves out the pairs of equal numbers; without gradient only
   * @param stopped see {@code steps.h}
   */
  record Job(
      Buffer at,
      long first,
      long rows,
      Source source,
      Buffer packed,
      Buffer frame,
      boolean framed,
      boolean withGradient,
      boolean skipEqual,
      Buffer stopped) {}

  /**
   * Where sums go: by particle, and coordinates of the gradient {@code stride} apart.
   *
   * @param freshValue whether values start from 0, and not from what is there
   * @param freshGradient likewise
   */
  record Sums(
      Buffer memory,
      long valueAt,
      long gradientAt,
      long stride,
      boolean freshValue,
      boolean freshGradient) {
    private Sums from(long row) {
      return new Sums(memory, valueAt + row, gradientAt + row, stride, freshValue, freshGradient);
    }

    private Sums notFresh() {
      return new Sums(memory, valueAt, gradientAt, stride, false, false);
    }
  }

  /**
   * Leaves [first, last) of the source, cut into {@code count} runs of which those from {@code run}
   * on are taken, {@code taken} of them; sums of a run come {@code size} after those before.
   */
  private record Runs(long first, long last, long count, long run, long taken, long size) {
    double leaves() {
      return (double) (last - first) * (double) taken / (double) count;
    }
  }

  /** Adds all leaves of the source to the sums. */
  void accumulate(Job job, Sums sums) {
    long particles =
        session.layout().tiles(program).stream().mapToLong(Tile::particles).max().orElseThrow();
    long rows;
    for (long row = 0; row < job.rows; row += rows) {
      long groups = Math.max(1, (long) (pace.pairs() / ((double) particles * Leaves.SIZE)));
      rows = Math.min(job.rows - row, groups * particles);
      Sums here = sums.from(row);
      long leaves;
      for (long leaf = 0; leaf < job.source.leaves(); leaf += leaves) {
        leaves = Math.max(1, (long) (pace.pairs() / ((double) rows * Leaves.SIZE)));
        long last = Math.min(leaf + leaves, job.source.leaves());
        launch(job, row, rows, new Runs(leaf, last, 1, 0, 1, 0), here);
        here = here.notFresh();
      }
    }
  }

  /** Sums each of {@code count} runs of the source's leaves from 0. */
  void runs(Job job, Sums sums, long count, long size) {
    double pairs = (double) job.rows * (double) job.source.m() / (double) count;
    long taken;
    for (long run = 0; run < count; run += taken) {
      taken = Math.min(count - run, Math.max(1, (long) (pace.pairs() / pairs)));
      launch(job, 0, job.rows, new Runs(0, job.source.leaves(), count, run, taken, size), sums);
    }
  }

  private void launch(Job job, long row, long rows, Runs runs, Sums sums) {
    boolean measuring = pace.isUnknown();
    if (measuring) {
      session.queue().finish();
    }
    long begun = System.nanoTime();
    enqueue(job, row, rows, runs, sums);
    if (measuring) {
      session.queue().finish();
      double pairs = (double) rows * runs.leaves() * Leaves.SIZE;
      pace.learn(pairs, (System.nanoTime() - begun) * 1e-9);
    }
  }

  private void enqueue(Job job, long row, long rows, Runs runs, Sums sums) {
    List<Tile> tiles = session.layout().tiles(program);
    for (Tile tile : tiles) {
      // Where no frame was asked for, differences it is.
      if (tiles.size() == 1 || !tile.isPacked() || job.framed) {
        enqueue(tile, job, row, rows, runs, sums);
      }
    }
  }

  private void enqueue(Tile tile, Job job, long row, long rows, Runs runs, Sums sums) {
    String name = job.withGradient ? "gradient_sums" : "value_sums";
    session
        .queue()
        .launch(
            session.driver().sums(program, tile, name),
            (rows + tile.particles() - 1) / tile.particles(),
            runs.taken,
            tile.items(),
            program.d(),
            job.at,
            job.first + row,
            job.first + row + rows,
            tile.isPacked() ? job.packed : job.source.points(),
            job.source.weights(),
            job.frame,
            job.source.m(),
            runs.first,
            runs.last,
            runs.count,
            runs.run,
            components,
            program.components().size(),
            sums.memory,
            sums.valueAt,
            sums.gradientAt,
            sums.stride,
            runs.size,
            sums.freshValue ? 1 : 0,
            sums.freshGradient ? 1 : 0,
            job.skipEqual ? 1 : 0,
            job.stopped);
  }
}
