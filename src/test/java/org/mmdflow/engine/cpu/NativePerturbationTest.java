package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Perturbation;
import org.mmdflow.random.Purpose;

/** Noise for particles outside the engine, by the engine cpu, whose library must be here. */
class NativePerturbationTest {
  private final Perturbation java = Perturbation.plain();
  private Perturbation cpu = java;

  @BeforeEach
  void open() {
    cpu = new NativePerturbation().open().orElseThrow();
  }

  @Test
  void isTheFastest() {
    assertThat(Perturbation.fastest().getClass().getName())
        .startsWith(NativePerturbation.class.getName());
  }

  @Test
  void hasTheBitsOfJava() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      int dimension = 1 + random.nextInt(i % 10 == 0 ? 4000 : 9);
      float[] expected = new float[dimension + 3];
      for (int j = 0; j < expected.length; j++) {
        expected[j] = (float) random.nextDouble(-3, 3);
      }
      float[] found = expected.clone();
      double level = random.nextDouble(2);
      long seed = random.nextLong();
      Purpose purpose = i % 2 == 0 ? Purpose.DIFFUSION : Purpose.EVALUATION_NOISE;
      long step = random.nextLong(Noise.LIMIT);
      long particle = random.nextLong(Noise.LIMIT);
      java.add(level, seed, purpose, step, particle, dimension, expected);
      cpu.add(level, seed, purpose, step, particle, dimension, found);
      assertThat(found).as("case %d, d = %d", i, dimension).isEqualTo(expected);
    }
  }

  /** The sums of plain Java are those of the noise's definition. */
  @Test
  void plainJavaAddsTheNormalsOfTheNoise() {
    float[] normals = new float[7];
    Noise.of(3).normals(Purpose.DIFFUSION, 4, 5, 1, 7, normals);
    float[] x = new float[8];
    Arrays.fill(x, 2);
    java.add(0.25, 3, Purpose.DIFFUSION, 4, 5, 7, x);
    for (int j = 0; j < 7; j++) {
      assertThat(x[j]).isEqualTo(Math.fma(0.25f, normals[j], 2f));
    }
    assertThat(x[7]).isEqualTo(2);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    for (Perturbation perturbation : new Perturbation[] {java, cpu}) {
      float[] x = new float[3];
      assertThatThrownBy(() -> perturbation.add(1, 0, Purpose.DIFFUSION, 0, 0, 4, x))
          .hasMessage("output is too short: 3 < 1 x 4");
      assertThatThrownBy(() -> perturbation.add(1, 0, Purpose.DIFFUSION, -1, 0, 3, x))
          .hasMessageStartingWith("step is out of range: -1");
      assertThatThrownBy(() -> perturbation.add(1, 0, Purpose.DIFFUSION, 0, Noise.LIMIT, 3, x))
          .hasMessageStartingWith("first particle is out of range");
      assertThat(x).containsOnly(0);
    }
  }
}
