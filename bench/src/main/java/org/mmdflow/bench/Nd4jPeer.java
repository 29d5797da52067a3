package org.mmdflow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ND4J: the exponent as one matrix product of extended points and sources, exp in place, and a
 * product with [w s, w], in blocks of rows whose number is tuned; all by columns, the order in
 * which its products are fast. Gaussian kernels only. Threads are the environment's
 * OMP_NUM_THREADS.
 */
final class Nd4jPeer implements Peer {
  private static final int[] ROWS = {16, 64, 256, 1024};

  private final DataType type;

  Nd4jPeer(Precision precision) {
    type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    Nd4j.setDefaultDataTypes(type, type);
  }

  @Override
  public String version() {
    return "ND4J " + number() + " (" + Nd4j.getBackend().getClass().getSimpleName() + ")";
  }

  /** As Maven wrote it into the jar. */
  private static String number() {
    String file = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
    try (InputStream in = Nd4j.class.getResourceAsStream(file)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      return "of unknown version";
    }
  }

  @Override
  public Problem load(Points points, Points sources, Points weights, String family, double length) {
    if (!family.equals("gaussian")) {
      throw new UserError(
          "this peer has the Gaussian kernel only, not " + family + "; leave it out");
    }
    return new Loaded(matrix(points), matrix(sources), matrix(weights), length);
  }

  private INDArray matrix(Points points) {
    return Nd4j.createFromArray(points.data()).reshape('c', points.n(), points.d()).castTo(type);
  }

  @Override
  public void close() {
    // Its memory goes with the process.
  }

  private final class Loaded implements Problem {
    private final INDArray points;
    private final INDArray sources;
    private final INDArray weights;
    private final double length;
    private final int n;
    private final int m;
    private final int d;
    private final INDArray gradient;
    private final INDArray value;
    private INDArray room;
    private INDArray rest;
    private int rows;

    Loaded(INDArray points, INDArray sources, INDArray weights, double length) {
      this.points = points;
      this.sources = sources;
      this.weights = weights;
      this.length = length;
      n = (int) points.rows();
      m = (int) sources.rows();
      d = (int) points.columns();
      gradient = Nd4j.create(type, n, d);
      value = Nd4j.create(type, n, 1);
      settle(ROWS[0]);
    }

    private void settle(int number) {
      rows = Math.min(n, number);
      room = Nd4j.create(type, new long[] {rows, m}, 'f');
      rest = Nd4j.create(type, new long[] {n % rows == 0 ? rows : n % rows, m}, 'f');
    }

    @Override
    public String tune() {
      int best = ROWS[0];
      double least = Double.POSITIVE_INFINITY;
      for (int number : ROWS) {
        settle(number);
        run();
        long began = System.nanoTime();
        run();
        run();
        double seconds = (System.nanoTime() - began) * 1e-9;
        if (seconds < least) {
          least = seconds;
          best = number;
        }
      }
      settle(best);
      return "product, blocks of " + rows + " x " + m;
    }

    @Override
    public void run() {
      INDArray s = sources.div(length);
      INDArray left =
          Nd4j.hstack(s, s.mul(s).sum(true, 1).muli(-0.5), ones(m)).transpose().dup('f');
      INDArray right = Nd4j.hstack(s.mulColumnVector(weights), weights).dup('f');
      for (int first = 0; first < n; first += rows) {
        int last = Math.min(n, first + rows);
        INDArray z = points.get(NDArrayIndex.interval(first, last), NDArrayIndex.all()).div(length);
        INDArray extended = Nd4j.hstack(z, ones(last - first), z.mul(z).sum(true, 1).muli(-0.5));
        INDArray kernel = last - first == rows ? room : rest;
        extended.dup('f').mmuli(left, kernel);
        Transforms.exp(kernel, false);
        INDArray sums = kernel.mmul(right);
        INDArray mass = sums.getColumn(d, true);
        INDArray inner = sums.get(NDArrayIndex.all(), NDArrayIndex.interval(0, d));
        gradient
            .get(NDArrayIndex.interval(first, last), NDArrayIndex.all())
            .assign(inner.sub(z.mulColumnVector(mass)).divi(length));
        value.get(NDArrayIndex.interval(first, last), NDArrayIndex.all()).assign(mass);
      }
    }

    private INDArray ones(int count) {
      return Nd4j.ones(type, count, 1);
    }

    @Override
    public Points result() {
      INDArray both = Nd4j.hstack(gradient, value).castTo(DataType.DOUBLE).dup('c');
      return Points.of(n, d + 1, both.data().asDouble());
    }
  }
}
