package org.mmdflow.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.DemoExperiment;
import org.mmdflow.experiment.Experiment;
import org.mmdflow.experiment.ResolvedExperiment;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.PostalCodes;
import org.mmdflow.measure.Points;

/**
 * A run folder as a {@link RunReport}: snapshots, metrics, settings, manifest, and the witness that
 * an engine computes. What has gone missing since, such as the target's file, is left out and the
 * page says so. Belongs to the engine's thread.
 */
public final class RunFolderReport {
  private static final Pattern SNAPSHOT = Pattern.compile("(\\d{9,18})\\.npy");

  private static final String MANIFEST = "manifest.json";

  private final Path folder;
  private final Engine engine;
  private final List<String> notes = new ArrayList<>();

  private RunFolderReport(Path folder, Engine engine) {
    this.folder = folder;
    this.engine = engine;
  }

  /**
   * Reads a run folder; changes nothing in it.
   *
   * @param engine computes the witness
   * @throws UserError if it is no run folder or a file in it cannot be read
   */
  public static RunReport read(Path folder, Engine engine) {
    return new RunFolderReport(folder, engine).read();
  }

  /**
   * Refuses what is no run folder, before anything is read.
   *
   * @throws UserError if there is no experiment in it
   */
  public static void check(Path folder) {
    if (!Files.isRegularFile(folder.resolve("experiment.yaml"))) {
      throw new UserError(
          "no run is here, " + folder + "; name the folder that mmdflow run was given with --out");
    }
  }

  private RunReport read() {
    check(folder);
    Experiment experiment = Experiment.read(folder.resolve("experiment.yaml"), Map.of());
    MetricsTable metrics = MetricsTable.read(folder.resolve("metrics.csv"));
    List<Snapshot> snapshots = snapshots();
    Map<String, String> origin = origin();
    Optional<ResolvedExperiment> resolved = resolve(experiment);
    Optional<Points> target = resolved.map(r -> r.inputs().targetPoints(seed(r)));
    if (resolved.isPresent() && !snapshots.isEmpty()) {
      snapshots = withFields(resolved.get(), target.orElseThrow(), snapshots);
    }
    Map<String, String> settings = resolved.map(ResolvedExperiment::values).orElse(Map.of());
    if (settings.getOrDefault("start", "").contains(PostalCodes.NAME)
        || settings.getOrDefault("target", "").contains(PostalCodes.NAME)) {
      notes.add("Postal codes: " + PostalCodes.ATTRIBUTION + ".");
    }
    resolved.flatMap(ResolvedExperiment::schemeNote).ifPresent(note -> notes.add(note + "."));
    if (DemoExperiment.isMeasured(settings)) {
      notes.add(DemoExperiment.WHAT_NOISE_DOES);
    }
    return new RunReport(
        title(),
        metrics.columns(),
        snapshots,
        resolved.flatMap(r -> r.inputs().startWeights()),
        target,
        resolved.flatMap(r -> r.inputs().targetWeights()),
        settings,
        origin,
        origin.getOrDefault("command", ""),
        notes,
        verdicts());
  }

  private static long seed(ResolvedExperiment resolved) {
    return Long.parseLong(resolved.values().getOrDefault("seed", "0"));
  }

  private String title() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private Optional<ResolvedExperiment> resolve(Experiment experiment) {
    try {
      return Optional.of(ResolvedExperiment.of(experiment));
    } catch (UserError e) {
      notes.add("The target and the witness are not shown: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  private List<Snapshot> withFields(
      ResolvedExperiment resolved, Points target, List<Snapshot> snapshots) {
    if (target.d() < 2) {
      return snapshots;
    }
    Fields fields =
        new Fields(
            engine,
            resolved.kernel(),
            target,
            resolved.inputs().targetWeights(),
            resolved.inputs().startWeights());
    return fields.add(snapshots, notes);
  }

  private List<Snapshot> snapshots() {
    SortedMap<Long, Path> files = new TreeMap<>();
    Path place = folder.resolve("snapshots");
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
        for (Path entry : entries) {
          Matcher name = SNAPSHOT.matcher(String.valueOf(entry.getFileName()));
          if (name.matches()) {
            files.put(Long.parseLong(name.group(1)), entry);
          }
        }
      } catch (IOException e) {
        throw new UserError(
            "cannot be listed (" + Words.oneLine(e) + "), " + place + "; check its owner", e);
      }
    }
    if (files.isEmpty()) {
      notes.add("The run has no snapshots.");
    }
    return load(files);
  }

  /** As many as the page can show, first and last among them. */
  private static List<Snapshot> load(SortedMap<Long, Path> files) {
    List<Map.Entry<Long, Path>> all = new ArrayList<>(files.entrySet());
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i : Thinning.keepEnds(all.size(), PackLimits.DEFAULT.frames())) {
      snapshots.add(new Snapshot(all.get(i).getKey(), PointsFiles.read(all.get(i).getValue())));
    }
    return snapshots;
  }

  /** An unreadable manifest is told of where its facts are read. */
  private List<String> verdicts() {
    try {
      return ManifestFacts.texts(folder.resolve(MANIFEST), "verdicts");
    } catch (IOException e) {
      return List.of();
    }
  }

  private Map<String, String> origin() {
    Map<String, String> shown = new LinkedHashMap<>();
    try {
      Map<String, String> facts = ManifestFacts.read(folder.resolve(MANIFEST));
      facts.forEach((name, value) -> shown.put(name.replace('_', ' '), value));
    } catch (IOException e) {
      notes.add("manifest.json cannot be read: " + Words.oneLine(e) + ".");
    }
    return shown;
  }
}
