package org.mmdflow.experiment.reproduction.gaussian;

import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.Metrics;

/**
 * What is read of a cloud on its way to a target about the origin.
 *
 * @param step steps taken
 * @param metrics against the draw of the next step
 * @param collapsed share of the particles within 0.5 of the origin
 * @param escaped share of the particles beyond 5
 * @param farthest greatest distance from the origin
 */
public record Reading(
    long step, Metrics metrics, double collapsed, double escaped, double farthest) {
  /** Closer to the origin counts as collapsed. */
  public static final double NEAR = 0.5;

  /** Farther counts as escaped. */
  public static final double FAR = 5;

  public static Reading of(FlowView view) {
    Points cloud = view.particles();
    int near = 0;
    int far = 0;
    double farthest = 0;
    for (int i = 0; i < cloud.n(); i++) {
      double square = 0;
      for (int axis = 0; axis < cloud.d(); axis++) {
        square += cloud.get(i, axis) * cloud.get(i, axis);
      }
      double distance = Math.sqrt(square);
      near += distance < NEAR ? 1 : 0;
      far += distance > FAR ? 1 : 0;
      farthest = Math.max(farthest, distance);
    }
    double n = cloud.n();
    return new Reading(view.step(), view.metrics(), near / n, far / n, farthest);
  }
}
