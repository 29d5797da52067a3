package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.summary.Method;
import org.mmdflow.statistic.summary.RandomSubsets;
import org.mmdflow.statistic.summary.Summary;

/** What {@code summarize} found, for programs and for people. */
final class SummaryAnswer {
  private SummaryAnswer() {}

  /**
   * A method's result.
   *
   * @param equal the points with equal weights
   * @param optimal the same points with optimal weights, where they were asked for
   */
  record Found(Summary equal, Optional<Summary> optimal) {
    /** What is written: with weights where there are any. */
    Summary best() {
      return optimal.orElse(equal);
    }
  }

  /** Adds the numbers of the summary that is written, beside random subsets. */
  static void add(Answer answer, Found found, RandomSubsets random) {
    Summary best = found.best();
    answer
        .with("mmd2", best.mmd2())
        .with("mmd2_random", random.mmd2())
        .with("mean_error", best.meanError())
        .with("mean_error_random", random.meanError())
        .with("covariance_error", best.covarianceError())
        .with("covariance_error_random", random.covarianceError());
    found.optimal().ifPresent(o -> answer.with("mmd2_equal_weights", found.equal().mmd2()));
    best.course()
        .ifPresent(
            course ->
                answer
                    .with("steps", course.steps())
                    .with("stationary", course.stationary())
                    .with("mean_squared_gradient", course.meanSquaredGradient()));
    if (best.method().choosesRows()) {
      answer.with("rows", best.rows().stream().map(row -> row + 1).toList());
    }
  }

  /** The errors of the summary beside those of random subsets. */
  static Table errors(Found found, RandomSubsets random) {
    Summary best = found.best();
    return new Table()
        .row("", "summary", "random subsets")
        .row("mmd2", Figures.number(best.mmd2()), Figures.number(random.mmd2()))
        .row("error of mean", Figures.number(best.meanError()), Figures.number(random.meanError()))
        .row(
            "of covariance",
            Figures.number(best.covarianceError()),
            Figures.number(random.covarianceError()));
  }

  /** Every method with its share of what random subsets have. */
  static Table comparison(List<Found> all, RandomSubsets random) {
    boolean weighted = all.stream().anyMatch(f -> f.optimal().isPresent());
    List<String> head = new ArrayList<>(List.of("method", "mmd2", "random / it"));
    if (weighted) {
      head.add("mmd2, optimal weights");
    }
    Table table = new Table().row(head.toArray(String[]::new));
    for (Found found : all) {
      double mmd2 = found.equal().mmd2();
      List<String> row =
          new ArrayList<>(
              List.of(
                  found.equal().method().toString(),
                  Figures.number(mmd2),
                  mmd2 > 0 ? Figures.number(random.mmd2() / mmd2) : "undefined"));
      found.optimal().ifPresent(o -> row.add(Figures.number(o.mmd2())));
      table.row(row.toArray(String[]::new));
    }
    return table.row("random", Figures.number(random.mmd2()), "1");
  }

  /** The same as members of the answer. */
  static List<Map<String, Object>> members(List<Found> all) {
    List<Map<String, Object>> members = new ArrayList<>();
    for (Found found : all) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("method", found.equal().method().toString());
      one.put("mmd2", found.equal().mmd2());
      found.optimal().ifPresent(o -> one.put("mmd2_optimal_weights", o.mmd2()));
      one.put("mean_error", found.equal().meanError());
      one.put("covariance_error", found.equal().covarianceError());
      members.add(one);
    }
    return members;
  }

  /** How the points were found. */
  static String method(Summary summary) {
    return words(summary.method())
        + summary
            .course()
            .map(
                course ->
                    ", "
                        + Figures.count(course.steps())
                        + " steps, "
                        + (course.stationary()
                            ? "at rest"
                            : "not at rest yet: --steps allows more"))
            .orElse("");
  }

  /** A method in words. */
  static String words(Method method) {
    return switch (method) {
      case FLOW -> "the flow";
      case GREEDY -> "greedy choice";
      case HERDING -> "kernel herding";
      case THINNING -> "kernel thinning";
    };
  }

  /** Says how many weights are 0, where there are any. */
  static String zeros(Weights weights) {
    long zeros = IntStream.range(0, weights.n()).filter(i -> weights.get(i) == 0).count();
    return zeros == 0
        ? ""
        : " (" + Figures.count(zeros) + " weights are 0; a larger --ridge leaves fewer)";
  }
}
