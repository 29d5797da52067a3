package org.mmdflow.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * The random splits that two-sample tests of n and n points draw, for a peer that is to take the
 * same ones. Arguments: OUT, n, splits, replicates. Replicate r has the seed r; split s = 1, 2, ...
 * is the subset of n of 2 n points at step s. OUT has for each replicate and split ceil(2 n / 8)
 * bytes, bit i mod 8 of byte i / 8 set where point i stands in the first sample.
 */
public final class TwoSampleSplits {
  private TwoSampleSplits() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    int n = Integer.parseInt(arguments[1]);
    int splits = Integer.parseInt(arguments[2]);
    int replicates = Integer.parseInt(arguments[3]);
    byte[] line = new byte[(2 * n + 7) / 8];
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
      for (int r = 0; r < replicates; r++) {
        for (int s = 1; s <= splits; s++) {
          BitSet first = new BitSet(2 * n);
          for (int i : Noise.of(r).subset(Purpose.PERMUTATION, s, 2L * n, n)) {
            first.set(i);
          }
          byte[] bits = first.toByteArray();
          Arrays.fill(line, (byte) 0);
          System.arraycopy(bits, 0, line, 0, bits.length);
          out.write(line);
        }
      }
    }
  }
}
