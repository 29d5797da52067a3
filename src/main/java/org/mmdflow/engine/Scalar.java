package org.mmdflow.engine;

/** Numbers that a stepper can record at each step, reduced on the device. */
public enum Scalar {
  /**
   * Mean of the squared gradient of the witness at the evaluation points, by the particles'
   * weights: D_beta of Arbel et al. 2019, Proposition 8, in one draw; the dissipation where there
   * is no evaluation noise.
   */
  MEAN_SQUARED_GRADIENT
}
