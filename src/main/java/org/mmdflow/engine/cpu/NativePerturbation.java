package org.mmdflow.engine.cpu;

import java.util.Optional;
import org.mmdflow.random.Perturbation;

/**
 * Noise by the native library, with the instruction set that the engine would take. The native
 * engine that it needs, which has no threads, stays open for as long as the program runs.
 */
public final class NativePerturbation implements Perturbation.Provider {
  private static long shared;

  /** For the service loader. */
  public NativePerturbation() {}

  /**
   * {@inheritDoc}
   *
   * @throws org.mmdflow.expression.UserError if an instruction set is forced that does not run here
   */
  @Override
  public Optional<Perturbation> open() {
    long engine = engine();
    return engine == 0
        ? Optional.empty()
        : Optional.of(
            (level, seed, purpose, step, particle, dimension, x) -> {
              Perturbation.check(step, particle, dimension, x);
              Native.perturb(engine, x, dimension, level, seed, purpose.code(), step, particle);
            });
  }

  /** 0 where the library does not run. */
  private static synchronized long engine() {
    if (shared == 0 && NativeLibrary.load().isEmpty()) {
      shared = Native.open(InstructionSet.chosen(), 1);
    }
    return shared;
  }
}
