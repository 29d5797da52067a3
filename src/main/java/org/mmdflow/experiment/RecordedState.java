package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** A state of a run that its folder holds. The particles are read when asked for. */
public final class RecordedState {
  private final long step;
  private final double flowTime;
  private final String where;
  private final Supplier<Points> particles;

  private RecordedState(long step, double flowTime, String where, Supplier<Points> particles) {
    this.step = step;
    this.flowTime = flowTime;
    this.where = where;
    this.particles = particles;
  }

  static RecordedState in(Path file, long step, double flowTime) {
    return new RecordedState(step, flowTime, file.toString(), () -> PointsFiles.read(file));
  }

  static RecordedState of(Points particles, long step, double flowTime) {
    return new RecordedState(step, flowTime, "the checkpoint of step " + step, () -> particles);
  }

  /** Steps taken. */
  public long step() {
    return step;
  }

  /** Sum of their sizes. */
  public double flowTime() {
    return flowTime;
  }

  /** Where it lies, for messages. */
  public String where() {
    return where;
  }

  /**
   * Reads the particles, N x d.
   *
   * @throws org.mmdflow.expression.UserError if the file cannot be read
   */
  public Points particles() {
    return particles.get();
  }
}
