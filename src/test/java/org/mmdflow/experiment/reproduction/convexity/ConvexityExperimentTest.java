package org.mmdflow.experiment.reproduction.convexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;
import org.mmdflow.expression.UserError;
import org.mmdflow.theory.DisplacementConvexity.Constant;

class ConvexityExperimentTest {
  private final ConvexityExperiment experiment = new ConvexityExperiment();

  private static Row row(Reproduction result, String what) {
    return result.rows().stream().filter(r -> r.what().startsWith(what)).findFirst().orElseThrow();
  }

  @Test
  void whatIsProvedHoldsAndWhatIsPrintedDoesNot() {
    Watcher watcher = new Watcher(Integer.MAX_VALUE);
    Reproduction result =
        experiment.carryOut(Watcher.quick(OptionalInt.empty(), OptionalLong.of(12)), watcher);
    assertThat(watcher.engines).containsExactly("reference");
    assertThat(result.rows()).noneMatch(r -> r.verdict() == Verdict.FAIL);
    assertThat(row(result, "Proposition 5, λ the norm").ours()).isEqualTo(10_000);
    assertThat(row(result, "Proposition 5, 3/h⁴").ours()).isEqualTo(10_000);
    assertThat(row(result, "chord + L t").ours()).isEqualTo(10_000);
    assertThat(row(result, "convex along mixtures").ours()).isEqualTo(10_000);
    assertThat(row(result, "Proposition 5 as printed").ours()).isBetween(1000.0, 9000.0);
    assertThat(row(result, "above its chord").ours()).isBetween(1000.0, 9999.0);
    assertThat(row(result, "Theorem 6").ours()).isEqualTo(12);
    assertThat(result.panels()).hasSize(4);
    assertThat(result.films().get(0).methods()).hasSize(2);
  }

  @Test
  void pairsDependOnTheSeedAlone() {
    RandomPairs one = new RandomPairs(5);
    RandomPairs two = new RandomPairs(5);
    RandomPairs other = new RandomPairs(6);
    assertThat(one.pair(17).half(0.5)).isEqualTo(two.pair(17).half(0.5));
    assertThat(one.pair(17).half(0.5)).isNotEqualTo(other.pair(17).half(0.5));
    one.check();
    assertThat(one.pairs()).isOne();
    assertThat(one.held(Constant.CORRECTED)).isOne();
  }

  @Test
  void anEarlyEndKeepsWhatThereIs() {
    Reproduction result =
        experiment.carryOut(
            Watcher.quick(OptionalInt.empty(), OptionalLong.of(12)), new Watcher(1));
    assertThat(row(result, "Proposition 5, λ the norm").tolerance()).isEqualTo("all 200");
    assertThat(result.notes()).last().asString().startsWith("Ended early: 200 pairs");
  }

  @Test
  void thereIsNothingToRepeat() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(
            () ->
                experiment.carryOut(
                    Watcher.quick(OptionalInt.of(3), OptionalLong.empty()), new Watcher(1)))
        .withMessageContaining("--seeds");
  }
}
