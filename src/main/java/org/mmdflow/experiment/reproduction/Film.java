package org.mmdflow.experiment.reproduction;

import java.util.List;
import org.mmdflow.measure.Points;

/**
 * Clouds of several methods on one clock.
 *
 * @param title what moves
 * @param clock what the clock counts, such as {@code step}
 * @param times of the frames, increasing; the same for all methods
 * @param target points to draw under the particles, n x d
 * @param methods in the order in which they are shown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Film(String title, String clock, long[] times, Points target, List<Method> methods) {
  /**
   * One method.
   *
   * @param name as a legend shows it
   * @param frames a cloud for each time
   */
  public record Method(String name, List<Points> frames) {
    /** Keeps its own list. */
    public Method {
      frames = List.copyOf(frames);
    }
  }

  /** Checks that each method has a frame for each time. */
  public Film {
    methods = List.copyOf(methods);
    for (Method method : methods) {
      if (method.frames().size() != times.length) {
        throw new IllegalArgumentException(
            method.name()
                + " has "
                + method.frames().size()
                + " frames, but the film has "
                + times.length
                + " times");
      }
    }
  }
}
