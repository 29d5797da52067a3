package org.mmdflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.report.ReportPage;
import org.mmdflow.report.RunFolderReport;
import org.mmdflow.report.RunReport;

/** Writes pages. */
final class Pages {
  private Pages() {}

  /** Where the page of a run stands. */
  static Path of(Path folder) {
    return folder.resolve("report.html");
  }

  /** Writes the page of a run, with the witness from the kind of engine that ran it. */
  static RunReport write(Path folder, String engineName, EngineOptions options, Console console) {
    console.note("writing " + of(folder));
    try (Engine engine = Engines.open(engineName, options)) {
      return write(List.of(folder), of(folder), engine).get(0);
    }
  }

  /** One page of all folders. */
  static List<RunReport> write(List<Path> folders, Path page, Engine engine) {
    List<RunReport> runs = new ArrayList<>();
    folders.forEach(folder -> runs.add(RunFolderReport.read(folder, engine)));
    try {
      ReportPage.write(runs, page);
      return runs;
    } catch (IOException e) {
      throw new UncheckedIOException(page + " cannot be written: " + e.getMessage(), e);
    }
  }
}
