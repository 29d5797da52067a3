package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.experiment.reproduction.Reproduction;

/** The page of a reproduction in a browser: films on one clock, diagrams, table, any window. */
class ReproductionBrowserTest extends BrowserFixture {
  private static Path sample;

  @BeforeAll
  static void write() {
    Reproduction reproduction = SampleReproductions.sample("Sample");
    ReproductionFolder.write(reproduction, SampleReproductions.provenance(), folder);
    sample = folder.resolve(ReproductionFolder.PAGE);
  }

  private static void slide(double position) throws Exception {
    browser.evaluate(
        "(() => { const s = document.querySelector('#scene-0 .time'); s.value = '"
            + position
            + "'; s.dispatchEvent(new Event('input')); })()");
    browser.settle();
    browser.settle();
  }

  private static String canvas(int method) {
    return "#scene-0 .picture:nth-child(" + (method + 1) + ") canvas";
  }

  /** How many pixels of a method's canvas are coloured. */
  private static double coloured(int method) throws Exception {
    return colouredIn(canvas(method));
  }

  private static double colouredIn(String selector) throws Exception {
    return browser.number(
        "(d => { let n = 0; for (let i = 0; i < d.length; i += 4)"
            + " n += Math.abs(d[i] - d[i + 2]) > 25 && d[i + 3] > 20; return n; })("
            + PIXELS
            + ("(document.querySelector('" + selector + "')))"));
  }

  private static String picture(int method) throws Exception {
    return (String)
        browser.evaluate("document.querySelector('" + canvas(method) + "').toDataURL()");
  }

  @Test
  void oneClockMovesAllMethods() throws Exception {
    browser.open(sample, "");
    assertThat(browser.text("#scene-0 .step")).isEqualTo("step 0frame 1 of 5");
    assertThat(coloured(0)).isGreaterThan(100);
    assertThat(coloured(1)).isGreaterThan(100);
    String slow = picture(0);
    String fast = picture(1);
    slide(3);
    assertThat(browser.text("#scene-0 .step")).isEqualTo("step 100frame 4 of 5");
    assertThat(picture(0)).isNotEqualTo(slow);
    assertThat(picture(1)).as("stands still").isEqualTo(fast);
    browser.key("End");
    assertThat(browser.text("#scene-0 .step")).startsWith("step 1,000");
  }

  @Test
  void playsToTheEndAndTheButtonSaysSo() throws Exception {
    browser.open(sample, "");
    browser.evaluate(
        "(s => { s.value = '4'; s.dispatchEvent(new Event('change')); })"
            + "(document.querySelector('#scene-0 .speed'))");
    browser.click("#scene-0 .play");
    waitFor(
        "document.querySelector('#scene-0 .step').textContent.startsWith('step 1,000')"
            + " && document.querySelector('#scene-0 .play').ariaLabel === 'Play'");
  }

  @Test
  void theClockIsMarkedInTheDiagramsOfItsMethodsAlone() throws Exception {
    browser.open(sample, "#step=10");
    browser.settle();
    double share =
        browser.number(
            "(new DOMMatrix(document.querySelector('#panel-0 .marker').style.transform).m41 + 0.75)"
                + " / document.querySelector('#panel-0 .u-over').clientWidth");
    assertThat(share).as("10 between 1 and 1000").isCloseTo(1.0 / 3, within(0.01));
    assertThat(browser.evaluate("document.querySelector('#panel-1 .marker').hidden"))
        .isEqualTo(true);
  }

  @Test
  void aCurveIsHiddenAndShownByItsKey() throws Exception {
    browser.open(sample, "");
    String key = "#panel-0 .curve-key:nth-child(2)";
    assertThat(browser.text(key)).isEqualTo("slow");
    assertThat(colouredIn("#panel-0 canvas")).isGreaterThan(200);
    browser.click(key);
    assertThat(browser.evaluate("document.querySelector('" + key + "').ariaPressed"))
        .isEqualTo("false");
    browser.mouse("mouseMoved", 2, 2);
    double without = colouredIn("#panel-0 canvas");
    browser.click(key);
    browser.mouse("mouseMoved", 2, 2);
    assertThat(colouredIn("#panel-0 canvas")).as("with the band").isGreaterThan(1.5 * without);
  }

  @Test
  void thePointerReadsValuesOfAllCurves() throws Exception {
    browser.open(sample, "");
    double[] box = browser.box("#panel-0 .u-over");
    browser.mouse("mouseMoved", box[0] + box[2] * 2 / 3, box[1] + box[3] / 2);
    assertThat(browser.text("#panel-0 .at")).matches("step (99|100).*");
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('#panel-0 .curve-key b')].map(b => b.textContent)"))
        .isEqualTo(List.of("0.002", "0.01", "–", "3"));
  }

  @Test
  void saysThatNegativeValuesAreGaps() throws Exception {
    browser.open(sample, "");
    assertThat(browser.text("#panel-0 .gap")).contains("fast is zero or negative at 1 of 4 points");
    assertThat(browser.text("#panel-1 .gap")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"400, 844, light", "820, 1180, dark", "1920, 1080, light"})
  void fitsTheWindowInBothThemes(int width, int height, String scheme) throws Exception {
    browser.emulate(width, height, 1, width < 500, scheme);
    browser.open(sample, "");
    assertThat(browser.number("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(browser.number("document.documentElement.clientWidth"));
    assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo(scheme);
    assertThat(browser.number("document.querySelectorAll('.results tbody tr').length"))
        .isEqualTo(6);
    assertThat(coloured(1)).isGreaterThan(50);
  }

  @Test
  void printsWithoutComplaint() throws Exception {
    browser.open(sample, "");
    assertThat(browser.pdf().length).isGreaterThan(10_000);
  }
}
