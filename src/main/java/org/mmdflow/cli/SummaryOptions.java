package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.OutputFiles;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.statistic.summary.Method;
import org.mmdflow.statistic.summary.OptimalWeights;
import org.mmdflow.statistic.summary.ScaleRule;
import org.mmdflow.statistic.summary.StartRule;
import org.mmdflow.statistic.summary.Summarizer;
import picocli.CommandLine.Option;

/** How {@code summarize} is to find its points, and where it writes. */
final class SummaryOptions {
  @Option(
      names = "--points",
      required = true,
      paramLabel = "M",
      description = "How many points stand for DATA.")
  private int points;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT",
      description = "Where to write the points, .npy, .npz or .csv (with DATA's column names).")
  private Path out;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = {
        "flow: new points, by the flow of the MMD run to stationarity (default). Rows of DATA:"
            + " greedy (each the best next one, all different), herding (kernel herding, rows may"
            + " come again), thinning (kernel thinning)."
      })
  private String method = "flow";

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Find weights too, not negative, their sum 1, that make the MMD lowest; write them here.")
  private Optional<Path> weights = Optional.empty();

  @Option(
      names = "--data-weights",
      paramLabel = "F",
      description =
          "What each row of DATA counts for, one column, such as populations; divided by their sum."
              + " Rows of weight 0 are left out.")
  private Optional<String> dataWeights = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = {
        "Units in which the kernel sees DATA. columns: each column in its standard deviation"
            + " (default); whole: all in one unit, for coordinates of one space such as longitude"
            + " and latitude; none: as they are. OUT is in DATA's own units."
      })
  private String scale = "columns";

  @Option(
      names = "--start",
      paramLabel = "START",
      description =
          "Start of the flow: thinned (kernel thinning, default), kmeans (seeds of k-means++) or"
              + " subset.")
  private String start = "thinned";

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps of the flow at most (default: 2000); it ends sooner where it is at rest.")
  private long steps = 2_000;

  @Option(
      names = "--ridge",
      paramLabel = "R",
      description =
          "Ridge of the optimal weights, relative (default: 1e-8). More of it draws them to 1/M.")
  private double ridge = OptimalWeights.RIDGE;

  @Option(names = "--compare", description = "Say what every method reaches, on the same data.")
  private boolean compare;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "Draw the summary beside a random subset, over the density of DATA.")
  private Optional<Path> picture = Optional.empty();

  /** Refuses what cannot be, before anything is read. */
  void check() {
    method();
    scale();
    start();
    if (points < 1) {
      throw new UserError("points must be at least 1 but is " + points + ", in --points; try 200");
    }
    if (steps < 0) {
      throw new UserError("steps must be at least 0 but is " + steps + ", in --steps; try 2000");
    }
    if (!(ridge > 0 && ridge <= 1)) {
      throw new UserError(
          "ridge must be above 0 and at most 1 but is " + ridge + ", in --ridge; try 1e-8");
    }
    PointsFiles.checkTarget(out);
    weights.ifPresent(
        file -> {
          PointsFiles.checkTarget(file);
          Summarizer.checkWeighted(points);
        });
    picture.ifPresent(SummaryOptions::checkPicture);
  }

  private static void checkPicture(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new UserError("not a .png file, in --picture " + file + "; end its name in .png");
    }
    OutputFiles.check(file);
  }

  /** Adds the files among them. */
  CommandFiles addTo(CommandFiles files) {
    return files
        .reads("--data-weights", dataWeights)
        .writes("--out", out)
        .writes("--weights", weights)
        .writes("--picture", picture);
  }

  int points() {
    return points;
  }

  Path out() {
    return out;
  }

  Method method() {
    return Method.parse(method, "--method");
  }

  Optional<Path> weights() {
    return weights;
  }

  Optional<String> dataWeights() {
    return dataWeights;
  }

  ScaleRule scale() {
    return ScaleRule.parse(scale, "--scale");
  }

  StartRule start() {
    return StartRule.parse(start, "--start");
  }

  long steps() {
    return steps;
  }

  double ridge() {
    return ridge;
  }

  boolean compare() {
    return compare;
  }

  Optional<Path> picture() {
    return picture;
  }
}
