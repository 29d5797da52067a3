package org.mmdflow.engine.cpu;

import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;

/** Which instruction set runs: the machine's best, or the one that a user forces. */
final class InstructionSet {
  /** A system property, before the environment variable. */
  static final String PROPERTY = "mmdflow.cpu.instruction-set";

  static final String VARIABLE = "MMDFLOW_CPU_INSTRUCTION_SET";

  private static final List<String> NAMES = List.of("avx512", "avx2", "neon", "plain");

  private InstructionSet() {}

  /**
   * The name to open here; the library must be loaded.
   *
   * @throws UserError if one is forced that does not run here
   */
  static String chosen() {
    return choose(forced(), List.of(Native.instructionSets()));
  }

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
              + "; "
              + mend(forced.get(), runnable));
    }
    return forced.orElse(runnable.get(0));
  }

  /** The name that was misspelt, if it was; one that is right but does not run gets the others. */
  private static String mend(String name, List<String> runnable) {
    return Suggestions.nearest(name, NAMES)
        .filter(near -> !near.equals(name) && runnable.contains(near))
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(() -> "use " + oneOf(runnable));
  }

  private static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
