package org.mmdflow.report;

/**
 * How much of a run goes into a page. What is above a limit is thinned by a fixed stride, and the
 * page says so.
 *
 * @param points most particles, and most target points, of a run
 * @param frames most snapshots of a run
 * @param axes most coordinates of a point
 * @param values most coordinates in all snapshots of a page together
 * @param fieldNodes most grid nodes in all fields of a page together
 * @param rows most rows of the metrics of a run
 */
record PackLimits(int points, int frames, int axes, long values, long fieldNodes, int rows) {
  /** 20,000 points x 60 frames x 2 axes come whole, at 6.4 MB; fields add 1.6 MB at most. */
  static final PackLimits DEFAULT = new PackLimits(20_000, 240, 64, 2_400_000, 200_000, 4_000);

  /** Fewer points than this are never shown for the sake of the budget, unless there are fewer. */
  private static final int FEWEST_POINTS = 250;

  /** The limits of one of {@code runs} runs that share a page. */
  PackLimits sharedBy(int runs) {
    return new PackLimits(points, frames, axes, values / runs, fieldNodes / runs, rows);
  }

  /** Every how many-th of n items to keep so that at most {@code most} remain. */
  static int stride(long n, long most) {
    return (int) Math.max(1, (n + most - 1) / most);
  }

  /** Most points of each of {@code frames} snapshots with {@code axes} coordinates. */
  int pointsPerFrame(int frames, int axes) {
    long fit = values / Math.max(1, (long) frames * axes);
    return (int) Math.min(points, Math.max(FEWEST_POINTS, fit));
  }

  /** Most points of a target with {@code axes} coordinates. */
  int targetPoints(int axes) {
    return Math.max(1, (int) Math.min(points, values / axes));
  }
}
