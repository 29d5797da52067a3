package org.mmdflow.engine;

import org.mmdflow.measure.Distribution;

/** What becomes of the target between steps. */
public sealed interface TargetRule {
  /** The target stays. */
  static TargetRule fixed() {
    return Fixed.INSTANCE;
  }

  /** See {@link #fixed()}. */
  enum Fixed implements TargetRule {
    /** The only one. */
    INSTANCE
  }

  /**
   * Before step n the target is drawn anew, with n as the draw's number (Arbel et al. 2019,
   * Algorithm 1).
   *
   * @param law what is drawn
   * @param cloud the target on the device, overwritten
   */
  record Redraw(Distribution law, Cloud cloud) implements TargetRule {
    public Redraw {
      if (law.n() != cloud.n() || law.d() != cloud.d()) {
        throw new IllegalArgumentException(
            "a draw of "
                + law.n()
                + " x "
                + law.d()
                + " does not fit a cloud of "
                + cloud.n()
                + " x "
                + cloud.d());
      }
    }
  }
}
