package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.measure.Points;

/** A sample page in a browser, and how tests read what is drawn. */
abstract class BrowserFixture {
  static final int FRAMES = 13;

  /** A disc's radius and half a pixel, in the units of the data, generously. */
  private static final double TOLERANCE = 0.1;

  /** A canvas's pixels, read from a copy, so that the page's own stays as it is. */
  static final String PIXELS =
      "(c => { const t = document.createElement('canvas'); t.width = c.width; t.height = c.height;"
          + " const x = t.getContext('2d', { willReadFrequently: true }); x.drawImage(c, 0, 0);"
          + " return x.getImageData(0, 0, c.width, c.height).data; })";

  /**
   * Mean place of the particles' colour on the canvas, and its extent, in the units of the data:
   * [mean x, mean y, least x, greatest x, least y, greatest y].
   */
  private static final String DRAWN =
      """
      (selector => {
        const c = document.querySelector(selector), p = JSON.parse(c.dataset.projection);
        const data = PIXELS(c);
        let sum = 0, sx = 0, sy = 0, box = [Infinity, -Infinity, Infinity, -Infinity];
        for (let i = 0; i < data.length; i += 4) {
          const weight = Math.max(0, Math.abs(data[i + 2] - data[i]) - 40);
          if (!weight) continue;
          const px = (i / 4) % c.width + 0.5, py = Math.floor(i / 4 / c.width) + 0.5;
          const x = (px - p.x) / p.sx, y = (p.y - py) / p.sy;
          sum += weight; sx += weight * x; sy += weight * y;
          box = [Math.min(box[0], x), Math.max(box[1], x), Math.min(box[2], y), Math.max(box[3], y)];
        }
        return [sx / sum, sy / sum, ...box];
      })"""
          .replace("PIXELS", PIXELS);

  @TempDir static Path folder;

  static Browser browser;
  static RunReport run;
  static Path page;

  @BeforeAll
  static void start() throws Exception {
    run = SampleRuns.swirl("Swirl", 60, 2, FRAMES, 16, 1);
    page = folder.resolve("page.html");
    ReportPage.write(List.of(run), page);
    browser = new Browser();
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void lightDesktop() throws Exception {
    browser.emulate(1300, 1000, 1, false, "light");
  }

  /** Whatever a test did: no complaint, and nothing asked for but the page itself. */
  @AfterEach
  void quiet() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(address -> assertThat(address).startsWith("file:").contains(".html"));
  }

  void openOnlyParticles(Path file) throws Exception {
    browser.open(file, "");
    for (String layer : List.of("arrows", "target")) {
      if ((Boolean) browser.evaluate("!document.getElementById('" + layer + "').disabled")) {
        browser.click("#" + layer);
      }
    }
    browser.settle();
  }

  void setSlider(double position) throws Exception {
    browser.evaluate(
        "(() => { const s = document.getElementById('time'); s.value = '"
            + position
            + "'; s.dispatchEvent(new Event('input')); })()");
    browser.settle();
  }

  void waitFor(String condition) throws Exception {
    browser.evaluate(
        "new Promise((done, late) => { let n = 0; const look = () => { if ("
            + condition
            + ") done(1); else if (++n > 3000) late(new Error('never')); else"
            + " requestAnimationFrame(look); }; look(); })");
  }

  /** The canvas shows particles at these places: same mean, same extent. */
  void assertDrawn(String selector, Points points, int xAxis, int yAxis) throws Exception {
    List<?> drawn = (List<?>) browser.evaluate(DRAWN + "('" + selector + "')");
    double[] x = range(points, xAxis);
    double[] y = range(points, yAxis);
    double[] expected = {x[0], y[0], x[1], x[2], y[1], y[2]};
    for (int i = 0; i < expected.length; i++) {
      assertThat((Double) drawn.get(i))
          .as("drawn " + drawn + ", value " + i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** Mean, least, greatest. */
  static double[] range(Points points, int axis) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.n(); i++) {
      sum += points.get(i, axis);
      least = Math.min(least, points.get(i, axis));
      greatest = Math.max(greatest, points.get(i, axis));
    }
    return new double[] {sum / points.n(), least, greatest};
  }

  /** Red, green, blue of the canvas at a point of the data. */
  int[] colourAt(double x, double y) throws Exception {
    Object pixel =
        browser.evaluate(
            "(() => { const c = document.querySelector('.particles'),"
                + " p = JSON.parse(c.dataset.projection);"
                + (" const px = Math.floor(p.x + p.sx * " + x + "),")
                + (" py = Math.floor(p.y - p.sy * " + y + "), at = 4 * (py * c.width + px);")
                + (" return [..." + PIXELS + "(c).slice(at, at + 3)]; })()"));
    return ((List<?>) pixel).stream().mapToInt(v -> ((Double) v).intValue()).toArray();
  }

  static String darkPixels() {
    return "(() => { const c = document.querySelector('.particles');"
        + (" const d = " + PIXELS + "(c); let n = 0;")
        + " for (let i = 0; i < d.length; i += 4) if (d[i] < 150 && d[i + 2] < 160) n++;"
        + " return n; })()";
  }

  /** The step at which a chart's marker stands, from the places of its axis labels' scale. */
  double markerStep(String chart) throws Exception {
    double share =
        browser.number(
            "(() => { const m = document.querySelector('"
                + chart
                + " .marker'),"
                + " o = document.querySelector('"
                + chart
                + " .u-over');"
                + " return (new DOMMatrix(m.style.transform).m41 + 0.75) / o.clientWidth; })()");
    double[] steps = run.metrics().get("step");
    return Math.expm1(share * Math.log1p(steps[steps.length - 1]));
  }
}
