package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.OutputFiles;
import org.mmdflow.report.RunFolderReport;
import org.mmdflow.report.SweepPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the page of a run again, or the page that compares several. */
@Command(
    name = "report",
    header = "Writes the page of a run, or a page that compares several.",
    description = {
      "The page is one HTML file that needs no network. Of one folder it is DIR/"
          + "report.html; of several it is a comparison, comparison.html in the first of them. -o"
          + " puts it elsewhere.",
      "The runs themselves are not changed, and need not be complete."
    },
    footer = {"  mmdflow report run1", "  mmdflow report run1 run2 -o comparison.html"})
final class ReportCommand extends BaseCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Run folders, or the folder of a sweep.")
  private List<Path> folders = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.html",
      description = "Where to write the page.")
  private Optional<Path> out = Optional.empty();

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    Path page =
        out.orElseGet(
            () ->
                folders.size() == 1
                    ? Pages.of(folders.get(0))
                    : folders.get(0).resolve("comparison.html"));
    boolean sweep = folders.size() == 1 && SweepTable.isThere(folders.get(0));
    if (!sweep) {
      folders.forEach(RunFolderReport::check);
    }
    checkPage(page);
    try (Engine engine = common.open()) {
      console.engine(engine.device());
      long began = System.nanoTime();
      if (sweep) {
        SweepPage.write(folders.get(0), page);
      } else {
        Pages.write(folders, page, engine);
      }
      console.answer(
          answer()
              .ranOn(engine.device(), Precision.FLOAT)
              .with("report", page.toString())
              .with("compute_seconds", (System.nanoTime() - began) * 1e-9)
              .say("report  " + page));
      return 0;
    }
  }

  /** A page has a page's name, so that no file of a run can be hit by a slip. */
  private static void checkPage(Path page) {
    if (!page.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new UserError("not a .html file, in --out " + page + "; end its name in .html");
    }
    OutputFiles.check(page);
  }
}
