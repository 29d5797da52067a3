package org.mmdflow.engine.cuda;

import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.mmdflow.engine.DeviceFailure;

/** What the driver refused: the call, the error's name and text, the sizes. */
final class CudaException extends DeviceFailure {
  private static final long serialVersionUID = 1;

  private CudaException(String message, boolean outOfMemory) {
    super(message, outOfMemory);
  }

  /** Passes where {@code result} is success. */
  static void check(int result, String call, Object... sizes) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw of(result, call, sizes);
    }
  }

  /** A call that failed; {@code sizes} are words that together say of what size. */
  static CudaException of(int result, String call, Object... sizes) {
    StringBuilder said = new StringBuilder();
    for (Object word : sizes) {
      said.append(said.isEmpty() ? "" : " ").append(word);
    }
    return new CudaException(
        "CUDA: " + call + (said.isEmpty() ? "" : " (" + said + ")") + " gave " + name(result),
        result == CUresult.CUDA_ERROR_OUT_OF_MEMORY);
  }

  /** The error's name and the driver's text for it. */
  static String name(int result) {
    String[] text = new String[1];
    boolean known = JCudaDriver.cuGetErrorString(result, text) == CUresult.CUDA_SUCCESS;
    return CUresult.stringFor(result) + (known && text[0] != null ? " (" + text[0] + ")" : "");
  }
}
