package org.mmdflow.engine.opencl;

import org.jocl.cl_mem;
import org.mmdflow.engine.Leaves;

/**
 * Points with weights, in buffers.
 *
 * @param m how many
 */
record Source(cl_mem points, cl_mem weights, long m) {
  long leaves() {
    return Leaves.count(m);
  }
}
