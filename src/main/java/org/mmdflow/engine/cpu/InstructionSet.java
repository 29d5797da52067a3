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

  /**
   * The name to open, {@code runnable} being what the machine runs, the best first.
   *
   * @throws UserError if another one is forced
   */
  static String choose(List<String> runnable) {
    Optional<String> property = Optional.ofNullable(System.getProperty(PROPERTY));
    String where = property.isPresent() ? "-D" + PROPERTY : VARIABLE;
    Optional<String> forced =
        property.or(() -> Optional.ofNullable(System.getenv(VARIABLE))).filter(s -> !s.isBlank());
    return forced.map(name -> check(name.strip(), where, runnable)).orElse(runnable.get(0));
  }

  private static String check(String name, String where, List<String> runnable) {
    if (!runnable.contains(name)) {
      throw new UserError(
          "this machine does not run the instruction set \""
              + name
              + "\", in "
              + where
              + "; use "
              + String.join(" or ", runnable));
    }
    return name;
  }
}
