package org.mmdflow.statistic.twosample;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.mmdflow.engine.Subsets;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Which pooled points stand in the first sample, for the observed split (number 0) and P random
 * ones. Number p of a run that begins at step t is drawn from {@link Purpose#PERMUTATION} at step t
 * + p, whatever else is drawn.
 */
final class Splits {
  /** Points drawn between two looks at the watch. */
  private static final int DRAWS = 2_000_000;

  private Splits() {}

  /**
   * Splits of n + m points into n and m, all equally likely: {@link Noise#subset} of the smaller
   * size.
   *
   * @param count how many random ones
   * @param firstStep tells the splits of one block of points from those of another
   */
  static Subsets permutations(TestSettings settings, int count, long firstStep, int n, int m) {
    Noise noise = Noise.of(settings.seed());
    Subsets splits = observed(settings, count, n, m);
    int few = Math.min(n, m);
    each(
        settings,
        count,
        n + m,
        p -> {
          int[] chosen = noise.subset(Purpose.PERMUTATION, firstStep + p, n + m, few);
          if (n <= m) {
            for (int i : chosen) {
              splits.add(p, i);
            }
          } else {
            addOthers(splits, p, chosen);
          }
        });
    return splits;
  }

  /** The points that {@code sorted} leaves out. */
  private static void addOthers(Subsets splits, int p, int[] sorted) {
    int next = 0;
    for (int i = 0; i < splits.n(); i++) {
      if (next < sorted.length && sorted[next] == i) {
        next++;
      } else {
        splits.add(p, i);
      }
    }
  }

  /**
   * Splits of pairs (x_i, y_i), i &lt; n, that stand at i and n + i: a random bit says whether the
   * two change places. The bit of pair i is bit i mod 32 of the word at coordinate i / 32.
   */
  static Subsets swaps(TestSettings settings, int n) {
    Noise noise = Noise.of(settings.seed());
    Subsets splits = observed(settings, settings.permutations(), n, n);
    each(
        settings,
        settings.permutations(),
        2 * n,
        p -> {
          int[] words = new int[(n - 1) / 32 + 1];
          noise.words(Purpose.PERMUTATION, p, 0, 1, words.length, words);
          for (int i = 0; i < n; i++) {
            splits.add(p, (words[i / 32] >>> i & 1) == 0 ? i : n + i);
          }
        });
    return splits;
  }

  private static Subsets observed(TestSettings settings, int count, int n, int m) {
    int sets = count / settings.permutations();
    SplitMemory.check(settings.permutations(), sets, n + m, Runtime.getRuntime().maxMemory());
    Subsets splits = new Subsets(1 + count, n + m);
    for (int i = 0; i < n; i++) {
      splits.add(0, i);
    }
    return splits;
  }

  private static void each(TestSettings settings, int count, int points, IntConsumer draw) {
    int some = Math.max(1, DRAWS / points);
    for (int done = 0; done < count; done += some) {
      settings.watch().progress("random splits", done, count);
      IntStream numbers = IntStream.rangeClosed(1 + done, done + Math.min(some, count - done));
      (settings.threads() > 1 ? numbers.parallel() : numbers).forEach(draw);
    }
  }
}
