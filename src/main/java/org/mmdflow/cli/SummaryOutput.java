package org.mmdflow.cli;

import java.util.List;
import java.util.Optional;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.OutputFiles;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.report.SummaryPicture;
import org.mmdflow.statistic.summary.Summarizer;
import org.mmdflow.statistic.summary.Summary;

/** The files of {@code summarize}. */
final class SummaryOutput {
  private SummaryOutput() {}

  /**
   * Writes what was asked for; the picture is drawn first, which may fail for want of a font.
   *
   * @param beforeWriting may throw so that nothing is written
   */
  static void write(
      SummaryOptions options,
      SummaryInput input,
      Summary summary,
      Summarizer summarizer,
      Runnable beforeWriting) {
    Optional<byte[]> picture = options.picture().map(file -> draw(input, summary, summarizer));
    beforeWriting.run();
    options
        .picture()
        .ifPresent(file -> OutputFiles.write(file, out -> out.write(picture.orElseThrow())));
    PointsFiles.write(summary.points(), options.out(), ElementType.FLOAT64, input.header());
    options.weights().ifPresent(file -> WeightsFiles.write(summary.weights(), file));
  }

  private static byte[] draw(SummaryInput input, Summary summary, Summarizer summarizer) {
    int m = summary.points().n();
    Points random = summarizer.randomSubset(m, 0);
    List<SummaryPicture.Panel> panels =
        List.of(
            new SummaryPicture.Panel(
                Figures.count(m)
                    + " points by "
                    + SummaryAnswer.words(summary.method())
                    + mmd2(summary.mmd2()),
                summary.points(),
                summary.weights()),
            new SummaryPicture.Panel(
                "a random subset of " + Figures.count(m) + mmd2(summarizer.randomMmd2(m, 0)),
                random,
                Weights.uniform(m)));
    return SummaryPicture.draw(input.sample().points(), input.sample().weights(), panels);
  }

  private static String mmd2(double value) {
    return ": MMD² " + Figures.number(value);
  }
}
