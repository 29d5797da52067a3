package org.mmdflow.statistic.twosample;

import java.util.Arrays;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.LinearMmd;

/**
 * The linear-time statistic and its random signs. Where x and y come from one law, x' and y' of a
 * pair may change places, which turns the sign of its term alone: the test is exact for every
 * sample size, unlike one by the normal limit.
 *
 * <p>Signs are summed by the method of four Russians, as in {@link org.mmdflow.engine.SubsetSums},
 * some pairs at a time: memory does not grow with the sample. The sign of pair i in vector p is bit
 * i mod 32 of the word of {@link Purpose#PERMUTATION} at step p, particle i / {@value #PAIRS},
 * coordinate i mod {@value #PAIRS} / 32.
 */
final class LinearSigns {
  /** Pairs of a table: 1 MB. */
  private static final int PAIRS = 4096;

  private LinearSigns() {}

  static Statistics of(Kernel kernel, Points x, Points y, TestSettings with) {
    double[] terms = LinearMmd.terms(kernel, x, y);
    double[] positive = new double[1 + with.permutations()];
    double total = 0;
    double magnitude = 0;
    double[] table = new double[PAIRS / 8 * 256];
    for (int first = 0; first < terms.length; first += PAIRS) {
      int count = Math.min(PAIRS, terms.length - first);
      with.watch().progress("random signs", first, terms.length);
      total += tabulate(terms, first, count, table);
      addChosen(table, first / PAIRS, count, with, positive);
    }
    for (double term : terms) {
      magnitude += Math.abs(term);
    }
    double[] means = new double[positive.length];
    for (int p = 0; p < means.length; p++) {
      means[p] = (2 * positive[p] - total) / terms.length;
    }
    return Statistics.ofEstimates(means, 0x1p-44 * magnitude / terms.length);
  }

  /** Entry b of octet o is the sum of those of its eight terms whose bits are set in b. */
  private static double tabulate(double[] terms, int first, int count, double[] table) {
    double total = 0;
    for (int octet = 0; 8 * octet < count; octet++) {
      int at = 256 * octet;
      table[at] = 0;
      for (int bit = 0; bit < 8; bit++) {
        int i = 8 * octet + bit;
        double term = i < count ? terms[first + i] : 0;
        for (int b = 0; b < 1 << bit; b++) {
          table[at + (1 << bit) + b] = table[at + b] + term;
        }
      }
      total += table[at + 255];
    }
    return total;
  }

  private static void addChosen(
      double[] table, int particle, int count, TestSettings with, double[] positive) {
    Noise noise = Noise.of(with.seed());
    int[] words = new int[(count - 1) / 32 + 1];
    for (int p = 0; p < positive.length; p++) {
      if (p == 0) {
        Arrays.fill(words, -1);
      } else {
        noise.words(Purpose.PERMUTATION, p, particle, 1, words.length, words);
      }
      double sum = 0;
      for (int octet = 0; 8 * octet < count; octet++) {
        sum += table[256 * octet + ((words[octet / 4] >>> (8 * (octet % 4))) & 255)];
      }
      positive[p] += sum;
    }
  }
}
