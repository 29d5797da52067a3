package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a whole: safe whatever its texts, fit for every window, dark, light, on paper. */
class PageBrowserTest extends BrowserFixture {
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
    assertThat(browser.number("document.querySelectorAll('img, b:not(.values b)').length"))
        .isZero();
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
    assertThat(browser.complaints())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
    browser.complaints().clear();
    browser.requests().removeIf(address -> address.startsWith("http://127.0.0.1:9/"));
  }

  @ParameterizedTest
  @CsvSource({"390, 844, 3", "820, 1180, 2", "1920, 1080, 1"})
  void fitsTheWindow(int width, int height, double ratio) throws Exception {
    browser.emulate(width, height, ratio, width < 500, "light");
    browser.open(page, "");
    assertThat(browser.number("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(browser.number("document.documentElement.clientWidth"))
        .isGreaterThan(width - 20.0);
    assertThat(browser.number("document.querySelector('.particles').width"))
        .isCloseTo(
            ratio * browser.number("document.querySelector('.particles').clientWidth"),
            within(3.0));
  }

  @Test
  void isDarkWhereTheSystemIsAndLightAtWill() throws Exception {
    browser.emulate(1300, 1000, 1, false, "dark");
    openOnlyParticles(page);
    assertThat(colourAt(-1.5, 0.3)[0]).isLessThan(30);
    browser.click("#theme");
    assertThat(browser.text("#theme")).isEqualTo("Light");
    assertThat(colourAt(-1.5, 0.3)).containsExactly(255, 255, 255);
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
    assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
    assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }
}
