package org.mmdflow.engine.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * Enqueues the packing of one of a call's sources for the tile that takes packed ones, if any.
   */
  Buffer of(int number, Source source, Buffer frame) {
    Optional<Tile> tile =
        session.layout().tiles(program).stream().filter(Tile::isPacked).findFirst();
    return tile.map(t -> pack(t, number, source, frame)).orElse(source.points());
  }

  private Buffer pack(Tile tile, int number, Source source, Buffer frame) {
    while (packed.size() <= number) {
      packed.add(new Scratch(session));
    }
    Precision precision = program.precision();
    Buffer to = packed.get(number).atLeast(source.m() * tile.packed() * precision.bytes());
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
            tile.width(),
            tile.packed(),
            frame,
            to);
    return to;
  }

  void free() {
    packed.forEach(Scratch::free);
  }
}
