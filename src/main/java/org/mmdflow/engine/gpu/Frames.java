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

  /** FRAME_ITEMS of {@code frame_choice.h}. */
  private static final int ITEMS = 64;

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
    if (!session.layout().expandable(program) || points(sources) < FEWEST) {
      return none;
    }
    int d = program.d();
    // Those that are still come first: where theirs are must not depend on the others.
    List<Source> still = sources.stream().filter(Source::still).toList();
    List<Source> moving = sources.stream().filter(s -> !s.still() && s.points() != at).toList();
    long all = n + points(still) + points(moving);
    long count = bounds(n) + bounds(still) + bounds(moving);
    // A buffer that grows forgets: room for the particles as a source too, which a step may lack.
    long most = bounds(n) + bounds(sources);
    Buffer low = bounds.atLeast(2 * most * d * program.precision().bytes());
    Buffer sums = moments.atLeast(2 * most * d * 8);
    long before = anew ? bound(still, 0, low, sums) : bounds(still);
    bound(at, n, before, low, sums);
    bound(moving, before + bounds(n), low, sums);
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
            session.factor(1.0 / (double) all),
            session.factor(profile.longestSquare(program.precision())),
            session.factor(profile.widestMoment(program.precision())),
            Numbers.of(program.precision(), profile.unit()),
            frame);
    return frame;
  }

  private static long points(List<Source> sources) {
    return sources.stream().mapToLong(Source::m).sum();
  }

  private static long bounds(long n) {
    return (n + BOUNDED - 1) / BOUNDED;
  }

  private static long bounds(List<Source> sources) {
    return sources.stream().mapToLong(s -> bounds(s.m())).sum();
  }

  /** Bounds of sources behind {@code before} others; how many there are then. */
  private long bound(List<Source> sources, long before, Buffer low, Buffer sums) {
    long at = before;
    for (Source source : sources) {
      bound(source.points(), source.m(), at, low, sums);
      at += bounds(source.m());
    }
    return at;
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

  /** Bytes for n points in all, of three clouds. */
  static long workingBytes(long n, int d, Precision precision) {
    return 2 * (bounds(n) + 3) * d * (8 + precision.bytes());
  }

  void free() {
    bounds.free();
    moments.free();
    session.queue().free(frame);
    session.queue().free(none);
  }
}
