package org.mmdflow.engine.cuda;

import jcuda.driver.CUdeviceptr;
import org.mmdflow.engine.gpu.Buffer;

/** A buffer as the driver knows it. */
record CudaBuffer(CUdeviceptr address, long bytes) implements Buffer {
  static CUdeviceptr address(Buffer memory) {
    return ((CudaBuffer) memory).address;
  }

  static CUdeviceptr address(Buffer memory, long offset) {
    return address(memory).withByteOffset(offset);
  }
}
