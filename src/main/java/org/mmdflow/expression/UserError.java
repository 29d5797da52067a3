package org.mmdflow.expression;

/**
 * The user's input is wrong: a flag, a file, an expression, a folder.
 *
 * <p>The message is one line of the form {@code WHAT, WHERE; HOW TO MEND IT}. The command line
 * prints it as it stands and exits with code 2. Mistakes of a programmer are {@link
 * IllegalArgumentException}s and {@link IllegalStateException}s instead.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that the user can mend by reading {@code message}, a single line. */
  public UserError(String message) {
    super(message);
  }

  /** Likewise, keeping the failure that revealed it for {@code --debug}. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same error with one more {@code WHERE}, before {@code HOW TO MEND IT}. */
  public UserError in(String where) {
    String message = String.valueOf(getMessage());
    int mend = message.lastIndexOf("; ");
    return mend < 0
        ? new UserError(message + ", " + where, this)
        : new UserError(message.substring(0, mend) + ", " + where + message.substring(mend), this);
  }
}
