package org.mmdflow.engine.opencl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.Layout;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.engine.gpu.Tile;

/**
 * How work is laid out on a device, from its limits.
 *
 * @param processor true for a CPU: vectors of numbers to an item, one item to a group, no copies of
 *     sources
 * @param floatLanes floats of a vector; 1 but for processors
 * @param doubleLanes doubles of a vector
 * @param sumDouble whether sums across leaves are doubles, or pairs of floats
 * @param localBytes local memory of a group
 * @param largestGroup items of a group, at most
 */
record Traits(
    boolean processor,
    int floatLanes,
    int doubleLanes,
    boolean sumDouble,
    long localBytes,
    long largestGroup)
    implements Layout {
  /** The largest dimension whose particles stay in registers. */
  static final int MOST_NARROW = 16;

  private static final int NARROW_ITEMS = 128;
  private static final int WIDE_ITEMS = 32;

  /** Below so much local memory groups of wide tiles are halved. */
  private static final long ROOMY = 40 << 10;

  int lanes(Precision precision) {
    return precision == Precision.FLOAT ? floatLanes : doubleLanes;
  }

  static boolean narrow(int d) {
    return d <= MOST_NARROW;
  }

  private int items(int d) {
    if (processor) {
      return 1;
    }
    int wanted = narrow(d) ? NARROW_ITEMS : localBytes < ROOMY ? WIDE_ITEMS / 2 : WIDE_ITEMS;
    return (int) Math.min(wanted, Long.highestOneBit(largestGroup));
  }

  /** Vectors of particles that an item holds: as many as registers hold with their sums. */
  int rows(int d) {
    if (processor) {
      return d == 1 ? 3 : d <= 3 || !narrow(d) ? 2 : 1;
    }
    return d <= 4 ? 4 : d <= 8 ? 2 : 1;
  }

  @Override
  public List<Tile> tiles(SumProgram program) {
    int d = program.d();
    int particles = items(d) * rows(d) * lanes(program.precision());
    return List.of(new Tile("", items(d), particles, narrow(d) ? d : 0, packed(d)));
  }

  @Override
  public int packed(int d) {
    if (!narrow(d)) {
      return 0;
    }
    // Where sources are shared they go in fours.
    return processor ? d + 2 : (d + 5) / 4 * 4;
  }

  @Override
  public Optional<String> unable(SumProgram program) {
    return program.isExact()
        ? Optional.empty()
        : Optional.of("engine opencl has no summation " + program.summation());
  }

  @Override
  public boolean expandable(SumProgram program) {
    return narrow(program.d()) && program.isSmoothProfile();
  }

  /** What the compiler is told of a program. */
  String options(SumProgram program) {
    return String.format(
        Locale.ROOT,
        "%s -DMMDFLOW_LANES=%d -DMMDFLOW_ROWS=%d -DMMDFLOW_ITEMS=%d -DMMDFLOW_SHARED=%d"
            + " -DMMDFLOW_DIMENSION=%d -DMMDFLOW_RADIAL=%d -DMMDFLOW_INNER=%d%s",
        options(program.precision()),
        lanes(program.precision()),
        rows(program.d()),
        items(program.d()),
        processor ? 0 : 1,
        narrow(program.d()) ? program.d() : 0,
        program.isRadial() ? 1 : 0,
        program.isInner() ? 1 : 0,
        program.profile().map(name -> " -DMMDFLOW_PROFILE=PROFILE_" + name).orElse(""));
  }

  /** What it is told of all programs. */
  String options(Precision precision) {
    return String.format(
        Locale.ROOT,
        "-DMMDFLOW_DOUBLE=%d -DMMDFLOW_SUM_DOUBLE=%d%s",
        precision == Precision.DOUBLE ? 1 : 0,
        sumDouble ? 1 : 0,
        sumDouble ? "" : " -cl-single-precision-constant");
  }
}
