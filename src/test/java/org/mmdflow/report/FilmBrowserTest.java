package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.measure.Points;

/** What a visitor does with the film and the clock, and what is drawn then. */
class FilmBrowserTest extends BrowserFixture {
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
    double step = (double) run.snapshots().get(k).step();
    assertThat(markerStep("#plot-loss")).isCloseTo(step, within(0.01 * step));
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
    assertThat(colourAt(-1.5, 0.3)).containsExactly(255, 255, 255);
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
    assertThat(browser.text("#film-1 .now"))
        .contains("ended at step", Numbers.grouped(before.step()));
    assertDrawn("#film-1 .particles", before.particles(), 0, 1);
    assertThat(browser.text("#plot-loss .values")).contains("Swirl", "Slow");
  }
}
