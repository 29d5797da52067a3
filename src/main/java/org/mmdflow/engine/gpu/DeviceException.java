package org.mmdflow.engine.gpu;

/** What a device refused: the call, the error's name, the sizes. */
public class DeviceException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final boolean outOfMemory;

  /**
   * A call that failed.
   *
   * @param outOfMemory whether the device had no memory left
   */
  public DeviceException(String message, boolean outOfMemory) {
    super(message);
    this.outOfMemory = outOfMemory;
  }

  /** Whether the device had no memory left. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
