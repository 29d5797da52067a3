package org.mmdflow.experiment.reproduction;

import java.nio.file.Path;
import java.util.List;
import org.mmdflow.expression.UserError;

/** An experiment of the paper that this program can repeat. */
public interface ReproducedExperiment {
  /** As a user types it. */
  String name();

  /** What it shows, in one line. */
  String summary();

  /** What the runs take, in words: {@code --quick} and full, on two cores. */
  List<String> costs();

  /**
   * The same with some of its methods.
   *
   * @param methods as a user types them
   * @throws UserError if there is no such method, or the experiment always runs all
   */
  default ReproducedExperiment only(List<String> methods) {
    throw new UserError(name() + " always runs all its methods, in --only; leave it out");
  }

  /**
   * The same, which keeps its runs in a folder and takes from there what is done already.
   *
   * @param folder is made where it is missing
   * @throws UserError if the experiment keeps no runs
   */
  default ReproducedExperiment keepingRunsIn(Path folder) {
    throw new UserError(name() + " keeps no runs, in --keep; leave it out");
  }

  /**
   * Carries it out on the thread of the call.
   *
   * @throws UserError if an option does not suit this experiment
   */
  Reproduction carryOut(ReproductionOptions options, Observer observer);
}
