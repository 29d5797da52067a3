package org.mmdflow.experiment;

/**
 * A run cannot go on, through no fault of the user's input: the disk is full, a file cannot be
 * written, all checkpoints are damaged. The message is one line, {@code WHAT, WHERE; HOW TO MEND
 * IT}; the command line prints it and exits with code 1.
 */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause in words. */
  public RunFailure(String message) {
    super(message);
  }

  /** Likewise, keeping the failure below for {@code --debug}. */
  public RunFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
