package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;

/** How the values of a key are told apart. */
class SweepAxisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noise=0.1,1,10 | noise | 0.1; 1; 10",
        "noise = 1 , 'halving(1, every=100)' | noise | 1; 'halving(1, every=100)'",
        "noise=halving(1, every=100),constant(2, until=5) | noise"
            + " | halving(1, every=100); constant(2, until=5)",
        "kernel=0.5*gaussian(h=1) + 0.5*gaussian(h=4),energy | kernel"
            + " | 0.5*gaussian(h=1) + 0.5*gaussian(h=4); energy",
        "start=points([[0, 1], [2, 3]]),\"a,b (1].npy\" | start"
            + " | points([[0, 1], [2, 3]]); \"a,b (1].npy\"",
        "start=\"say \\\"a,b\\\".npy\",c.npy | start | \"say \\\"a,b\\\".npy\"; c.npy",
        "monitors=[dissipation],[dissipation, lojasiewicz] | monitors"
            + " | [dissipation]; [dissipation, lojasiewicz]",
        "target=a.csv:x,b.npz:y | target | a.csv:x; b.npz:y",
        "seed=-1,0 | seed | -1; 0"
      })
  void splitsAtCommasOutsideOfBracketsAndQuotes(String text, String key, String values) {
    SweepAxis axis = SweepAxis.parse(text.replace("'halving", "halving").replace(")'", ")"));
    assertThat(axis.key()).isEqualTo(key);
    assertThat(axis.values())
        .isEqualTo(List.of(values.replace("'halving", "halving").replace(")'", ")").split("; ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernal=energy | unknown key \"kernal\" at character 1 | did you mean \"kernel\"?",
        "noise | noise has no values, at character 6 | KEY=V1,V2",
        "noise=1,,2 | a value is missing, at character 9 | KEY=V1,V2",
        "noise=halving(1, every=[2),3 | this bracket closes none, at character 26 | open it",
        "noise=halving((1, every=2),3 | never closed, at character 14 | end it with \")\"",
        "noise=1,2,1 | the value \"1\" is given twice, at character 11 | keep one"
      })
  void pointsAtTheFault(String text, String fault, String mend) {
    assertThatThrownBy(() -> SweepAxis.parse(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(fault)
        .hasMessageContaining(", in --sweep; ")
        .hasMessageContaining(mend);
  }
}
