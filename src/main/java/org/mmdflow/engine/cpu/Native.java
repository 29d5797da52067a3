package org.mmdflow.engine.cpu;

/**
 * The native library's functions; {@code native/src/engine.h} documents them. A {@code long} named
 * after a thing is a pointer to it, 0 where memory failed. A precision is its bytes, 4 or 8.
 * Nothing is checked on the other side.
 */
final class Native {
  private Native() {}

  /** What this machine runs, the best first. */
  static native String[] instructionSets();

  static native long open(String instructionSet, int threads);

  static native void close(long engine);

  /** What really runs. */
  static native String instructionSet(long engine);

  /** Adds noise to the first {@code d} numbers of a particle; from any thread. */
  static native void perturb(
      long engine,
      float[] x,
      int d,
      double level,
      long seed,
      int purpose,
      long step,
      long particle);

  /** Returns 0, or 1 where memory failed; {@code words} are those of {@code Subsets}. */
  static native int subsetSums(
      long engine,
      int precision,
      long[] words,
      int count,
      int firstRow,
      int rows,
      int firstColumn,
      int columns,
      double[] block,
      double[] sums);

  /** Fused multiply-adds of whole vectors per second of one core. */
  static native double peak(long engine, int precision, double seconds);

  /** Numbers in a vector. */
  static native int lanes(long engine, int precision);

  /** Multiply-adds that a pair of vectors takes beyond 2d. */
  static native int slots(long engine, int precision);

  static native long cloudMake(long engine, long n, int d, int precision);

  static native void cloudFree(long cloud);

  static native void cloudWrite(long cloud, long first, double[] from);

  static native void cloudRead(long cloud, long first, double[] to);

  /** {@code numbers} has five a component: weight, scale, three parameters. */
  static native long sumMake(long engine, int[] families, double[] numbers, int d, int precision);

  static native void sumFree(long sum);

  /** {@code sources}: points and weights by turns. Returns 0, or 1 where memory failed. */
  static native int gradient(long sum, long at, long[] sources, long gradient, long[] values);

  static native int value(long sum, long at, long points, long weights, long out);

  static native int quadratic(long sum, long[] sources, boolean skipEqual, double[] out);

  static native int block(long sum, long rows, long columns, long out);

  static native long stepperMake(long sum);

  static native void stepperFree(long stepper);

  /** Returns the steps taken, or -1 where memory failed. */
  static native int advance(
      long stepper,
      long particles,
      long velocity,
      long weights,
      long[] sources,
      long seed,
      long first,
      double[] settings,
      double[] squares);
}
