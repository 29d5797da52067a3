package org.mmdflow.experiment.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.gaussian.GaussianExperiment;
import org.mmdflow.expression.UserError;

class ReproductionsTest {
  @Test
  void eachIsFoundByItsName() {
    assertThat(Reproductions.names()).doesNotHaveDuplicates().contains("gaussian", "trap");
    Reproductions.ALL.forEach(
        experiment -> assertThat(Reproductions.named(experiment.name())).isSameAs(experiment));
  }

  @Test
  void aMisspeltOneGetsTheNearest() {
    assertThatThrownBy(() -> Reproductions.named("gausian"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("did you mean \"gaussian\"?");
  }

  @Test
  void anEngineThatCannotRunIsTheUsersMistake() {
    ReproductionOptions options =
        new ReproductionOptions(
            true,
            OptionalInt.empty(),
            OptionalLong.of(1),
            0,
            "reference:4",
            EngineOptions.DEFAULT,
            Precision.FLOAT);
    assertThatThrownBy(() -> new GaussianExperiment().carryOut(options, new Watcher(9)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no number 4");
  }
}
