package org.mmdflow.network;

import java.util.Locale;
import org.mmdflow.kernel.Exp;

/** What a neuron does to the number that it receives. */
public enum Activation {
  /** max(u, 0); the derivative at 0 is 0. */
  RELU {
    @Override
    public double value(double u) {
      return Math.max(u, 0);
    }

    @Override
    public double derivative(double u) {
      return u > 0 ? 1 : 0;
    }
  },
  /** tanh(u). */
  TANH {
    @Override
    public double value(double u) {
      return Math.tanh(u);
    }

    @Override
    public double derivative(double u) {
      double t = Math.tanh(u);
      return 1 - t * t;
    }
  },
  /** 1 / (1 + exp(-u)). */
  SIGMOID {
    @Override
    public double value(double u) {
      return 1 / (1 + Math.exp(-u));
    }

    @Override
    public double derivative(double u) {
      double s = value(u);
      return s * (1 - s);
    }
  },
  /** exp(-u^2 / 4), the last unit of the paper's networks (Arbel et al. 2019, appendix G.1). */
  QUADEXP {
    @Override
    public double value(double u) {
      return Math.exp(-0.25 * u * u);
    }

    @Override
    public double derivative(double u) {
      return -0.5 * u * value(u);
    }

    @Override
    void apply(double[] u, double[] value, double[] slope, int count) {
      for (int i = 0; i < count; i++) {
        slope[i] = -0.25 * (u[i] * u[i]);
      }
      Exp.expNegative(slope, value, count);
      for (int i = 0; i < count; i++) {
        slope[i] = -0.5 * u[i] * value[i];
      }
    }
  },
  /** u itself. */
  IDENTITY {
    @Override
    public double value(double u) {
      return u;
    }

    @Override
    public double derivative(double u) {
      return 1;
    }
  };

  /** The activation at {@code u}. */
  public abstract double value(double u);

  /** Its derivative at {@code u}. */
  public abstract double derivative(double u);

  /**
   * Both at many places.
   *
   * @param u not changed
   * @param value overwritten up to {@code count}
   * @param slope likewise, with the derivatives; three different arrays
   */
  void apply(double[] u, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      value[i] = value(u[i]);
      slope[i] = derivative(u[i]);
    }
  }

  /** As expressions write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
