package org.mmdflow.network;

import org.mmdflow.kernel.Features;
import org.mmdflow.measure.Points;

/** Features that are values of a network at data points x of R^d. */
public sealed interface NetworkFeatures extends Features permits SubNetwork, TwoLayer {
  /** The data, B x d; nobody may change its array. */
  Points data();

  @Override
  default int points() {
    return data().n();
  }

  @Override
  NetworkFeatures restrictedTo(int[] points);
}
