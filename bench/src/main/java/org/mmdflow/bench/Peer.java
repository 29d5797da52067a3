package org.mmdflow.bench;

import java.util.OptionalDouble;
import org.mmdflow.measure.Points;

/** What computes value and gradient of a kernel sum in a comparison. */
interface Peer extends AutoCloseable {
  /** Its name and version, for the table. */
  String version();

  /** Takes a problem in and gets ready to run it. */
  Problem load(Points points, Points sources, Points weights, String family, double length);

  @Override
  void close();

  /** One problem, its data where the peer wants them. */
  interface Problem {
    /** Finds the fastest settings and says them. */
    String tune();

    /** Value and gradient once. */
    void run();

    /** The last gradient and value, n x (d + 1). */
    Points result();

    /** Pairs per second that the hardware allows, where the peer knows. */
    default OptionalDouble ceiling() {
      return OptionalDouble.empty();
    }
  }
}
