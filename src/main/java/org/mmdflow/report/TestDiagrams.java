package org.mmdflow.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.twosample.Differences.Place;
import org.mmdflow.statistic.twosample.TestMethod;
import org.mmdflow.statistic.twosample.TestResult;

/** The diagrams of a two-sample test, as SVG that needs neither script nor style of its own. */
final class TestDiagrams {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 56;
  private static final int BOTTOM = 34;
  private static final int MARGIN = 14;
  private static final int BINS = 40;

  /** Points of a sample that are drawn: more would hide each other. */
  private static final int MOST = 1500;

  private TestDiagrams() {}

  /** An axis from data to pixels. */
  private record Axis(double low, double high, double from, double to) {
    static Axis of(double low, double high, double from, double to) {
      double room = high > low ? 0.04 * (high - low) : 1;
      return new Axis(low - room, high + room, from, to);
    }

    double at(double value) {
      return from + (value - low) / (high - low) * (to - from);
    }
  }

  /** The first two columns of both samples, and the places where they differ most. */
  static String scatter(TestPage.Content content) {
    Points x = content.x();
    Points y = content.y();
    boolean line = x.d() == 1;
    Axis across = axis(x, y, 0, LEFT, WIDTH - MARGIN);
    Axis up =
        line ? new Axis(-0.1, 2, HEIGHT - BOTTOM, MARGIN) : axis(x, y, 1, HEIGHT - BOTTOM, MARGIN);
    StringBuilder svg = begin("Both samples, and the places of greatest difference");
    frame(
        svg, across, line ? Optional.empty() : Optional.of(up), "column 1", line ? "" : "column 2");
    cloud(svg, x, true, across, up, "var(--accent)");
    cloud(svg, y, false, across, up, "rgb(var(--more))");
    int number = 1;
    for (Place place : content.places()) {
      double cx = across.at(place.point()[0]);
      double cy = up.at(height(place.point(), place.first(), place.row()));
      String colour = place.witness() > 0 ? "var(--accent)" : "rgb(var(--more))";
      add(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"9\" fill=\"var(--card)\" fill-opacity=\"0.85\""
              + " stroke=\"%s\" stroke-width=\"2\"/>",
          cx,
          cy,
          colour);
      text(svg, cx, cy + 3.8, "middle", Integer.toString(number++));
    }
    return svg.append("</svg>").toString();
  }

  private static void cloud(
      StringBuilder svg, Points points, boolean first, Axis across, Axis up, String colour) {
    add(svg, "<g fill=\"%s\" fill-opacity=\"0.5\">", colour);
    double step = Math.max(1, (double) points.n() / MOST);
    for (double at = 0; at < points.n(); at += step) {
      int i = (int) at;
      double[] row = points.rows(i).data();
      add(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>",
          across.at(row[0]),
          up.at(height(row, first, i)));
    }
    svg.append("</g>");
  }

  /** The second column; on the line, points are strewn over a strip for each sample. */
  private static double height(double[] row, boolean first, int i) {
    return row.length > 1 ? row[1] : (first ? 1.05 : 0) + 0.8 * (i * 0.6180339887498949 % 1);
  }

  private static Axis axis(Points x, Points y, int column, double from, double to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Points points : new Points[] {x, y}) {
      for (int i = 0; i < points.n(); i++) {
        low = Math.min(low, points.get(i, column));
        high = Math.max(high, points.get(i, column));
      }
    }
    return Axis.of(low, high, from, to);
  }

  /** The resampled statistics, and the observed one as a line. */
  static String histogram(TestResult result) {
    double[] values = result.resampled();
    double low = Math.min(result.statistic(), Arrays.stream(values).min().orElseThrow());
    double high = Math.max(result.statistic(), Arrays.stream(values).max().orElseThrow());
    Axis across = Axis.of(low, high, LEFT, WIDTH - MARGIN);
    int[] counts = new int[BINS];
    double width = (across.high() - across.low()) / BINS;
    for (double value : values) {
      counts[Math.min(BINS - 1, (int) ((value - across.low()) / width))]++;
    }
    Axis up =
        new Axis(0, 1.08 * Arrays.stream(counts).max().orElseThrow(), HEIGHT - BOTTOM, MARGIN);
    StringBuilder svg = begin("Statistics of random splits, and the observed one");
    frame(svg, across, Optional.of(up), name(result.method()), "random splits");
    for (int k = 0; k < BINS; k++) {
      double left = across.at(across.low() + k * width);
      double top = up.at(counts[k]);
      add(
          svg,
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--faint)\"/>",
          left + 0.5,
          top,
          across.at(across.low() + (k + 1) * width) - left - 1,
          HEIGHT - BOTTOM - top);
    }
    double at = across.at(result.statistic());
    add(
        svg,
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"var(--accent)\""
            + " stroke-width=\"2.5\"/>",
        at,
        MARGIN,
        at,
        HEIGHT - BOTTOM);
    boolean right = at > WIDTH / 2.0;
    text(svg, at + (right ? -7 : 7), MARGIN + 12, right ? "end" : "start", "observed");
    return svg.append("</svg>").toString();
  }

  private static String name(TestMethod method) {
    return method == TestMethod.AGGREGATED ? "least p-value over weight" : "MMD²";
  }

  private static StringBuilder begin(String label) {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg viewBox=\"0 0 %d %d\" width=\"100%%\" role=\"img\" aria-label=\"%s\""
            + " font-size=\"12\" fill=\"currentColor\">",
        WIDTH,
        HEIGHT,
        PageText.html(label));
    return svg;
  }

  private static void frame(
      StringBuilder svg, Axis across, Optional<Axis> up, String below, String left) {
    add(
        svg,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"var(--faint)\"/>",
        LEFT,
        MARGIN,
        HEIGHT - BOTTOM,
        WIDTH - MARGIN);
    for (double share : new double[] {0, 0.5, 1}) {
      String anchor = share == 0 ? "start" : share == 1 ? "end" : "middle";
      double value = across.low() + share * (across.high() - across.low());
      text(svg, across.at(value), HEIGHT - BOTTOM + 15, anchor, TestPage.number(value));
      up.ifPresent(
          axis -> {
            double high = axis.low() + share * (axis.high() - axis.low());
            double y = axis.at(high) + (share == 1 ? 10 : 0);
            text(svg, LEFT - 5, y, "end", TestPage.number(high));
          });
    }
    text(svg, (LEFT + WIDTH) / 2.0, HEIGHT - 4, "middle", below);
    text(svg, LEFT + 6, MARGIN + 10, "start", left);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    add(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        PageText.html(text));
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
