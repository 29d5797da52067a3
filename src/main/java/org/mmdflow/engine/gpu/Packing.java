package org.mmdflow.engine.gpu;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Precision;

/** Sources as narrow tiles read them: coordinates in the frame, squared length, weight. */
final class Packing {
  private final GpuSession session;
  private final SumProgram program;
  private final List<Scratch> packed = new ArrayList<>();

  Packing(GpuSession session, SumProgram program) {
    this.session = session;
    this.program = program;
  }

  /**
   * Enqueues the packing of one of a call's sources; its points where tiles take them as they are.
   */
  Buffer of(int number, Source source, Buffer frame) {
    int width = session.layout().width(program);
    if (width == 0) {
      return source.points();
    }
    while (packed.size() <= number) {
      packed.add(new Scratch(session));
    }
    int row = session.layout().packed(program);
    Precision precision = program.precision();
    Buffer to = packed.get(number).atLeast(source.m() * row * precision.bytes());
    session
        .queue()
        .launch(
            session.driver().finish(precision, "pack_sources"),
            Elementwise.groups(source.m()),
            1,
            Elementwise.ITEMS,
            source.points(),
            source.weights(),
            source.m(),
            program.d(),
            width,
            row,
            frame,
            to);
    return to;
  }

  void free() {
    packed.forEach(Scratch::free);
  }
}
