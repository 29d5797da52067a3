package org.mmdflow.engine.gpu;

import java.util.Optional;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Precision;

/** A device and its driver, opened. For the thread that opened it. */
public interface Driver {
  /** The engine's name. */
  String engine();

  /** The device's name. */
  String name();

  /** In bytes. */
  long memory();

  /** The largest buffer, in bytes. */
  long largestBuffer();

  /** How the tile kernels lay work out. */
  Layout layout();

  /** What the hardware allows a sum at most; empty where that is not known. */
  default Optional<Ceiling> ceiling(SumProgram program) {
    return Optional.empty();
  }

  /** Its only queue. */
  Queue queue();

  /** A kernel of one of a program's tiles. */
  Queue.Entry sums(SumProgram program, Tile tile, String name);

  /** A kernel of what becomes of sums. */
  Queue.Entry finish(Precision precision, String name);

  /** A kernel of the steps. */
  Queue.Entry steps(Precision precision, String name);

  /** Frees all but buffers. */
  void close();
}
