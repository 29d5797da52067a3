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

  /** The page of a run in its own folder, computed on the kind of engine that ran it. */
  static Path writeOf(Path folder, String engineName, Console console) {
    Path page = folder.resolve("report.html");
    console.note("writing " + page);
    try (Engine engine = Engines.open(engineName, EngineOptions.DEFAULT)) {
      write(List.of(folder), page, engine);
    }
    return page;
  }

  /** One page of all folders. */
  static void write(List<Path> folders, Path page, Engine engine) {
    List<RunReport> runs = new ArrayList<>();
    folders.forEach(folder -> runs.add(RunFolderReport.read(folder, engine)));
    try {
      ReportPage.write(runs, page);
    } catch (IOException e) {
      throw new UncheckedIOException(page + " cannot be written: " + e.getMessage(), e);
    }
  }
}
