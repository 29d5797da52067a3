package org.mmdflow.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.io.JsonTree;

/**
 * {@code manifest.json}: what ran, where, when and how fast. One object with the state of the run
 * as last written and, under {@code sessions}, one entry for its beginning and each resume.
 */
final class Manifest {
  private static final String PROGRAM = "mmdflow";
  private static final String SESSIONS = "sessions";

  /** The member that holds the SHA-256 of the last state. */
  static final String STATE = "state_sha256";

  private static final String PARTICLES = "particles_sha256";
  private static final String ARITHMETIC = "arithmetic";
  private static final int LARGEST = 1 << 24;

  private final Path file;
  private final Map<String, Object> root = new LinkedHashMap<>();
  private final List<Object> sessions = new ArrayList<>();
  private final Map<String, Object> session = new LinkedHashMap<>();

  private Manifest(Path run) {
    file = run.resolve(RunFolder.MANIFEST);
  }

  /** The manifest of a session that begins now at {@code step}. */
  static Manifest begin(
      Path run, ResolvedExperiment e, String inputsHash, Engine engine, RunOptions o, long step) {
    Device device = engine.device();
    Manifest m = new Manifest(run);
    m.root.put(PROGRAM, version());
    m.root.put("status", "running");
    m.root.put("engine", device.engine());
    m.root.put("device", device.name());
    m.root.put("why", device.why());
    m.root.put("seed", e.experiment().seed);
    m.root.put("command", o.command());
    m.root.put("host", FolderLock.host());
    m.root.put("precision", e.values().get(ExperimentKeys.PRECISION));
    m.root.put("kernel", e.kernel().toString());
    m.root.put("n", e.inputs().start().n());
    m.root.put("m", e.inputs().target().n());
    m.root.put("d", e.inputs().start().d());
    m.root.put("inputs_sha256", inputsHash);
    m.root.put("settings", new LinkedHashMap<>(e.values()));
    e.schemeNote().ifPresent(note -> m.root.put("scheme_note", note));
    m.session.put("from_step", step);
    m.session.put("started", now());
    m.session.put("command", o.command());
    m.session.put("host", FolderLock.host());
    m.session.put("java", Runtime.version().toString());
    m.session.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    m.session.put("processors", Runtime.getRuntime().availableProcessors());
    m.session.put("threads", o.threads());
    m.session.put("engine", device.engine());
    m.session.put("device", device.name());
    engine.arithmetic().ifPresent(name -> m.session.put(ARITHMETIC, name));
    m.session.put("why", device.why());
    return m;
  }

  /** Takes over the sessions of the manifest that is there; says so where it cannot be read. */
  void keepSessions(Consumer<String> notes) {
    try {
      if (read(file).get(SESSIONS) instanceof List<?> before) {
        sessions.addAll(before);
      }
    } catch (IOException e) {
      notes.accept("manifest.json cannot be read, its earlier sessions are lost: " + file);
    }
  }

  private static Map<String, Object> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    return JsonTree.read(Files.readString(file));
  }

  /** All that the manifest in {@code folder} says; empty where there is none of this program. */
  static Optional<Map<String, Object>> of(Path folder) {
    try {
      return Optional.of(read(folder.resolve(RunFolder.MANIFEST)))
          .filter(facts -> facts.containsKey(PROGRAM));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code folder} has a manifest of this program. */
  static boolean isThere(Path folder) {
    return of(folder).isPresent();
  }

  /** The {@link Engine#arithmetic()} of the session before, where it ran on the same engine. */
  Optional<String> arithmeticBefore() {
    if (sessions.isEmpty()
        || !(sessions.get(sessions.size() - 1) instanceof Map<?, ?> last)
        || !Objects.equals(session.get("engine"), last.get("engine"))) {
      return Optional.empty();
    }
    return Optional.ofNullable(last.get(ARITHMETIC)).map(Object::toString);
  }

  /** Notes the SHA-256 of the final particles. */
  void particles(String hash) {
    root.put(PARTICLES, hash);
  }

  /** The SHA-256 of the final particles of a complete run; empty while none is recorded. */
  static Optional<String> particles(Path run) {
    try {
      Map<String, Object> read = read(run.resolve(RunFolder.MANIFEST));
      return "complete".equals(read.get("status"))
          ? Optional.ofNullable(read.get(PARTICLES)).map(Object::toString)
          : Optional.empty();
    } catch (IOException e) {
      // Unreadable: a resume says so when it takes over the sessions.
      return Optional.empty();
    }
  }

  /** Notes the end of the session. */
  void end(RunResult result, double runSeconds) {
    root.put("status", status(result));
    root.put("steps", result.steps());
    root.put("half_mmd2_v", result.halfMmd2V());
    root.put("half_mmd2_u", result.halfMmd2U());
    root.put("pairs_per_second", result.pairsPerSecond());
    root.put(STATE, result.stateHash());
    root.put("run_seconds", runSeconds);
    root.put("verdicts", result.verdicts());
    session.put("to_step", result.steps());
    session.put("ended", now());
    session.put("outcome", result.message());
    session.put("seconds", result.seconds());
    session.put("compute_seconds", result.computeSeconds());
    session.put("step_seconds", result.times().steps());
    session.put("metric_seconds", result.times().metrics());
    session.put("listener_seconds", result.times().listeners());
    session.put("pairs_per_second", result.pairsPerSecond());
  }

  private static String status(RunResult result) {
    return switch (result.end()) {
      case COMPLETED, STOPPED -> "complete";
      case INTERRUPTED -> "interrupted";
      case DIVERGED -> "diverged";
    };
  }

  /** Replaces the file. */
  void write() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(root);
    List<Object> each = new ArrayList<>(sessions);
    each.add(session);
    all.put(SESSIONS, each);
    AtomicFiles.write(file, JsonTree.lines(all).getBytes(StandardCharsets.UTF_8));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The version of this program. */
  static String version() {
    Properties build = new Properties();
    try (InputStream in = Manifest.class.getResourceAsStream("/org/mmdflow/build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return build.getProperty("version", "unknown");
  }
}
