package org.mmdflow.experiment.reproduction;

import java.util.List;

/** An experiment of the paper that this program can repeat. */
public interface ReproducedExperiment {
  /** As a user types it. */
  String name();

  /** What it shows, in one line. */
  String summary();

  /** What the runs take, in words: {@code --quick} and full, on two cores. */
  List<String> costs();

  /**
   * Carries it out on the thread of the call.
   *
   * @throws org.mmdflow.expression.UserError if an option does not suit this experiment
   */
  Reproduction carryOut(ReproductionOptions options, Observer observer);
}
