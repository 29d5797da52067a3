package org.mmdflow.io;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * A path of a {@link FaultyFileSystem}. It has no {@code toFile()}: that would escape the faults.
 */
record FaultyPath(FaultyFileSystem fileSystem, Path real) implements Path {
  private Path wrap(Path path) {
    return new FaultyPath(fileSystem, path);
  }

  @Override
  public FileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return real.isAbsolute();
  }

  @Override
  public Path getRoot() {
    Path root = real.getRoot();
    return root == null ? null : wrap(root);
  }

  @Override
  public Path getFileName() {
    Path name = real.getFileName();
    return name == null ? null : wrap(name);
  }

  @Override
  public Path getParent() {
    Path parent = real.getParent();
    return parent == null ? null : wrap(parent);
  }

  @Override
  public int getNameCount() {
    return real.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return wrap(real.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return wrap(real.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return real.startsWith(FaultyFileSystem.real(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return real.endsWith(FaultyFileSystem.real(other));
  }

  @Override
  public Path normalize() {
    return wrap(real.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return wrap(real.resolve(FaultyFileSystem.real(other)));
  }

  @Override
  public Path relativize(Path other) {
    return wrap(real.relativize(FaultyFileSystem.real(other)));
  }

  @Override
  public URI toUri() {
    return real.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return wrap(real.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return wrap(real.toRealPath(options));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return real.compareTo(FaultyFileSystem.real(other));
  }

  @Override
  public String toString() {
    return real.toString();
  }
}
