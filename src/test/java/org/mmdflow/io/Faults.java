package org.mmdflow.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;

/**
 * When the operations of a {@link FaultyFileSystem} fail. Operations are counted from 1 over all
 * files: CREATE (a file that was not there), WRITE, FORCE (also of a folder), TRUNCATE, MOVE, in
 * the order in which they are asked for. Deleting is not counted. Not synchronised beyond its
 * methods.
 */
public final class Faults {
  /** What is counted. */
  public enum Operation {
    CREATE,
    WRITE,
    FORCE,
    TRUNCATE,
    MOVE
  }

  private final List<Operation> log = new ArrayList<>();
  private long failing = Long.MAX_VALUE;
  private boolean crashing;
  private boolean crashed;
  private long room = Long.MAX_VALUE;

  /** Operation {@code n} throws; those after it work again. */
  public synchronized void failAt(long n) {
    reset();
    failing = n;
  }

  /** From operation {@code n} on everything throws, deleting too: the power is gone. */
  public synchronized void crashAt(long n) {
    reset();
    failing = n;
    crashing = true;
  }

  /** The disk takes so many more bytes, then every write throws. */
  public synchronized void diskFullAfter(long bytes) {
    reset();
    room = bytes;
  }

  /** Nothing fails; counting starts anew. */
  public synchronized void reset() {
    log.clear();
    failing = Long.MAX_VALUE;
    crashing = false;
    crashed = false;
    room = Long.MAX_VALUE;
  }

  /** The operations so far, the failing one included. */
  public synchronized List<Operation> log() {
    return List.copyOf(log);
  }

  /** Counts an operation, or throws. */
  synchronized void count(Operation operation, String path) throws IOException {
    alive(path);
    log.add(operation);
    if (log.size() == failing) {
      crashed = crashing;
      throw new FileSystemException(path, null, "injected fault at " + operation);
    }
  }

  /**
   * Counts a write and says how many of its bytes reach the disk: fewer than asked means failure.
   */
  synchronized long countWrite(long bytes, String path) throws IOException {
    alive(path);
    log.add(Operation.WRITE);
    if (log.size() == failing) {
      crashed = crashing;
      // A torn write: half of it arrives.
      return bytes / 2;
    }
    long written = Math.min(bytes, room);
    room -= room == Long.MAX_VALUE ? 0 : written;
    return written;
  }

  /** Throws after a crash. */
  synchronized void alive(String path) throws IOException {
    if (crashed) {
      throw new FileSystemException(path, null, "injected crash");
    }
  }
}
