package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.measure.Points;

/** The page in a real browser: what a visitor does, and what is drawn then. */
class ReportBrowserTest {
  private static final int FRAMES = 13;

  /** Half a pixel of the picture is about this in the units of the data. */
  private static final double PIXEL = 0.02;

  /**
   * Mean place of the particles' colour on the canvas, and its extent, in the units of the data:
   * [mean x, mean y, least x, greatest x, least y, greatest y].
   */
  private static final String DRAWN =
      """
      (selector => {
        const c = document.querySelector(selector), p = JSON.parse(c.dataset.projection);
        const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
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
      })""";

  @TempDir static Path folder;

  private static Browser browser;
  private static RunReport run;
  private static Path page;

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
    assertThat(browser.complaints).isEmpty();
    assertThat(browser.requests)
        .isNotEmpty()
        .allSatisfy(address -> assertThat(address).startsWith("file:").contains(".html"));
  }

  @Test
  void draggingTheSliderDrawsThatState() throws Exception {
    openOnlyParticles(page);
    browser.click("#smooth");
    assertDrawn("#film-0 .particles", run.snapshots().get(0).particles(), 0, 1);

    double[] slider = browser.box("#time");
    double y = slider[1] + slider[3] / 2;
    browser.drag(slider[0] + 10, y, slider[0] + 10 + 0.75 * (slider[2] - 20), y);

    int k = (int) browser.number("Number(document.getElementById('time').value)");
    assertThat(k).isEqualTo(9);
    assertThat(browser.text("#step")).startsWith("step " + run.snapshots().get(k).step());
    assertDrawn("#film-0 .particles", run.snapshots().get(k).particles(), 0, 1);
    assertThat(markerStep("#plot-loss"))
        .isCloseTo(run.snapshots().get(k).step(), within(0.01 * run.snapshots().get(k).step()));
  }

  @Test
  void betweenSnapshotsItInterpolatesAndSaysSo() throws Exception {
    openOnlyParticles(page);
    Snapshot a = run.snapshots().get(8);
    Snapshot b = run.snapshots().get(9);
    setSlider(8.5);
    assertThat(browser.text("#film-0 .now"))
        .contains("interpolated", Numbers.grouped(a.step()), Numbers.grouped(b.step()));
    Points middle = a.particles().copy();
    for (int i = 0; i < middle.data().length; i++) {
      middle.data()[i] = 0.5 * (a.particles().data()[i] + b.particles().data()[i]);
    }
    assertDrawn("#film-0 .particles", middle, 0, 1);
  }

  @Test
  void theCurvesCursorMovesTheAnimation() throws Exception {
    openOnlyParticles(page);
    browser.click("#smooth");
    double[] over = browser.box("#plot-loss .u-over");
    browser.mouse("mouseMoved", over[0] + over[2] - 1, over[1] + over[3] / 2);
    assertThat(browser.number("Number(document.getElementById('time').value)"))
        .isEqualTo(FRAMES - 1);
    assertDrawn("#film-0 .particles", run.snapshots().get(FRAMES - 1).particles(), 0, 1);

    browser.mouse("mouseMoved", over[0] + 1, over[1] + over[3] / 2);
    assertDrawn("#film-0 .particles", run.snapshots().get(0).particles(), 0, 1);
  }

  @Test
  void playsAndPauses() throws Exception {
    browser.open(page, "");
    browser.click("#play");
    assertThat(browser.text("#play")).isNotNull();
    waitFor("Number(document.getElementById('time').value) > 0.5");
    browser.key(" ");
    double stopped = browser.number("Number(document.getElementById('time').value)");
    assertThat(stopped).isBetween(0.5, FRAMES - 1.0);
    for (int i = 0; i < 10; i++) {
      browser.settle();
    }
    assertThat(browser.number("Number(document.getElementById('time').value)")).isEqualTo(stopped);
  }

  @Test
  void playingEndsAtTheLastSnapshotAndBeginsAnew() throws Exception {
    browser.open(page, "");
    browser.evaluate(
        "document.getElementById('speed').value = '4',"
            + " document.getElementById('speed').dispatchEvent(new Event('change'))");
    setSlider(FRAMES - 1.2);
    browser.click("#play");
    waitFor("document.getElementById('play').getAttribute('aria-label') === 'Play'");
    assertThat(browser.number("Number(document.getElementById('time').value)"))
        .isEqualTo(FRAMES - 1);
    browser.click("#play");
    waitFor("Number(document.getElementById('time').value) < 6");
    browser.click("#play");
  }

  @ParameterizedTest
  @CsvSource({"ArrowRight, 6", "ArrowLeft, 4", "Home, 0", "End, 12"})
  void keysMoveTheClock(String key, double expected) throws Exception {
    browser.open(page, "");
    setSlider(5);
    browser.key(key);
    assertThat(browser.number("Number(document.getElementById('time').value)")).isEqualTo(expected);
  }

  @Test
  void theWitnessIsSwitchedOnAndColoursExcessAndLack() throws Exception {
    openOnlyParticles(page);
    assertThat(colourAt(-1.5, 0)).containsExactly(255, 255, 255);
    browser.click("#witness");
    browser.settle();
    int[] lack = colourAt(-1.45, -0.3);
    int[] excess = colourAt(2.6, 3.1);
    assertThat(lack[1]).as("lack is teal").isGreaterThan(lack[0] + 15);
    assertThat(excess[0]).as("excess is orange").isGreaterThan(excess[2] + 15);
    assertThat(browser.text("#film-0 .legend")).contains("witness, ±");
  }

  @Test
  void arrowsAreSwitchedOnAndOff() throws Exception {
    openOnlyParticles(page);
    double without = browser.number(darkPixels());
    browser.click("#arrows");
    browser.settle();
    assertThat(browser.number(darkPixels())).isGreaterThan(without + 300);
  }

  @Test
  void pointingReadsValues() throws Exception {
    browser.open(page, "");
    double[] box = browser.box("#film-0 .particles");
    browser.mouse("mouseMoved", box[0] + box[2] / 2, box[1] + box[3] / 2);
    assertThat(browser.text("#film-0 .readout")).contains("x₁", "x₂", "f ", "|∇f|");
  }

  @Test
  void anyPairOfAxes() throws Exception {
    RunReport five = SampleRuns.swirl("Five", 60, 5, 6, 12, 1);
    Path file = folder.resolve("five.html");
    ReportPage.write(List.of(five), file);
    openOnlyParticles(file);
    browser.evaluate(
        "(() => { for (const [id, v] of [['axis-x', 3], ['axis-y', 2]]) {"
            + " const s = document.getElementById(id); s.value = String(v);"
            + " s.dispatchEvent(new Event('change')); } })()");
    browser.settle();
    assertDrawn("#film-0 .particles", five.snapshots().get(0).particles(), 3, 2);
    assertThat(browser.evaluate("document.getElementById('witness').disabled")).isEqualTo(true);
  }

  @Test
  void severalRunsMoveOnOneClock() throws Exception {
    RunReport slow = SampleRuns.swirl("Slow", 60, 2, 7, 0, 0.4);
    Path file = folder.resolve("two.html");
    ReportPage.write(List.of(run, slow), file);
    openOnlyParticles(file);
    browser.key("End");
    Points mine = run.snapshots().get(FRAMES - 1).particles();
    assertDrawn("#film-0 .particles", mine, 0, 1);
    Snapshot before = slow.snapshots().get(6);
    assertThat(browser.text("#film-1 .now")).contains("ended at step", Numbers.grouped(before.step()));
    assertDrawn("#film-1 .particles", before.particles(), 0, 1);
    assertThat(browser.text("#plot-loss .values")).contains("Swirl", "Slow");
  }

  @Test
  void saysThatNegativeValuesAreGaps() throws Exception {
    browser.open(page, "");
    assertThat(browser.text("#plot-loss .gap"))
        .contains("U statistic is zero or negative in")
        .contains("gaps");
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\u2028'\"&amp;{{data}}";
    Map<String, double[]> metrics =
        Map.of("step", new double[] {0, 1}, "</script><b>column", new double[] {1, -1});
    RunReport evil =
        new RunReport(
            hostile,
            metrics,
            run.snapshots(),
            Optional.empty(),
            run.target(),
            Optional.empty(),
            Map.of(hostile, hostile),
            Map.of("<!--", "--><script>"),
            hostile,
            List.of(hostile));
    Path file = folder.resolve("evil.html");
    ReportPage.write(List.of(evil, run), file);
    browser.open(file, "#step=1&<script>alert(3)</script>");
    assertThat(browser.text("h1")).isEqualTo(hostile + " | Swirl");
    assertThat(browser.evaluate("document.title")).isEqualTo(hostile.strip() + " | Swirl");
    assertThat(browser.text(".command code")).isEqualTo(hostile);
    assertThat(browser.text("#film-0 h2")).isEqualTo(hostile);
    assertThat(browser.number("document.scripts.length")).isEqualTo(2);
    assertThat(browser.number("document.querySelectorAll('img, b:not(.values b)').length")).isZero();
  }

  @Test
  void thePolicyForbidsTheNetworkAndOtherScripts() throws Exception {
    browser.open(page, "");
    Object outcome =
        browser.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', e => e.message)");
    browser.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.leak = 1';"
            + " document.body.append(s); })()");
    assertThat(browser.evaluate("window.leak === undefined")).isEqualTo(true);
    assertThat(outcome).isEqualTo("Failed to fetch");
    assertThat(browser.complaints)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
    browser.complaints.clear();
    browser.requests.removeIf(address -> address.startsWith("http://127.0.0.1:9/"));
  }

  @ParameterizedTest
  @CsvSource({"390, 844, 3", "820, 1180, 2", "1920, 1080, 1"})
  void fitsTheWindow(int width, int height, double ratio) throws Exception {
    browser.emulate(width, height, ratio, width < 500, "light");
    browser.open(page, "");
    assertThat(browser.number("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(browser.number("document.querySelector('.particles').width"))
        .isCloseTo(
            ratio * browser.number("document.querySelector('.particles').clientWidth"), within(3.0));
  }

  @Test
  void isDarkWhereTheSystemIsAndLightAtWill() throws Exception {
    browser.emulate(1300, 1000, 1, false, "dark");
    openOnlyParticles(page);
    assertThat(colourAt(-1.5, 0)[0]).isLessThan(30);
    browser.click("#theme");
    assertThat(browser.text("#theme")).isEqualTo("Light");
    assertThat(colourAt(-1.5, 0)).containsExactly(255, 255, 255);
  }

  @Test
  void aRunWithoutSnapshotsStillShowsItsCurves() throws Exception {
    RunReport bare =
        new RunReport(
            "Bare",
            run.metrics(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            run.settings(),
            run.origin(),
            run.command(),
            List.of());
    Path file = folder.resolve("bare.html");
    ReportPage.write(List.of(bare), file);
    browser.open(file, "");
    assertThat(browser.text("#films")).contains("no snapshots");
    assertThat(browser.number("document.querySelectorAll('.u-over').length")).isEqualTo(4);
  }

  @Test
  void printsInLightColours() throws Exception {
    browser.emulate(1300, 1000, 1, false, "dark");
    browser.open(page, "");
    byte[] pdf = browser.pdf();
    assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
    assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  private void openOnlyParticles(Path file) throws Exception {
    browser.open(file, "");
    for (String layer : List.of("arrows", "target")) {
      if ((Boolean) browser.evaluate("!document.getElementById('" + layer + "').disabled")) {
        browser.click("#" + layer);
      }
    }
    browser.settle();
  }

  private void setSlider(double position) throws Exception {
    browser.evaluate(
        "(() => { const s = document.getElementById('time'); s.value = '"
            + position
            + "'; s.dispatchEvent(new Event('input')); })()");
    browser.settle();
  }

  private void waitFor(String condition) throws Exception {
    browser.evaluate(
        "new Promise((done, late) => { let n = 0; const look = () => { if ("
            + condition
            + ") done(1); else if (++n > 3000) late(new Error('never')); else"
            + " requestAnimationFrame(look); }; look(); })");
  }

  /** The canvas shows particles at these places: same mean, same extent. */
  private void assertDrawn(String selector, Points points, int xAxis, int yAxis) throws Exception {
    List<?> drawn = (List<?>) browser.evaluate(DRAWN + "('" + selector + "')");
    double[] x = range(points, xAxis);
    double[] y = range(points, yAxis);
    double[] expected = {x[0], y[0], x[1], x[2], y[1], y[2]};
    double disc = 5 * PIXEL;
    double[] tolerance = {disc, disc, disc, disc, disc, disc};
    for (int i = 0; i < expected.length; i++) {
      assertThat((Double) drawn.get(i))
          .as("drawn " + drawn + ", value " + i)
          .isCloseTo(expected[i], within(tolerance[i]));
    }
  }

  /** Mean, least, greatest. */
  private static double[] range(Points points, int axis) {
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
  private int[] colourAt(double x, double y) throws Exception {
    Object pixel =
        browser.evaluate(
            "(() => { const c = document.querySelector('.particles'),"
                + " p = JSON.parse(c.dataset.projection);"
                + (" return [...c.getContext('2d').getImageData(p.x + p.sx * " + x)
                + (", p.y - p.sy * " + y + ", 1, 1).data].slice(0, 3); })()"));
    return ((List<?>) pixel).stream().mapToInt(v -> ((Double) v).intValue()).toArray();
  }

  private static String darkPixels() {
    return "(() => { const c = document.querySelector('.particles');"
        + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
        + " for (let i = 0; i < d.length; i += 4) if (d[i] < 150 && d[i + 2] < 160) n++;"
        + " return n; })()";
  }

  /** The step at which a chart's marker stands, from the places of its axis labels' scale. */
  private double markerStep(String chart) throws Exception {
    double share =
        browser.number(
            "(() => { const m = document.querySelector('" + chart + " .marker'),"
                + " o = document.querySelector('" + chart + " .u-over');"
                + " return (new DOMMatrix(m.style.transform).m41 + 0.75) / o.clientWidth; })()");
    double[] steps = run.metrics().get("step");
    return Math.expm1(share * Math.log1p(steps[steps.length - 1]));
  }
}
