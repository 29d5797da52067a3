package org.mmdflow.experiment.reproduction.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;

class SeparateStudentTeacherTest {
  private static SeparateStudentTeacher.Outcome epochs(long epochs, Watch watch) {
    return SeparateStudentTeacher.carryOut(
        new SeparateStudentTeacher.Size(50, 60, 20),
        new ReproductionOptions(
            true,
            OptionalInt.empty(),
            OptionalLong.of(epochs),
            1,
            "auto",
            EngineOptions.DEFAULT,
            Precision.FLOAT),
        watch);
  }

  private static final class Watch implements Observer {
    private final List<String> engines = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final boolean stop;

    Watch(boolean stop) {
      this.stop = stop;
    }

    @Override
    public void runsOn(Device device) {
      engines.add(device.engine());
    }

    @Override
    public void progress(String what, long done, long total) {
      told.add(what + " " + done + "/" + total);
    }

    @Override
    public boolean stopRequested() {
      return stop;
    }
  }

  @Test
  void fourRunsFromOneStartLowerTheTrainingError() {
    Watch watch = new Watch(false);
    SeparateStudentTeacher.Outcome outcome = epochs(2, watch);
    assertThat(watch.engines).containsExactly("reference");
    assertThat(watch.told)
        .hasSize(8)
        .startsWith("separate sub-networks, plain, step size 0.5 1/8")
        .endsWith("separate sub-networks, noise, step size 5 8/8");
    assertThat(outcome.panels()).hasSize(2);
    Panel training = outcome.panels().get(0);
    assertThat(training.curves())
        .extracting(Curve::name)
        .containsExactly(
            "plain, step size 0.5",
            "noise, step size 0.5",
            "plain, step size 5",
            "noise, step size 5");
    double start = training.curves().get(0).y()[0];
    for (Curve curve : training.curves()) {
      assertThat(curve.y()[0]).isEqualTo(start);
      assertThat(curve.x()).startsWith(0).endsWith(2).isSorted();
    }
    double[] plain = training.curves().get(2).y();
    assertThat(plain[plain.length - 1]).isLessThan(0.9 * start);
    assertThat(outcome.rows()).hasSize(8);
    assertThat(outcome.rows())
        .allSatisfy(
            row -> {
              assertThat(row.published()).isEmpty();
              assertThat(row.verdict()).isEqualTo(Row.Verdict.SHOWN);
              assertThat(row.ours()).isPositive();
            });
  }

  @Test
  void whatWasStoppedIsNotReached() {
    SeparateStudentTeacher.Outcome outcome = epochs(2, new Watch(true));
    assertThat(outcome.rows())
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Row.Verdict.NOT_REACHED));
    assertThat(outcome.panels().get(1).curves().get(0).x()).containsExactly(0);
  }
}
