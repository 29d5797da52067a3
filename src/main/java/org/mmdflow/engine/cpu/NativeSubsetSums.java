package org.mmdflow.engine.cpu;

import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.SubsetSums;
import org.mmdflow.engine.Subsets;

/**
 * Subset sums by the native library, with the instruction set that the engine would take, on
 * threads of its own.
 */
public final class NativeSubsetSums implements SubsetSums.Provider {
  /** For the service loader. */
  public NativeSubsetSums() {}

  /**
   * {@inheritDoc}
   *
   * @throws org.mmdflow.expression.UserError if an instruction set is forced that does not run here
   */
  @Override
  public Optional<SubsetSums> open(Precision precision, int threads) {
    if (NativeLibrary.load().isPresent()) {
      return Optional.empty();
    }
    return open(InstructionSet.chosen(), precision, threads);
  }

  /** With an instruction set that runs here. */
  static Optional<SubsetSums> open(String instructionSet, Precision precision, int threads) {
    long engine = Native.open(instructionSet, threads);
    return engine == 0 ? Optional.empty() : Optional.of(new Sums(engine, precision));
  }

  private static final class Sums implements SubsetSums {
    private final Precision precision;
    private long engine;

    Sums(long engine, Precision precision) {
      this.engine = engine;
      this.precision = precision;
    }

    @Override
    public void add(
        Subsets subsets,
        int firstRow,
        int rows,
        int firstColumn,
        int columns,
        double[] block,
        double[] sums) {
      if (engine == 0) {
        throw new IllegalStateException("the subset sums are closed");
      }
      SubsetSums.check(subsets, firstRow, rows, firstColumn, columns, block, sums);
      if (rows == 0 || columns == 0) {
        return;
      }
      int status =
          Native.subsetSums(
              engine,
              precision.bytes(),
              subsets.words(),
              subsets.count(),
              firstRow,
              rows,
              firstColumn,
              columns,
              block,
              sums);
      if (status != 0) {
        throw CpuKernelSum.noMemory();
      }
    }

    @Override
    public void close() {
      if (engine != 0) {
        Native.close(engine);
        engine = 0;
      }
    }
  }
}
