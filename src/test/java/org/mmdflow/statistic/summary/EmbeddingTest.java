package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/** Sums against a sample, on the engine {@code reference}. */
class EmbeddingTest {
  private static final Sample DATA =
      new Sample(RandomClouds.gaussian(1, 301, 3), RandomClouds.weights(2, 301));
  private static final Sample POINTS =
      new Sample(RandomClouds.gaussian(3, 97, 3), RandomClouds.weights(4, 97));

  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    assertThat(engine.device().engine()).isEqualTo("reference");
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "energy", "polynomial(degree=3, c=1)"})
  void piecesChangeNoBit(String text) {
    Kernel kernel = Kernel.parse(text);
    double expected =
        Mmd.estimate(engine, Precision.DOUBLE, kernel, POINTS, DATA, Estimator.V).mmd2();
    try (Embedding whole = new Embedding(engine, kernel, DATA);
        Embedding cut = new Embedding(engine, kernel, DATA, 10_000)) {
      assertThat(cut.atSample(Watch.NOBODY)).isEqualTo(whole.atSample(Watch.NOBODY));
      assertThat(cut.at(POINTS.points(), Watch.NOBODY))
          .isEqualTo(whole.at(POINTS.points(), Watch.NOBODY));
      double mmd2 = cut.mmd2(POINTS, Watch.NOBODY);
      assertThat(mmd2).isEqualTo(whole.mmd2(POINTS, Watch.NOBODY));
      assertThat(mmd2).isCloseTo(expected, within(1e-11 * Math.max(1, expected)));
    }
  }

  /** All passes over many pairs can be ended on the way. */
  @Test
  void aWatchMayEndEveryPass() {
    int[] rows = new int[200];
    List<BiConsumer<Embedding, Watch>> passes =
        List.of(
            (e, w) -> e.atSample(w),
            (e, w) -> e.at(POINTS.points(), w),
            (e, w) -> e.square(POINTS, w),
            (e, w) -> e.mmd2(POINTS, w),
            (e, w) -> e.mmd2(rows, w));
    try (Embedding embedding = new Embedding(engine, Kernel.gaussian(1), DATA, 4_000)) {
      for (BiConsumer<Embedding, Watch> pass : passes) {
        List<String> calls = new ArrayList<>();
        Watch third =
            (what, done, total) -> {
              calls.add(what);
              if (calls.size() == 3) {
                throw new IllegalStateException("enough");
              }
            };
        assertThatThrownBy(() -> pass.accept(embedding, third)).hasMessage("enough");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"energy", "polynomial(degree=9, c=1)", "riesz(s=1.5)"})
  void aKernelThatIsNotFiniteIsTheUsersToMend(String text) {
    Sample huge = Sample.of(RandomClouds.gaussian(5, 20, 2, 0, 1e170));
    try (Embedding embedding = new Embedding(engine, Kernel.parse(text), huge)) {
      assertThatThrownBy(() -> embedding.atSample(Watch.NOBODY))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(" on the data, in the kernel; give the data in another unit");
      assertThatThrownBy(() -> embedding.gram(huge.points())).isInstanceOf(UserError.class);
    }
  }

  @Test
  void aKernelTooLargeToSquareIsToo() {
    Sample large = Sample.of(RandomClouds.gaussian(6, 20, 2, 0, 1e50));
    Kernel kernel = Kernel.parse("polynomial(degree=3, c=1)");
    try (Embedding embedding = new Embedding(engine, kernel, large)) {
      assertThatThrownBy(() -> embedding.atSample(Watch.NOBODY))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("polynomial(degree=3, c=1) is too large on the data");
    }
  }
}
