package org.mmdflow.io;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Passes everything on to the default provider, past the faults of its {@link FaultyFileSystem}.
 */
final class FaultyProvider extends FileSystemProvider {
  private final FaultyFileSystem fileSystem;
  private final FileSystemProvider real;

  FaultyProvider(FaultyFileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.real = fileSystem.real().provider();
  }

  private static Path real(Path path) {
    return FaultyFileSystem.real(path);
  }

  private Faults faults() {
    return fileSystem.faults();
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    faults().alive(path.toString());
    boolean creates =
        options.contains(StandardOpenOption.CREATE_NEW)
            || (options.contains(StandardOpenOption.CREATE) && !Files.exists(real(path)));
    if (creates) {
      faults().count(Faults.Operation.CREATE, path.toString());
    } else if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      faults().count(Faults.Operation.TRUNCATE, path.toString());
    }
    return new FaultyChannel(
        faults(), path.toString(), FileChannel.open(real(path), options, attributes));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    faults().count(Faults.Operation.MOVE, source.toString());
    Files.move(real(source), real(target), options);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    faults().count(Faults.Operation.CREATE, target.toString());
    Files.copy(real(source), real(target), options);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    faults().count(Faults.Operation.CREATE, folder.toString());
    Files.createDirectory(real(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    faults().alive(path.toString());
    real.delete(real(path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    faults().alive(folder.toString());
    DirectoryStream<Path> stream =
        real.newDirectoryStream(real(folder), path -> filter.accept(fileSystem.path(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> paths = stream.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return paths.hasNext();
          }

          @Override
          public Path next() {
            return fileSystem.path(paths.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(real(path), attribute, value, options);
  }
}
