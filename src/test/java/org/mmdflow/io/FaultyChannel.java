package org.mmdflow.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;

/** A channel of a {@link FaultyFileSystem}. Its locks are those of the real channel. */
final class FaultyChannel extends FileChannel {
  private final Faults faults;
  private final String path;
  private final FileChannel real;

  FaultyChannel(Faults faults, String path, FileChannel real) {
    this.faults = faults;
    this.path = path;
    this.real = real;
  }

  private interface Write {
    int write(ByteBuffer from) throws IOException;
  }

  private int write(ByteBuffer from, Write write) throws IOException {
    int wanted = from.remaining();
    int granted = (int) faults.countWrite(wanted, path);
    ByteBuffer part = from.duplicate().limit(from.position() + granted);
    while (part.hasRemaining()) {
      write.write(part);
    }
    from.position(part.position());
    if (granted < wanted) {
      throw new FileSystemException(path, null, "injected fault: No space left on device");
    }
    return granted;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return write(from, real::write);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    int start = from.position();
    return write(from, part -> real.write(part, position + part.position() - start));
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      written += write(from[i]);
    }
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    // Counted only: what a test does next reads the file system, never the disk below it.
    faults.count(Faults.Operation.FORCE, path);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    faults.count(Faults.Operation.TRUNCATE, path);
    real.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return real.read(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    return real.read(to, offset, length);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    return real.read(to, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException("write through buffers, so that faults are counted");
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException("write through buffers, so that faults are counted");
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
