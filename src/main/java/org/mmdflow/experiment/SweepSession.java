package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;

/**
 * The runs of a sweep, one after the other in one process, on engines that stay open. Belongs to
 * the thread that opened it, but for {@link #requestStop}. {@link #run} is called once; {@link
 * #close} frees engines and lock.
 */
public final class SweepSession implements AutoCloseable {
  /** Between two writings of a table that grows by a row at a time. */
  private static final double PAUSE_SECONDS = 1;

  private final Path folder;
  private final SweepPlan plan;
  private final SweepTable table;
  private final double[] work;
  private final SharedEngines engines;
  private final DataCache cache;
  private final RunOptions options;
  private final Closing resources;
  private final long opened = System.nanoTime();
  private List<String> overwritten;
  private long tableWritten;
  private double workDone;
  private volatile boolean stopRequested;
  private Optional<RunSession> current = Optional.empty();

  private SweepSession(
      Path folder,
      SweepPlan plan,
      SweepFile file,
      Preparation preparation,
      RunOptions options,
      Closing resources) {
    this.folder = folder;
    this.plan = plan;
    this.table = SweepTable.of(folder, plan, file.command());
    this.work = preparation.work;
    this.engines = preparation.engines;
    this.cache = preparation.cache;
    this.overwritten = file.overwritten();
    Set<String> said = new HashSet<>();
    this.options =
        options
            .withOverwrite(true)
            .withNotes(
                note -> {
                  // What holds for all runs is said once.
                  if (said.add(note)) {
                    options.notes().accept(note);
                  }
                });
    this.resources = resources;
  }

  /** What is found out before anything is written. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Preparation(double[] work, SharedEngines engines, DataCache cache) {
    static Preparation of(SweepPlan plan, List<SweepRun> runs, SharedEngines engines) {
      DataCache cache = new DataCache();
      return new Preparation(new SweepCheck(plan, cache, engines).work(runs), engines, cache);
    }
  }

  /**
   * Begins a sweep: checks every run, and only when all is well writes to {@code folder}.
   *
   * @throws UserError for a mistake in any run, an engine that cannot run, or a folder that may not
   *     be used
   * @throws RunFailure if writing fails
   */
  public static SweepSession begin(SweepPlan plan, Path folder, RunOptions options) {
    SweepFolder.check(folder, plan, options.overwrite());
    try (Closing closing = new Closing()) {
      SharedEngines engines = closing.add(new SharedEngines(options));
      Preparation ready = Preparation.of(plan, plan.runs, engines);
      SweepPlan portable = SweepFile.portable(plan, ready.cache);
      Files.createDirectories(folder);
      closing.add(FolderLock.acquire(folder));
      SweepFolder.check(folder, plan, options.overwrite());
      List<String> old = SweepFolder.setAside(folder);
      SweepFile file = new SweepFile(portable, options.command(), old);
      file.write(folder);
      SweepSession session =
          new SweepSession(folder, plan, file, ready, options, closing.release());
      session.writeTable();
      return session;
    } catch (IOException e) {
      throw Endings.failure(e, folder, -1);
    }
  }

  /**
   * Goes on with the runs that are not done; those that are stay as they are.
   *
   * @throws UserError if there is no sweep, another process writes to it, or a run has a mistake
   */
  public static SweepSession resume(Path folder, RunOptions options) {
    if (!SweepFile.isThere(folder)) {
      throw new UserError("holds no sweep, " + folder + "; name the folder of a sweep");
    }
    try (Closing closing = new Closing()) {
      closing.add(FolderLock.acquire(folder));
      SweepFile file = SweepFile.read(folder);
      SweepPlan plan = file.plan();
      SharedEngines engines = closing.add(new SharedEngines(options));
      List<SweepRun> left =
          SweepTable.of(folder, plan, file.command()).rows().stream()
              .filter(row -> !row.isDone())
              .map(SweepRow::run)
              .toList();
      Preparation ready = Preparation.of(plan, left, engines);
      return new SweepSession(folder, plan, file, ready, options, closing.release());
    } catch (IOException e) {
      throw Endings.failure(e, folder, -1);
    }
  }

  /** The runs and how they stand. */
  public SweepTable table() {
    return table;
  }

  /** The engine of the first run. */
  public Engine engine() {
    return engines.get(plan.experiment(plan.runs.get(0)));
  }

  /** How the first run stores its clouds. */
  public Precision precision() {
    return plan.experiment(plan.runs.get(0)).precision;
  }

  /** Asks for an end after the steps in flight, with a checkpoint. For any thread. */
  public synchronized void requestStop() {
    stopRequested = true;
    current.ifPresent(RunSession::requestStop);
  }

  /**
   * Carries out the runs that are not done, in their order, until all are or a stop is asked for. A
   * run that diverges is recorded, and the others go on.
   *
   * @throws RunFailure if a file cannot be written or a device fails
   */
  public void run(SweepObserver observer) {
    try {
      for (SweepRow row : List.copyOf(table.rows())) {
        if (!row.isDone() && !stopRequested && timeLeft().map(t -> !t.isZero()).orElse(true)) {
          carryOut(row.run(), observer);
        }
      }
      writeTable();
    } catch (IOException e) {
      throw Endings.failure(e, folder, -1);
    }
  }

  private Optional<Duration> timeLeft() {
    return options
        .maxTime()
        .map(limit -> limit.minusNanos(System.nanoTime() - opened))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }

  private void carryOut(SweepRun run, SweepObserver observer) throws IOException {
    RunResult result;
    Engine engine;
    try (RunSession session = open(run)) {
      engine = engines.get(session.experiment().experiment());
      attend(Optional.of(session));
      observer.begins(run, engine);
      result = session.run();
    } finally {
      attend(Optional.empty());
    }
    SweepRow row = table.update(run);
    SweepFolder.discard(folder, overwritten);
    overwritten = List.of();
    if ((System.nanoTime() - tableWritten) * 1e-9 >= PAUSE_SECONDS) {
      writeTable();
    }
    observer.ended(row, result, engine, secondsLeft(run));
  }

  private synchronized void attend(Optional<RunSession> session) {
    current = session;
    if (stopRequested) {
      session.ifPresent(RunSession::requestStop);
    }
  }

  private RunSession open(SweepRun run) throws IOException {
    Path own = table.folder(run);
    RunOptions inTime = timeLeft().map(options::withMaxTime).orElse(options);
    if (Manifest.isThere(own) && new CheckpointStore(own).hasGood()) {
      return SessionResumer.resume(
          own, Optional.empty(), (described, closing) -> engines.get(described), inTime);
    }
    ResolvedExperiment e = ResolvedExperiment.of(plan.experiment(run), cache);
    return SessionOpener.begin(e, own, engines.get(e.experiment()), inTime);
  }

  private double secondsLeft(SweepRun done) {
    workDone += work[done.number() - 1];
    double left =
        table.rows().stream()
            .filter(row -> !row.isDone())
            .mapToDouble(row -> work[row.run().number() - 1])
            .sum();
    return workDone == 0 ? 0 : (System.nanoTime() - opened) * 1e-9 * left / workDone;
  }

  private void writeTable() throws IOException {
    table.write();
    tableWritten = System.nanoTime();
  }

  @Override
  public void close() {
    resources.close();
  }
}
