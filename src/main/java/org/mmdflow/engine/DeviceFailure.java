package org.mmdflow.engine;

/**
 * A device failed: the message names the call, the error and the sizes. What was on it is lost; an
 * engine that failed so can be closed and nothing else.
 */
public class DeviceFailure extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final boolean outOfMemory;

  /**
   * A call that failed.
   *
   * @param outOfMemory whether the device had no memory left
   */
  public DeviceFailure(String message, boolean outOfMemory) {
    super(message);
    this.outOfMemory = outOfMemory;
  }

  /** Whether the device had no memory left. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
