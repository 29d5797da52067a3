package org.mmdflow.engine.gpu;

import org.mmdflow.engine.Leaves;

/**
 * Points with weights, in buffers.
 *
 * @param m how many
 */
record Source(Buffer points, Buffer weights, long m) {
  long leaves() {
    return Leaves.count(m);
  }
}
