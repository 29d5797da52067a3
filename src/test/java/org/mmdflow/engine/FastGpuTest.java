package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which OpenCL device auto takes. */
class FastGpuTest {
  private static final Device PROCESSOR =
      new Device("opencl", "a processor", 1 << 20, Set.of(), "offered");
  private static final Device GPU =
      new Device("opencl", "a GPU", 1 << 20, Set.of(Capability.GPU), "offered");

  /** Opens the reference engine in place of a device. */
  private record Provider(boolean fails) implements EngineProvider {
    @Override
    public String name() {
      return "opencl";
    }

    @Override
    public Probe probe() {
      return new Probe(List.of(PROCESSOR, GPU), List.of());
    }

    @Override
    public Engine open(int index, EngineOptions options) {
      if (fails) {
        throw new IllegalStateException("the driver fell over\nat once");
      }
      assertThat(index).isEqualTo(1);
      return Engines.open("reference", new EngineOptions(1));
    }
  }

  private static FastGpu among(EngineProvider provider, double speed, Device... devices) {
    return FastGpu.among(
        Optional.of(provider),
        new EngineProvider.Probe(List.of(devices), List.of("no driver")),
        EngineOptions.DEFAULT,
        engine -> engine.device().engine().equals("cpu") ? 2 : speed);
  }

  @Test
  void withoutADeviceTheReasonIsTheProbes() {
    assertThat(among(new Provider(false), 1).reason()).isEqualTo("no driver");
  }

  @Test
  void aProcessorIsNotTaken() {
    FastGpu found = among(new Provider(false), 1, PROCESSOR);
    assertThat(found.engine()).isEmpty();
    assertThat(found.reason()).isEqualTo("no GPU among its devices");
  }

  @Test
  void aDriverThatFailsIsPassedOver() {
    FastGpu found = among(new Provider(true), 9, PROCESSOR, GPU);
    assertThat(found.engine()).isEmpty();
    assertThat(found.reason()).isEqualTo("the driver fell over");
  }

  @Test
  void aFasterGpuIsTaken() {
    FastGpu found = among(new Provider(false), 3, PROCESSOR, GPU);
    assertThat(found.engine()).isPresent();
    found.engine().get().close();
  }

  @Test
  void aSlowerGpuIsNot() {
    assumeFalse(Engines.probe("cpu").devices().isEmpty(), "no engine cpu to race against");
    FastGpu found = among(new Provider(false), 0.5, PROCESSOR, GPU);
    assertThat(found.engine()).isEmpty();
    assertThat(found.reason()).endsWith(" does 0.25 times the pairs of engine cpu");
  }
}
