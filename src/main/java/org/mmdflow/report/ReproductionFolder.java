package org.mmdflow.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.io.JsonTree;

/**
 * The folder of a reproduction: the page, all its figures as JSON, the curves of each panel as CSV.
 * Each file is written whole or not at all. Stateless, any thread.
 */
public final class ReproductionFolder {
  /** The page. */
  public static final String PAGE = "report.html";

  /** Rows and curves for programs. */
  public static final String RESULTS = "results.json";

  private static final Pattern OWN =
      Pattern.compile("panel-\\d+-[a-z0-9-]*\\.csv|\\.mmdflow-[0-9a-f]+\\.tmp|report\\.html");

  private ReproductionFolder() {}

  /**
   * Refuses what a reproduction must not write to, and makes the folder.
   *
   * @return whether it was made
   * @throws UserError if it holds something else, or a reproduction that is not to be replaced, or
   *     cannot be made
   */
  public static boolean prepare(Path folder, boolean overwrite) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new UserError("is there and no folder, " + folder + "; choose another --out");
    }
    Path above = folder.toAbsolutePath().getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (above != null && !Files.isDirectory(above)) {
      throw new UserError("is no folder, " + above + "; choose another --out");
    }
    boolean there = Files.exists(folder);
    if (there) {
      check(folder, overwrite);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError(
          "cannot be made (" + Words.oneLine(e) + "), " + folder + "; choose another --out", e);
    }
    if (!Files.isWritable(folder)) {
      throw new UserError("cannot be written to, " + folder + "; choose another --out");
    }
    return !there;
  }

  /** Deletes the folder if nothing is in it. */
  public static void discardEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Something is in it after all: it stays.
    }
  }

  private static void check(Path folder, boolean overwrite) {
    List<Path> entries = entries(folder);
    boolean ours = isReproduction(folder);
    if (!ours && !entries.stream().allMatch(entry -> isOwn(entry) && !isPage(entry))) {
      throw new UserError(
          "holds files that are no reproduction of mmdflow, "
              + folder
              + "; nothing was deleted, choose another --out");
    }
    if (ours && !overwrite) {
      throw new UserError(
          "holds a reproduction already, " + folder + "; add --overwrite, or choose another --out");
    }
  }

  private static boolean isOwn(Path entry) {
    return OWN.matcher(String.valueOf(entry.getFileName())).matches();
  }

  private static boolean isPage(Path entry) {
    return PAGE.equals(String.valueOf(entry.getFileName()));
  }

  private static boolean isReproduction(Path folder) {
    Path results = folder.resolve(RESULTS);
    try {
      return Files.isRegularFile(results)
          && JsonTree.read(Files.readString(results)).containsKey("mmdflow");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> entries(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
      return found;
    } catch (NotDirectoryException e) {
      throw new UserError("is no folder, " + folder + "; choose another --out", e);
    } catch (IOException e) {
      throw new UserError(
          "cannot be listed (" + Words.oneLine(e) + "), " + folder + "; check its owner and mode",
          e);
    }
  }

  /**
   * Writes all files; those of an earlier reproduction go, whatever else lies there stays.
   *
   * @return what was written, the page last
   * @throws UncheckedIOException if writing fails
   */
  public static List<Path> write(Reproduction reproduction, Provenance provenance, Path folder) {
    List<Path> written = new ArrayList<>();
    try {
      for (Path entry : entries(folder)) {
        if (isOwn(entry)) {
          Files.deleteIfExists(entry);
        }
      }
      int number = 0;
      for (Panel panel : reproduction.panels()) {
        Path file = folder.resolve(ReproductionFiles.name(panel, ++number));
        written.add(write(file, ReproductionFiles.csv(panel)));
      }
      written.add(
          write(folder.resolve(RESULTS), ReproductionFiles.results(reproduction, provenance)));
      written.add(write(folder.resolve(PAGE), ReproductionPage.html(reproduction, provenance)));
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written to: " + Words.oneLine(e), e);
    }
  }

  private static Path write(Path file, String text) throws IOException {
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
