package org.mmdflow.engine.gpu;

import org.mmdflow.engine.Leaves;

/**
 * Points with weights, in buffers.
 *
 * @param m how many
 * @param still whether they stay as they are for as long as a stepper is at its steps
 */
record Source(Buffer points, Buffer weights, long m, boolean still) {
  long leaves() {
    return Leaves.count(m);
  }
}
