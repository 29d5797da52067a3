package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Bumps;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.network.Activation;
import org.mmdflow.network.Answers;
import org.mmdflow.network.NetworkFeatures;
import org.mmdflow.network.SubNetwork;
import org.mmdflow.network.TwoLayer;
import org.mmdflow.objective.RandomClouds;

/** Flows of networks, with all data a step and with some. */
class MiniBatchTest {
  private final Engine engine = RandomClouds.engine();
  private final Points data = Distributions.sphere(3).sample(20, 9);
  private final SubNetwork networks = new SubNetwork(data, 2, Activation.QUADEXP);
  private final Points teacher = RandomClouds.gaussian(4, 3, networks.d());

  @AfterEach
  void close() {
    engine.close();
  }

  private FlowBuilder flow() {
    return Flow.from(RandomClouds.gaussian(3, 40, networks.d()))
        .to(teacher)
        .kernel(Kernel.features(networks))
        .precision(Precision.DOUBLE)
        .stepSize(0.5)
        .seed(5);
  }

  static List<Scheme> schemesOfOtherKernels() {
    return List.of(
        Scheme.sobolev(0.1),
        Scheme.continuation(Schedule.constant(1)),
        Scheme.annealing(Schedule.constant(5)));
  }

  /** With a mini-batch too: no scheme may fall back to plain steps. */
  @ParameterizedTest
  @MethodSource("schemesOfOtherKernels")
  void schemesThatNeedAnotherKernelAreRefused(Scheme scheme) {
    for (FlowBuilder flow : List.of(flow(), flow().miniBatch(5))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow.scheme(scheme).on(engine))
          .withMessageStartingWith("the kernel sub-networks(");
    }
  }

  /** The target's network gives the answers. */
  @Test
  void theFunctionalIsHalfTheMeanSquaredErrorOfTheNetwork() {
    double[] right = Answers.of(networks, teacher);
    try (Flow flow = flow().on(engine)) {
      for (int k = 0; k < 3; k++) {
        double[] answers = Answers.of(networks, flow.particles());
        assertThat(flow.metrics().halfMmd2V())
            .isCloseTo(Answers.halfMeanSquaredError(networks, answers, right), within(1e-14));
        flow.run(5);
      }
    }
  }

  @Test
  void thePlainFlowOfSeparateSubNetworksDoesNotGetStuck() {
    try (Flow flow = flow().stepSize(1).on(engine)) {
      double first = flow.metrics().halfMmd2V();
      double before = first;
      for (int k = 0; k < 5; k++) {
        flow.run(100);
        assertThat(flow.metrics().halfMmd2V()).isLessThan(before);
        before = flow.metrics().halfMmd2V();
      }
      assertThat(before).isLessThan(first / 50);
    }
  }

  /** A batch of one: the mean over many steps' gradients is that of all data. */
  @Test
  void aBatchIsUnbiased() {
    TwoLayer neurons = new TwoLayer(data, Activation.TANH);
    Points start = RandomClouds.gaussian(6, 5, neurons.d());
    FlowBuilder builder =
        Flow.from(start)
            .to(RandomClouds.gaussian(7, 2, neurons.d()))
            .kernel(Kernel.features(neurons))
            .precision(Precision.DOUBLE)
            .stepSize(1)
            .miniBatch(1);
    double[] mean = new double[start.data().length];
    int draws = 2000;
    for (int seed = 0; seed < draws; seed++) {
      try (Flow flow = builder.seed(seed).on(engine)) {
        flow.run(1);
        double[] moved = flow.particles().data();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += (start.data()[i] - moved[i]) / draws;
        }
      }
    }
    try (Flow flow = builder.on(engine)) {
      double[] whole = flow.gradientAt(start).data();
      assertThat(mean).containsExactly(whole, within(0.02));
      assertThat(Arrays.stream(whole).map(Math::abs).max().orElseThrow()).isGreaterThan(0.2);
    }
  }

  @Test
  void theWholeDataAsABatchIsNoBatch() {
    try (Flow batch = flow().miniBatch(20).on(engine);
        Flow all = flow().on(engine)) {
      batch.run(3);
      all.run(3);
      assertThat(batch.particles().data()).containsExactly(all.particles().data(), within(1e-13));
    }
  }

  @Test
  void runsCutAnywhereAndRestoredGiveTheSameBits() {
    FlowBuilder builder =
        flow().miniBatch(7).momentum(0.5).scheme(Scheme.noiseInjection(Schedule.constant(0.3)));
    try (Flow whole = builder.on(engine);
        Flow cut = builder.on(engine);
        Flow restored = builder.on(engine)) {
      whole.run(11);
      cut.run(4);
      restored.restore(cut.snapshot());
      cut.run(7);
      restored.run(1);
      restored.run(6);
      assertThat(cut.snapshot()).isEqualTo(whole.snapshot());
      assertThat(restored.snapshot()).isEqualTo(whole.snapshot());
      assertThat(whole.metrics()).isEqualTo(cut.metrics());
    }
  }

  @Test
  void isRefusedWhereThereIsNothingToDrawFrom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().miniBatch(21).on(engine))
        .withMessage("a mini-batch has from 1 to 20 data points but is to have 21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().miniBatch(0).on(engine))
        .withMessage("a mini-batch has from 1 to 20 data points but is to have 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().kernel(Kernel.gaussian(1)).miniBatch(2).on(engine))
        .withMessage("mini-batches need a kernel of features, which gaussian(h=1) is not");
    assertThatThrownBy(
            () ->
                Flow.from(RandomClouds.gaussian(1, 3, 2))
                    .to(RandomClouds.gaussian(2, 3, 2))
                    .kernel(Kernel.features(new Bumps(new double[] {1, 2})))
                    .miniBatch(1)
                    .on(engine))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** The U-statistic by loops, through metrics. */
  @Test
  void theUnbiasedMetricIsThatOfLoops() {
    FeatureKernel k = new FeatureKernel((NetworkFeatures) networks);
    try (Flow flow = flow().on(engine)) {
      Points x = flow.particles();
      double u = pairs(k, x, x, true) + pairs(k, teacher, teacher, true);
      u -= 2 * pairs(k, x, teacher, false);
      assertThat(flow.metrics().halfMmd2U()).isCloseTo(u / 2, within(1e-13));
    }
  }

  private static double pairs(FeatureKernel k, Points x, Points y, boolean unequal) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < y.n(); j++) {
        if (!unequal || i != j) {
          sum += k.value(x.data(), i * x.d(), y.data(), j * y.d());
          count++;
        }
      }
    }
    return sum / count;
  }
}
