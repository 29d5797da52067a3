package org.mmdflow.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * The postal codes of the contiguous United States, shipped with the program: GeoNames
 * (geonames.org), CC BY 4.0.
 *
 * <p>As a distribution they are mapped to the plane without distorting their shape: longitude is
 * scaled by cos 38 degrees, both axes are centred on the mean and divided by the root mean square
 * of all centred coordinates. {@link #degrees} maps back. Immutable, any thread.
 */
public final class PostalCodes {
  /** The name in the expression language. */
  public static final String NAME = "us-postal-codes";

  /** Who must be named wherever the data is shown. */
  public static final String ATTRIBUTION = "GeoNames (geonames.org), CC BY 4.0";

  private static final String RESOURCE = "/org/mmdflow/data/us-zip-codes.npy";
  private static final double SHRINK = Math.cos(Math.toRadians(38));

  private final Points scaled;
  private final double[] centre;
  private final double scale;

  private PostalCodes(Points degrees) {
    double[] data = degrees.data();
    int n = degrees.n();
    centre = new double[2];
    for (int i = 0; i < n; i++) {
      centre[0] += data[2 * i] * SHRINK / n;
      centre[1] += data[2 * i + 1] / n;
    }
    double square = 0;
    for (int i = 0; i < n; i++) {
      data[2 * i] = data[2 * i] * SHRINK - centre[0];
      data[2 * i + 1] -= centre[1];
      square += data[2 * i] * data[2 * i] + data[2 * i + 1] * data[2 * i + 1];
    }
    scale = Math.sqrt(square / (2.0 * n));
    for (int c = 0; c < data.length; c++) {
      data[c] /= scale;
    }
    scaled = degrees;
  }

  private static final class Holder {
    static final PostalCodes DATA = new PostalCodes(read());
  }

  private static Points read() {
    try (InputStream in = PostalCodes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      return PointsFiles.readNpy(in, RESOURCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many there are. */
  public static int count() {
    return Holder.DATA.scaled.n();
  }

  /** {@code n} of them, drawn without replacement, in the scaled plane. */
  public static Distribution sample(int n) {
    return new Sample(n);
  }

  /** Points of the scaled plane (n x 2) as longitude and latitude, a new cloud. */
  public static Points degrees(Points plane) {
    Points result = plane.copy();
    double[] data = result.data();
    PostalCodes codes = Holder.DATA;
    for (int i = 0; i < plane.n(); i++) {
      data[2 * i] = (data[2 * i] * codes.scale + codes.centre[0]) / SHRINK;
      data[2 * i + 1] = data[2 * i + 1] * codes.scale + codes.centre[1];
    }
    return result;
  }

  private record Sample(int n) implements Distribution {
    @Override
    public int d() {
      return 2;
    }

    @Override
    public void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out) {
      int[] rows = Noise.of(seed).subset(purpose, step, firstParticle, count(), n);
      double[] all = Holder.DATA.scaled.data();
      for (int i = 0; i < n; i++) {
        out[2 * i] = all[2 * rows[i]];
        out[2 * i + 1] = all[2 * rows[i] + 1];
      }
    }

    @Override
    public String toString() {
      return NAME + "(n=" + n + ")";
    }
  }
}
