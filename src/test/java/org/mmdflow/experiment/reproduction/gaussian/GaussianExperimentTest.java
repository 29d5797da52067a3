package org.mmdflow.experiment.reproduction.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;

/** Fifty steps of the real thing: what is recorded, and that the figures so far hold. */
class GaussianExperimentTest {
  private static final Watcher WATCHER = new Watcher(Long.MAX_VALUE);
  private static Reproduction found;

  @BeforeAll
  static void run() {
    found = new GaussianExperiment().carryOut(Watcher.options(2, 50), WATCHER);
  }

  private static Map<Verdict, List<Row>> rows(Reproduction of) {
    return of.rows().stream().collect(Collectors.groupingBy(Row::verdict));
  }

  @Test
  void allWaysRunWithAllSeedsToTheEnd() {
    assertThat(WATCHER.engines).containsExactly("reference");
    assertThat(WATCHER.share()).isEqualTo(1);
    assertThat(WATCHER.runs)
        .containsExactly(
            "plain, seed 3",
            "noise to 5,000, seed 3",
            "noise throughout, seed 3",
            "plain, seed 4",
            "noise to 5,000, seed 4",
            "noise throughout, seed 4",
            "plain (200), seed 3",
            "noise (200), seed 3",
            "diffusion (200), seed 3",
            "KSD (200), seed 3");
  }

  @Test
  void fourWaysStandOnOneClock() {
    Film film = found.films().get(1);
    assertThat(film.methods())
        .extracting(Film.Method::name)
        .containsExactly("plain (200)", "noise (200)", "diffusion (200)", "KSD (200)");
    Panel panel = found.panels().get(4);
    assertThat(panel.curves()).hasSize(4);
    Curve plain = panel.curves().get(0);
    Curve sobolev = panel.curves().get(3);
    int last = plain.y().length - 1;
    assertThat(sobolev.y()[last]).isLessThan(0.5 * plain.y()[last]);
  }

  @Test
  void thePublishedFiguresHoldAsFarAsTheRunsGo() {
    Map<Verdict, List<Row>> rows = rows(found);
    assertThat(rows.get(Verdict.PASS))
        .extracting(Row::what)
        .containsExactly(
            "plain: ½ MMD²_U at step 5",
            "plain: ½ MMD²_U at step 50",
            "noise to 5,000: ½ MMD²_U at step 5",
            "noise to 5,000: ½ MMD²_U at step 50",
            "noise throughout: ½ MMD²_U at step 5",
            "noise throughout: ½ MMD²_U at step 50");
    assertThat(rows).doesNotContainKey(Verdict.FAIL);
    assertThat(rows.get(Verdict.PASS))
        .allSatisfy(
            row -> {
              double published = row.published().orElseThrow();
              assertThat(row.ours()).isCloseTo(published, within(0.03 * published));
              assertThat(row.lowest()).isLessThan(row.highest());
            });
  }

  @Test
  void aCurveHasTheMeanAndTheBandOverSeeds() {
    Panel loss = found.panels().get(0);
    assertThat(loss.curves())
        .extracting(Curve::origin)
        .containsExactly(
            Origin.PUBLISHED,
            Origin.PUBLISHED,
            Origin.PUBLISHED,
            Origin.OURS,
            Origin.OURS,
            Origin.OURS);
    Curve plain = loss.curves().get(3);
    assertThat(plain.x()).startsWith(0, 1).endsWith(49, 50);
    Row last = found.rows().get(1);
    int end = plain.y().length - 1;
    assertThat(plain.y()[end]).isEqualTo(last.ours());
    assertThat(plain.band().orElseThrow().low()[end]).isEqualTo(last.lowest());
    assertThat(plain.band().orElseThrow().high()[end]).isEqualTo(last.highest());
  }

  @Test
  void theFilmShowsTheThreeWaysOnOneClockFromTheSameStart() {
    Film film = found.films().get(0);
    assertThat(film.times()).startsWith(0).endsWith(50);
    assertThat(film.methods())
        .extracting(Film.Method::name)
        .containsExactly("plain", "noise to 5,000", "noise throughout");
    assertThat(film.methods())
        .allSatisfy(
            method ->
                assertThat(method.frames().get(0))
                    .isEqualTo(film.methods().get(0).frames().get(0)));
    assertThat(film.methods().get(0).frames().get(20))
        .isNotEqualTo(film.methods().get(1).frames().get(20));
  }

  @Test
  void anEarlyEndLeavesWhatThereIsAndSaysSo() {
    Watcher impatient = new Watcher(110);
    Reproduction cut = new GaussianExperiment().carryOut(Watcher.options(2, 50), impatient);
    assertThat(impatient.share()).isLessThan(1);
    assertThat(cut.notes())
        .anyMatch(note -> note.startsWith("Ended early: of plain 1 of 2 seeds"))
        .anyMatch(note -> note.startsWith("Ended early: no run of noise throughout came"));
    Curve plain = cut.panels().get(0).curves().get(3);
    assertThat(plain.name()).isEqualTo("plain");
    assertThat(plain.band()).isEmpty();
    Film film = cut.films().get(0);
    assertThat(film.methods()).hasSize(3);
    assertThat(film.times().length).isPositive();
  }

  @Test
  void whoStopsAtOnceStillGetsAPageOfWhatIsPublished() {
    Reproduction nothing =
        new GaussianExperiment().carryOut(Watcher.options(1, 5), new Watcher(-1));
    assertThat(nothing.rows()).allMatch(row -> row.verdict() == Verdict.NOT_REACHED);
    assertThat(nothing.films()).isEmpty();
    assertThat(nothing.panels().get(0).curves()).allMatch(c -> c.origin() == Origin.PUBLISHED);
  }
}
