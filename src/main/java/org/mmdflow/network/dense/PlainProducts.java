package org.mmdflow.network.dense;

import java.util.Arrays;

/**
 * Matrix products in plain Java. The output is cut into tiles, which threads share out; a tile's
 * factors are copied to the heap in slices of the inner dimension, so that the innermost loop runs
 * over whole arrays and becomes vector instructions. Each number of the output is summed in the
 * order of the inner dimension, with fused multiply-adds, whatever the threads.
 */
public final class PlainProducts implements MatrixProducts {
  private static final int TILE_ROWS = 100;
  private static final int LEAST_ROWS = 16;
  private static final int TILE_COLUMNS = 512;
  private static final int SLICE = 64;

  private final Team team;

  /** Products by so many threads, at least 1. */
  public PlainProducts(int threads) {
    this.team = new Team(threads);
  }

  @Override
  public String name() {
    int threads = team.threads();
    return "plain Java, " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void multiply(
      float alpha,
      FloatMatrix a,
      boolean transposeA,
      FloatMatrix b,
      boolean transposeB,
      float beta,
      FloatMatrix c) {
    MatrixProducts.checkShapes(a, transposeA, b, transposeB, c);
    int tilesAcross = tiles(c.columns(), TILE_COLUMNS);
    int height = TILE_ROWS;
    while (height > LEAST_ROWS && tilesAcross * tiles(c.rows(), height) < team.threads()) {
      height /= 2; // so that a small output, too, has a tile for each thread
    }
    int rows = height;
    team.run(
        tilesAcross * tiles(c.rows(), rows),
        () -> {
          Tile tile = new Tile(alpha, a, transposeA, b, transposeB, beta, c);
          return part ->
              tile.compute(part / tilesAcross * rows, rows, part % tilesAcross * TILE_COLUMNS);
        });
  }

  private static int tiles(int length, int size) {
    return (length + size - 1) / size;
  }

  @Override
  public void close() {
    team.close();
  }

  /** What one thread needs to compute tiles of one product. */
  private static final class Tile {
    private final float alpha;
    private final FloatMatrix a;
    private final boolean transposeA;
    private final FloatMatrix b;
    private final boolean transposeB;
    private final float beta;
    private final FloatMatrix c;
    private final int inner;

    private final float[][] left = new float[TILE_ROWS][SLICE];
    private final float[][] right = new float[SLICE][TILE_COLUMNS];
    private final float[][] sums = new float[TILE_ROWS][TILE_COLUMNS];
    private final float[] line = new float[Math.max(TILE_COLUMNS, Math.max(TILE_ROWS, SLICE))];

    Tile(
        float alpha,
        FloatMatrix a,
        boolean transposeA,
        FloatMatrix b,
        boolean transposeB,
        float beta,
        FloatMatrix c) {
      this.alpha = alpha;
      this.a = a;
      this.transposeA = transposeA;
      this.b = b;
      this.transposeB = transposeB;
      this.beta = beta;
      this.c = c;
      this.inner = transposeA ? a.rows() : a.columns();
    }

    void compute(int firstRow, int height, int firstColumn) {
      int rows = Math.min(height, c.rows() - firstRow);
      int columns = Math.min(TILE_COLUMNS, c.columns() - firstColumn);
      for (int i = 0; i < rows; i++) {
        Arrays.fill(sums[i], 0);
      }
      for (int first = 0; first < inner; first += SLICE) {
        int depth = Math.min(SLICE, inner - first);
        copy(a, transposeA, firstRow, rows, first, depth, left);
        copy(b, transposeB, first, depth, firstColumn, columns, right);
        for (int i = 0; i < rows; i++) {
          accumulate(left[i], depth, columns, sums[i]);
        }
      }
      for (int i = 0; i < rows; i++) {
        store(firstRow + i, firstColumn, columns, sums[i]);
      }
    }

    /** The sum is complete before it meets {@code c}: a small change of a large number survives. */
    private void store(int row, int firstColumn, int columns, float[] sum) {
      if (beta == 0) {
        for (int j = 0; j < columns; j++) {
          sum[j] *= alpha;
        }
      } else {
        c.read(row, firstColumn, columns, line);
        for (int j = 0; j < columns; j++) {
          sum[j] = Math.fma(alpha, sum[j], beta * line[j]);
        }
      }
      c.write(row, firstColumn, columns, sum);
    }

    /** Copies a block of {@code op(m)}. */
    private void copy(
        FloatMatrix m,
        boolean transpose,
        int firstRow,
        int rows,
        int firstColumn,
        int columns,
        float[][] out) {
      if (!transpose) {
        for (int i = 0; i < rows; i++) {
          m.read(firstRow + i, firstColumn, columns, out[i]);
        }
      } else {
        for (int j = 0; j < columns; j++) {
          m.read(firstColumn + j, firstRow, rows, line);
          for (int i = 0; i < rows; i++) {
            out[i][j] = line[i];
          }
        }
      }
    }

    private void accumulate(float[] factors, int depth, int columns, float[] sum) {
      int k = 0;
      for (; k + 4 <= depth; k += 4) {
        four(factors, k, columns, sum);
      }
      for (; k < depth; k++) {
        one(factors[k], right[k], columns, sum);
      }
    }

    /** Four at a time: with eight, the compiler of Java 17 makes no vector instructions. */
    private void four(float[] factors, int k, int columns, float[] sum) {
      float f0 = factors[k];
      float f1 = factors[k + 1];
      float f2 = factors[k + 2];
      float f3 = factors[k + 3];
      float[] r0 = right[k];
      float[] r1 = right[k + 1];
      float[] r2 = right[k + 2];
      float[] r3 = right[k + 3];
      for (int j = 0; j < columns; j++) {
        sum[j] =
            Math.fma(
                f3, r3[j], Math.fma(f2, r2[j], Math.fma(f1, r1[j], Math.fma(f0, r0[j], sum[j]))));
      }
    }

    private static void one(float factor, float[] row, int columns, float[] sum) {
      for (int j = 0; j < columns; j++) {
        sum[j] = Math.fma(factor, row[j], sum[j]);
      }
    }
  }
}
