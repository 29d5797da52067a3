package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.gpu.SumProgram;
import org.mmdflow.kernel.Kernel;

class CudaCeilingTest {
  private static Optional<Ceiling> ceiling(int capability, int clock, int d, Precision precision) {
    CudaDevice device = new CudaDevice(0, "a GPU", 1L << 36, capability, 132, clock, 13000);
    SumProgram program = SumProgram.of(Kernel.gaussian(1), d, precision);
    return CudaCeiling.of(device, program, new CudaLayout(true, true).usesTensorCores(program));
  }

  /** T pairs a second at 1.98 GHz: of one pipe or another. */
  @ParameterizedTest
  @CsvSource({"2, 4.18", "3, 3.35", "10, 1.39", "50, 0.796", "64, 0.697", "128, 0.348"})
  void ofAnH100(int d, double expected) {
    double found = ceiling(90, 1_980_000, d, Precision.FLOAT).orElseThrow().pairsPerSecond();
    assertThat(found * 1e-12).isCloseTo(expected, within(0.01 * expected));
  }

  @Test
  void whatIsNotKnownHasNone() {
    assertThat(ceiling(90, 0, 2, Precision.FLOAT)).isEmpty();
    assertThat(ceiling(61, 1_000_000, 2, Precision.FLOAT)).isEmpty();
    assertThat(ceiling(90, 1_980_000, 2, Precision.DOUBLE)).isEmpty();
  }

  @Test
  void saysHowItComesAbout() {
    assertThat(ceiling(90, 1_980_000, 10, Precision.FLOAT).orElseThrow().basis())
        .isEqualTo(
            "132 multiprocessors at 1.98 GHz, 5.33 pairs in a cycle by 24 multiply-adds and a power"
                + " of two");
  }
}
