package org.mmdflow.engine.gpu;

import org.mmdflow.engine.Leaves;

/** Enqueues what makes numbers of sums. */
final class Finishing {
  private final GpuSession session;
  private final SumProgram program;
  private final Buffer none;

  /** The frame {@code none} says that differences are differences. */
  Finishing(GpuSession session, SumProgram program, Buffer none) {
    this.session = session;
    this.program = program;
    this.none = none;
  }

  /** Writes gradients at {@code points} to the rows of a cloud. */
  void writeGradient(Slots s, Buffer points, Buffer out) {
    write(
        s,
        s.gradientAt(),
        s.gradientSlots(),
        program.d(),
        program.slopeFactor(),
        points,
        s.frame(),
        out);
  }

  /** Writes a source's values to a cloud of one column. */
  void writeValues(Slots s, int source, Buffer points, Buffer out) {
    Slots.Column column = s.values().get(source);
    write(s, column.at(), column.slots(), 1, program.valueFactor(), points, none, out);
  }

  private void write(
      Slots s, long at, long slots, int d, double factor, Buffer points, Buffer frame, Buffer out) {
    session
        .queue()
        .launch(
            session.driver().finish(program.precision(), "rows_of_sums"),
            Elementwise.groups(s.rows() * d),
            1,
            Elementwise.ITEMS,
            s.sums(),
            at,
            slots,
            s.size(),
            s.rows(),
            s.rows(),
            d,
            session.factor(factor),
            s.first(),
            points,
            frame,
            out);
  }

  /** Writes the weighted sum of each leaf of the only source's values, without its factor. */
  void writeLeaves(Slots s, Buffer weights, Buffer out) {
    session
        .queue()
        .launch(
            session.driver().finish(program.precision(), "weighted_leaves"),
            Leaves.count(s.rows()),
            1,
            Elementwise.ITEMS,
            s.sums(),
            s.values().get(0).slots(),
            s.size(),
            s.rows(),
            weights,
            s.first(),
            out);
  }
}
