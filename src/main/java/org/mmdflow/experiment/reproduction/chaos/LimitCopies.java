package org.mmdflow.experiment.reproduction.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.experiment.reproduction.Stoppable;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Independent copies of the limit: points that move in the field of a flow of very many particles
 * without taking part in it, from the same places and with the same noise as the runs to which they
 * are coupled.
 */
final class LimitCopies {
  private final ChaosSetting setting;

  /** First row of each run's copies, and the end. */
  private final int[] offsets;

  private final Points now;
  private final List<Points> readings = new ArrayList<>();

  private LimitCopies(ChaosSetting setting, int first, int last) {
    this.setting = setting;
    offsets = new int[last - first + 2];
    List<Points> starts = new ArrayList<>();
    for (int r = first; r <= last; r++) {
      Points start = setting.start(r == 0 ? setting.limit() : setting.largest(r), r);
      starts.add(start);
      offsets[r - first + 1] = offsets[r - first] + start.n();
    }
    now = Points.zeros(offsets[offsets.length - 1], ChaosSetting.D);
    for (int k = 0; k < starts.size(); k++) {
      double[] data = starts.get(k).data();
      for (int i = 0; i < data.length; i++) {
        now.data()[offsets[k] * ChaosSetting.D + i] = setting.precision().round(data[i]);
      }
    }
  }

  /** Copies for the runs from {@code first} to {@code last}; 0 is the flow of the limit itself. */
  static LimitCopies of(ChaosSetting setting, int first, int last, Engine engine, Ticker ticker) {
    LimitCopies copies = new LimitCopies(setting, first, last);
    try (Flow limit =
        setting
            .flow(setting.limit(), 0)
            .listen(Cadence.every(1), view -> copies.at(view, first))
            .on(engine)) {
      Stoppable.run(limit, setting.steps(), ticker::limitAt, ticker::stopRequested);
    }
    return copies;
  }

  private void at(FlowView view, int first) {
    if (view.step() % setting.every() == 0) {
      readings.add(now.copy());
    }
    if (view.step() == setting.steps()) {
      return;
    }
    Points noisy = now.copy();
    if (setting.noiseLevel() > 0) {
      for (int k = 0; k + 1 < offsets.length; k++) {
        perturb(view.step(), first + k, offsets[k], offsets[k + 1], noisy.data());
      }
    }
    double[] gradient = view.gradientAt(noisy).data();
    for (int i = 0; i < gradient.length; i++) {
      now.data()[i] =
          setting.precision().round(now.data()[i] - ChaosSetting.STEP_SIZE * gradient[i]);
    }
  }

  /** Where run {@code r} evaluates its gradient in this step. */
  private void perturb(long step, int r, int from, int to, double[] out) {
    int d = ChaosSetting.D;
    double[] u = new double[(to - from) * d];
    Noise.of(setting.seed() + r).normals(Purpose.EVALUATION_NOISE, step, 0, to - from, d, u);
    double[] x = Arrays.copyOfRange(out, from * d, to * d);
    StepArithmetic.perturb(setting.precision(), x, setting.noiseLevel(), u, u);
    System.arraycopy(u, 0, out, from * d, u.length);
  }

  /** Whether all steps were taken. */
  boolean complete() {
    return readings.size() == setting.readings();
  }

  /** The root mean square distance of run {@code k} (from 0) with these particles to its copies. */
  double distance(int reading, int k, Points particles) {
    double[] x = particles.data();
    double[] copies = readings.get(reading).data();
    int offset = offsets[k] * ChaosSetting.D;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double apart = x[i] - copies[offset + i];
      sum += apart * apart;
    }
    return Math.sqrt(sum / particles.n());
  }

  /** The first {@code n} copies of run {@code k} at a reading. */
  Points cloud(int reading, int k, int n) {
    int d = ChaosSetting.D;
    int from = offsets[k] * d;
    return Points.of(n, d, Arrays.copyOfRange(readings.get(reading).data(), from, from + n * d));
  }
}
