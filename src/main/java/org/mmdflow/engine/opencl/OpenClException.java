package org.mmdflow.engine.opencl;

import org.jocl.CL;
import org.mmdflow.engine.DeviceFailure;

/** What a device refused: the call, the error's OpenCL name, the sizes, and for a build the log. */
final class OpenClException extends DeviceFailure {
  private static final long serialVersionUID = 1;

  private OpenClException(int status, String message) {
    super(message, isOutOfMemory(status));
  }

  /** A call that failed. */
  static OpenClException of(int status, String call, String sizes) {
    return new OpenClException(
        status,
        "OpenCL: "
            + call
            + (sizes.isEmpty() ? "" : " (" + sizes + ")")
            + " gave "
            + CL.stringFor_errorCode(status));
  }

  /** A program that did not build. */
  static OpenClException ofBuild(int status, String options, String log) {
    return new OpenClException(
        status,
        "OpenCL: clBuildProgram ("
            + options
            + ") gave "
            + CL.stringFor_errorCode(status)
            + ":\n"
            + log);
  }

  private static boolean isOutOfMemory(int status) {
    return status == CL.CL_MEM_OBJECT_ALLOCATION_FAILURE
        || status == CL.CL_OUT_OF_RESOURCES
        || status == CL.CL_OUT_OF_HOST_MEMORY
        || status == CL.CL_INVALID_BUFFER_SIZE;
  }
}
