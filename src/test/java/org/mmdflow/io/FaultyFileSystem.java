package org.mmdflow.io;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The default file system with faults: {@link #path} wraps a real path, and all that is done
 * through that path, its relatives and {@link java.nio.file.Files} runs on the real file unless
 * {@link #faults()} says that it fails.
 *
 * <pre>{@code
 * FaultyFileSystem disk = new FaultyFileSystem();
 * disk.faults().failAt(3);
 * AtomicFiles.write(disk.path(folder.resolve("a.npy")), writer);   // throws at its third operation
 * }</pre>
 */
public final class FaultyFileSystem extends FileSystem {
  private final FileSystem real = FileSystems.getDefault();
  private final Faults faults = new Faults();
  private final FaultyProvider provider = new FaultyProvider(this);

  /** When operations fail. */
  public Faults faults() {
    return faults;
  }

  /** A real path, seen through this file system. */
  public Path path(Path path) {
    return new FaultyPath(this, path);
  }

  /** The real path behind one of this file system's. */
  static Path real(Path path) {
    return path instanceof FaultyPath faulty ? faulty.real() : path;
  }

  FileSystem real() {
    return real;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    List<Path> roots = new ArrayList<>();
    real.getRootDirectories().forEach(root -> roots.add(path(root)));
    return roots;
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return path(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }
}
