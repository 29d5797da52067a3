package org.mmdflow.experiment.reproduction;

import java.util.List;
import org.mmdflow.experiment.reproduction.chaos.ChaosExperiment;
import org.mmdflow.experiment.reproduction.convexity.ConvexityExperiment;
import org.mmdflow.experiment.reproduction.gaussian.GaussianExperiment;
import org.mmdflow.experiment.reproduction.gaussian.TrapExperiment;
import org.mmdflow.experiment.reproduction.noise.ChosenNoiseExperiment;
import org.mmdflow.experiment.reproduction.noise.NoiseTradeOffExperiment;
import org.mmdflow.experiment.reproduction.student.StudentTeacher;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;

/** The experiments of the paper that this program can repeat, in one table. */
public final class Reproductions {
  /** In the order in which help lists them. */
  public static final List<ReproducedExperiment> ALL =
      List.of(
          new GaussianExperiment(),
          new TrapExperiment(),
          new StudentTeacher(),
          new NoiseTradeOffExperiment(),
          new ChosenNoiseExperiment(),
          new ConvexityExperiment(),
          new ChaosExperiment());

  private Reproductions() {}

  /** As a user types them. */
  public static List<String> names() {
    return ALL.stream().map(ReproducedExperiment::name).toList();
  }

  /**
   * The experiment of a name.
   *
   * @throws UserError if there is none, with the nearest name
   */
  public static ReproducedExperiment named(String name) {
    return ALL.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "unknown experiment "
                        + Location.quote(name)
                        + ", in mmdflow reproduce; "
                        + Suggestions.mend(name, "experiments", names())));
  }
}
