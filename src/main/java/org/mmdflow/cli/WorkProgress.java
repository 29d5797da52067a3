package org.mmdflow.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Device;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.flow.Progress;

/** Shows how a reproduction gets on, on standard error, and passes on the wish to end early. */
final class WorkProgress implements Observer, AutoCloseable {
  /** The first steps are slow: a time left that they tell would frighten. */
  private static final double SOONEST = 2;

  private final Console console;
  private final Interruption stop;
  private final ProgressView view;
  private final long began = System.nanoTime();
  private Optional<Device> device = Optional.empty();
  private String doing = "";

  private WorkProgress(Console console, Interruption stop, ProgressView view) {
    this.console = console;
    this.stop = stop;
    this.view = view;
  }

  static WorkProgress on(Console console, Interruption stop) {
    return new WorkProgress(console, stop, ProgressView.ofShare(console));
  }

  /** The engine that ran, the first one if there were several: that of the experiment itself. */
  Optional<Device> device() {
    return device;
  }

  @Override
  public void runsOn(Device opened) {
    device = device.or(() -> Optional.of(opened));
    console.engine(opened);
  }

  @Override
  public void progress(String what, long done, long total) {
    if (!what.equals(doing)) {
      doing = what;
      console.note(what);
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    if (seconds >= SOONEST || done == total) {
      double share = 100.0 * done / total;
      double pace = seconds / Math.max(0.1, share);
      view.accept(new Progress((long) share, 100, seconds, pace, OptionalDouble.empty()));
    }
  }

  @Override
  public boolean stopRequested() {
    return stop.isWished();
  }

  @Override
  public void close() {
    view.close();
  }
}
