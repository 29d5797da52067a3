package org.mmdflow.engine.gpu;

import org.mmdflow.engine.DeviceFailure;
import org.mmdflow.engine.Precision;

/**
 * A queue of a device: work is done in the order in which it was given. For one thread. Every
 * method throws {@link DeviceFailure}.
 */
public interface Queue {
  /** A kernel, ready to be launched. */
  interface Entry {}

  /** Launches that can be made again. */
  interface Recording {}

  /** A buffer of zeros. */
  Buffer allocate(long bytes);

  /** Frees it, once. */
  void free(Buffer memory);

  /** Buffers that are not freed. */
  long buffers();

  /** Their bytes. */
  long bytes();

  /** Fills whole words of 4 bytes. */
  void fill(Buffer memory, int word, long bytes);

  /**
   * Writes numbers, rounded to {@code precision}, from number {@code first} of the buffer on; the
   * array may be changed afterwards.
   */
  void write(Buffer memory, Precision precision, long first, double[] from);

  /** Writes integers. */
  void write(Buffer memory, int[] from);

  /** Reads numbers of {@code precision} from number {@code first} of the buffer on, and waits. */
  void read(Buffer memory, Precision precision, long first, double[] to);

  /** Reads one integer, and waits. */
  int readInteger(Buffer memory);

  /**
   * Enqueues {@code columns} x {@code rows} groups of {@code items}.
   *
   * @param arguments each a {@link Buffer}, {@link Integer}, {@link Long}, {@link Float} or {@link
   *     Double}, of the kernel's types
   */
  void launch(Entry kernel, long columns, long rows, int items, Object... arguments);

  /**
   * What {@code launches} enqueues, launches alone, which are not made yet. Buffers that they take
   * must outlive it.
   */
  Recording record(Runnable launches);

  /** Enqueues what was recorded, as it was. */
  void replay(Recording recording);

  /** Frees a recording, once. */
  void free(Recording recording);

  /** Hands what is queued to the device. */
  void flush();

  /** Waits until all that is queued is done. */
  void finish();
}
