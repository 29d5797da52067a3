package org.mmdflow.engine.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The device's noise has the bits of Java's, and so have the points that it moves. */
public abstract class NoiseContract {
  private Driver driver;

  /** A device of the engine, opened; skips the test where there is none. */
  protected abstract Driver openDriver();

  @BeforeEach
  final void open() {
    driver = openDriver();
  }

  @AfterEach
  final void close() {
    if (driver != null) {
      driver.close();
    }
  }

  private double[] onDevice(
      Precision p, double[] x, double level, long seed, Purpose purpose, long step, int n, int d) {
    Queue queue = driver.queue();
    Buffer from = queue.allocate((long) x.length * p.bytes());
    Buffer to = queue.allocate((long) x.length * p.bytes());
    queue.write(from, p, 0, x);
    // The step is some way into a call that began before.
    int k = (int) Math.min(step, 3);
    long first = step - k;
    Buffer progress = queue.allocate(5 * Integer.BYTES);
    queue.write(progress, new int[] {-1, 0, k, (int) first, (int) (first >>> 32)});
    double[] numbers = new double[16];
    numbers[4 * k + 2] = level;
    Buffer schedule = queue.allocate((long) numbers.length * p.bytes());
    queue.write(schedule, p, 0, numbers);
    Queue.Entry kernel = driver.steps(p, "add_noise");
    long items = (long) n * ((d - 1) / 4 + 1);
    queue.launch(
        kernel,
        Elementwise.groups(items),
        1,
        Elementwise.ITEMS,
        from,
        schedule,
        seed,
        purpose.code(),
        (long) n,
        d,
        to,
        progress);
    double[] out = new double[x.length];
    queue.read(to, p, 0, out);
    queue.free(from);
    queue.free(to);
    queue.free(schedule);
    queue.free(progress);
    return out;
  }

  private static double[] onHost(
      Precision p, double[] x, double level, long seed, Purpose purpose, long step, int n, int d) {
    double[] u = new double[x.length];
    Noise.of(seed).normals(purpose, step, 0, n, d, u);
    double[] out = new double[x.length];
    StepArithmetic.perturb(p, x, level, u, out);
    return out;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void evaluationPointsOfAHundredStepsHaveTheBitsOfJava(Precision p) {
    SplittableRandom random = new SplittableRandom(5);
    for (int step = 0; step < 100; step++) {
      int n = random.nextInt(1, 200);
      int d = random.nextInt(1, 20);
      double[] x = random.doubles((long) n * d, -3, 3).map(p::round).toArray();
      double level = p.round(random.nextDouble(2));
      long seed = random.nextLong();
      long number = step % 10 == 0 ? (1L << 32) + step : step;
      Purpose purpose = step % 2 == 0 ? Purpose.EVALUATION_NOISE : Purpose.DIFFUSION;
      assertThat(onDevice(p, x, level, seed, purpose, number, n, d))
          .as("step %d, %d x %d", number, n, d)
          .isEqualTo(onHost(p, x, level, seed, purpose, number, n, d));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aMillionNormalsHaveTheBitsOfJava(Precision p) {
    int n = 250_000;
    double[] origin = new double[4 * n];
    assertThat(onDevice(p, origin, 1, 42, Purpose.EVALUATION_NOISE, 7, n, 4))
        .isEqualTo(onHost(p, origin, 1, 42, Purpose.EVALUATION_NOISE, 7, n, 4));
  }
}
