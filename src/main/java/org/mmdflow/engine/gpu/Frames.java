package org.mmdflow.engine.gpu;

import java.util.List;
import org.mmdflow.engine.Precision;

/**
 * The frame of a sum's coordinates, chosen on the device from the clouds as they are: see {@code
 * frame_choice.h}. Nothing of it comes back to the host.
 */
final class Frames {
  /** Numbers before the centre. */
  private static final int HEAD = 3;

  private static final int ITEMS = 128;

  /** Points that are bounded one after the other, as in {@code frame_choice.h}. */
  private static final int BOUNDED = 32;

  /** Few sources drown in a particle's force on itself, and are soon summed anyway. */
  private static final long FEWEST = 64;

  private final GpuSession session;
  private final SumProgram program;
  private final Scratch bounds;
  private final Scratch moments;
  private final Buffer frame;
  private final Buffer none;

  Frames(GpuSession session, SumProgram program) {
    this.session = session;
    this.program = program;
    bounds = new Scratch(session);
    moments = new Scratch(session);
    long bytes = (HEAD + (long) program.d()) * program.precision().bytes();
    none = session.allocate((double) bytes, "a frame", "use fewer dimensions");
    frame = session.allocate((double) bytes, "a frame", "use fewer dimensions");
  }

  /** The frame in which differences are differences. */
  Buffer none() {
    return none;
  }

  /**
   * Enqueues the choice for particles and sources.
   *
   * @param anew whether sources that are still are seen for the first time
   */
  Buffer choose(Buffer at, long n, List<Source> sources, boolean anew) {
    long m = sources.stream().mapToLong(Source::m).sum();
    if (!session.layout().expandable(program) || m < FEWEST) {
      return none;
    }
    int d = program.d();
    long count = bounds(n) + sources.stream().mapToLong(s -> bounds(s.m())).sum();
    Buffer low = bounds.atLeast(2 * count * d * program.precision().bytes());
    Buffer sums = moments.atLeast(2 * count * d * 8);
    bound(at, n, 0, low, sums);
    long before = bounds(n);
    for (Source source : sources) {
      if (anew || !source.still()) {
        bound(source.points(), source.m(), before, low, sums);
      }
      before += bounds(source.m());
    }
    ProfileConstants profile = program.components().get(0);
    session
        .queue()
        .launch(
            session.driver().finish(program.precision(), "choose_frame"),
            1,
            1,
            ITEMS,
            low,
            sums,
            count,
            d,
            session.factor(1.0 / (double) (n + m)),
            session.factor(profile.longestSquare(program.precision())),
            session.factor(profile.widestMoment(program.precision())),
            Numbers.of(program.precision(), profile.unit()),
            frame);
    return frame;
  }

  private static long bounds(long n) {
    return (n + BOUNDED - 1) / BOUNDED;
  }

  private void bound(Buffer points, long n, long before, Buffer low, Buffer sums) {
    long items = bounds(n) * program.d();
    session
        .queue()
        .launch(
            session.driver().finish(program.precision(), "bound_points"),
            Elementwise.groups(items),
            1,
            Elementwise.ITEMS,
            points,
            n,
            program.d(),
            before,
            low,
            sums);
  }

  /** Bytes for n points in all. */
  static long workingBytes(long n, int d, Precision precision) {
    return 2 * (bounds(n) + 2) * d * (8 + precision.bytes());
  }

  void free() {
    bounds.free();
    moments.free();
    session.queue().free(frame);
    session.queue().free(none);
  }
}
