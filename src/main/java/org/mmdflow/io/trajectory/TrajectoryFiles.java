package org.mmdflow.io.trajectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.NpzStream;
import org.mmdflow.io.OutputFiles;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/**
 * Writes a {@link Trajectory} to a folder under fixed names, {@code particles.*} and, for the cloud
 * it moves onto, {@code target.*}. Each file is written atomically, the .pvd last. Stateless.
 */
public final class TrajectoryFiles {
  private static final Pattern FRAME = Pattern.compile("particles_\\d{9,18}\\.vtp");

  private TrajectoryFiles() {}

  /**
   * Refuses what {@link #write} would refuse; changes nothing.
   *
   * @param withTarget whether a target is to be written
   * @throws UserError if {@code folder} is a file, or holds files of this format and {@code
   *     overwrite} is false, or a target that is of no export
   */
  public static void check(
      TrajectoryFormat format, Path folder, boolean withTarget, boolean overwrite) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError("is there and no folder, " + folder + "; choose another --out");
    }
    List<Path> there = there(format, folder);
    if (!overwrite && !there.isEmpty()) {
      throw new UserError(
          "an export is there already, "
              + there.get(0)
              + "; add --overwrite, or choose another --out");
    }
    Path target = folder.resolve("target." + format);
    if (withTarget && format != TrajectoryFormat.NPZ && there.isEmpty() && Files.exists(target)) {
      throw new UserError("is there and of no export, " + target + "; choose another --out");
    }
  }

  /**
   * The files that {@link #write} may write beside frames of a name of their own.
   *
   * @param withTarget whether a target is to be written
   */
  public static List<Path> names(TrajectoryFormat format, Path folder, boolean withTarget) {
    List<Path> names = new ArrayList<>(List.of(folder.resolve("particles." + format)));
    if (withTarget && format != TrajectoryFormat.NPZ) {
      names.add(folder.resolve("target." + format));
    }
    return names;
  }

  /**
   * Writes all files, making the folder; files of this format from an earlier export are replaced
   * or deleted, others never touched.
   *
   * @param target a still cloud, if there is one
   * @param beforeFrame called before each frame; what it throws ends the export
   * @return the files, the one to open first
   * @throws UncheckedIOException if writing fails; files begun stand as they were before
   */
  public static List<Path> write(
      Trajectory t,
      Optional<Trajectory> target,
      TrajectoryFormat format,
      Path folder,
      Runnable beforeFrame) {
    List<Path> old = there(format, folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
    List<Path> files =
        switch (format) {
          case XYZ -> xyz(t, target, folder, beforeFrame);
          case VTP -> vtp(t, target, folder, beforeFrame);
          case CSV -> csv(t, target, folder, beforeFrame);
          case NPZ -> npz(t, target, folder, beforeFrame);
        };
    old.removeAll(files);
    deleteAll(old);
    return files;
  }

  private static void deleteAll(List<Path> files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete a file of an earlier export: " + e, e);
    }
  }

  /** The files of an earlier export in this format. A target alone is somebody else's. */
  private static List<Path> there(TrajectoryFormat format, Path folder) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    List<String> names = new ArrayList<>(List.of("particles." + format, "target." + format));
    if (format == TrajectoryFormat.VTP) {
      names.add("particles.pvd");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean frame = format == TrajectoryFormat.VTP && FRAME.matcher(name).matches();
        if (names.contains(name) || frame) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UserError("cannot be listed (" + e + "), " + folder + "; check its owner", e);
    }
    found.sort(null);
    return found.equals(List.of(folder.resolve("target." + format))) ? new ArrayList<>() : found;
  }

  private static List<Path> xyz(
      Trajectory t, Optional<Trajectory> target, Path folder, Runnable beforeFrame) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve("particles.xyz")));
    // X and Y as in the mathematics; to programs that look for elements a dummy and yttrium.
    OutputFiles.write(files.get(0), out -> XyzWriter.write(t, "X", beforeFrame, out));
    if (target.isPresent()) {
      files.add(folder.resolve("target.xyz"));
      OutputFiles.write(files.get(1), out -> XyzWriter.write(target.get(), "Y", beforeFrame, out));
    }
    return files;
  }

  private static List<Path> vtp(
      Trajectory t, Optional<Trajectory> target, Path folder, Runnable beforeFrame) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve("particles.pvd")));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < t.size(); i++) {
      beforeFrame.run();
      Moment moment = t.moments().get(i);
      String name = String.format(Locale.ROOT, "particles_%09d.vtp", moment.step());
      Points points = t.frame(i);
      if (i == 0) {
        deleteAll(files); // Were this export ended early, an older list would name frames of both.
      }
      OutputFiles.write(
          folder.resolve(name), out -> VtpWriter.write(t, points, Optional.of(moment), out));
      names.add(name);
      files.add(folder.resolve(name));
    }
    if (target.isPresent()) {
      files.add(folder.resolve("target.vtp"));
      Trajectory still = target.get();
      OutputFiles.write(
          files.get(files.size() - 1),
          out -> VtpWriter.write(still, still.frame(0), Optional.empty(), out));
    }
    OutputFiles.write(files.get(0), out -> PvdWriter.write(t, names, out));
    return files;
  }

  private static List<Path> csv(
      Trajectory t, Optional<Trajectory> target, Path folder, Runnable beforeFrame) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve("particles.csv")));
    OutputFiles.write(files.get(0), out -> TableWriter.write(t, beforeFrame, out));
    if (target.isPresent()) {
      files.add(folder.resolve("target.csv"));
      Trajectory still = target.get();
      PointsFiles.write(still.frame(0), files.get(1), still.type(), still.columns());
    }
    return files;
  }

  private static List<Path> npz(
      Trajectory t, Optional<Trajectory> target, Path folder, Runnable beforeFrame) {
    Path file = folder.resolve("particles.npz");
    OutputFiles.write(
        file,
        out -> {
          NpzStream npz = new NpzStream(out);
          npz.integers("steps", t.moments().stream().mapToLong(Moment::step).toArray());
          double[] times = t.moments().stream().mapToDouble(Moment::time).toArray();
          npz.array("flow_time", ElementType.FLOAT64, new long[] {t.size()}, s -> s.append(times));
          npz.array(
              "points",
              t.type(),
              new long[] {t.size(), t.n(), t.d()},
              sink -> {
                for (int i = 0; i < t.size(); i++) {
                  beforeFrame.run();
                  sink.append(t.frame(i).data());
                }
              });
          addWeights("weights", t, npz);
          if (target.isPresent()) {
            Trajectory still = target.get();
            npz.array(
                "target",
                still.type(),
                new long[] {still.n(), still.d()},
                sink -> sink.append(still.frame(0).data()));
            addWeights("target_weights", still, npz);
          }
          npz.finish();
        });
    return List.of(file);
  }

  private static void addWeights(String name, Trajectory t, NpzStream npz) throws IOException {
    if (t.weights().isPresent()) {
      double[] weights = t.weights().get().toArray();
      npz.array(
          name, ElementType.FLOAT64, new long[] {weights.length}, sink -> sink.append(weights));
    }
  }
}
