package org.mmdflow.engine.cpu;

import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.UserError;

/** Which instruction set runs: the machine's best, or the one that a user forces. */
final class InstructionSet {
  /** A system property, before the environment variable. */
  static final String PROPERTY = "mmdflow.cpu.instruction-set";

  static final String VARIABLE = "MMDFLOW_CPU_INSTRUCTION_SET";

  private InstructionSet() {}

  /** The name that the user forces, if any. */
  static Optional<String> forced() {
    return forced(
        Optional.ofNullable(System.getProperty(PROPERTY)),
        Optional.ofNullable(System.getenv(VARIABLE)));
  }

  static Optional<String> forced(Optional<String> property, Optional<String> variable) {
    return property
        .filter(name -> !name.isBlank())
        .or(() -> variable.filter(name -> !name.isBlank()))
        .map(String::strip);
  }

  /**
   * The name to open, {@code runnable} being what the machine runs, the best first.
   *
   * @throws UserError if another one is forced
   */
  static String choose(Optional<String> forced, List<String> runnable) {
    if (forced.isPresent() && !runnable.contains(forced.get())) {
      throw new UserError(
          "this machine does not run the instruction set \""
              + forced.get()
              + "\", in "
              + VARIABLE
              + " or -D"
              + PROPERTY
              + "; use "
              + String.join(" or ", runnable));
    }
    return forced.orElse(runnable.get(0));
  }
}
