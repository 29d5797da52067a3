package org.mmdflow.kernel;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Kernels for the tests: one of each kind, and any number of random ones. */
final class RandomKernels {
  private RandomKernels() {}

  static Stream<RadialKernel> radial() {
    return Stream.of(
        new Gaussian(0.7),
        new Laplace(1.3),
        new Matern32(0.8),
        new Matern52(1.7),
        new InverseMultiquadric(0.9, 1.2, 0.5),
        new InverseMultiquadric(1.1, 0.8, 1),
        new InverseMultiquadric(1.4, 1, 0.3),
        new RationalQuadratic(0.6, 0.5),
        new RationalQuadratic(1.2, 1),
        new RationalQuadratic(0.9, 2.5),
        new Riesz(1),
        new Riesz(0.5),
        new Riesz(1.6));
  }

  static Kernel draw(SplittableRandom random) {
    if (random.nextInt(4) > 0) {
      return single(random);
    }
    int n = random.nextInt(1, 5);
    double[] weights = random.doubles(n, 0.1, 3).toArray();
    Kernel[] kernels = Stream.generate(() -> draw(random)).limit(n).toArray(Kernel[]::new);
    return Kernel.sum(weights, kernels);
  }

  private static Kernel single(SplittableRandom random) {
    double a = number(random);
    double b = number(random);
    return List.of(
            Kernel.gaussian(a),
            Kernel.laplace(a),
            Kernel.matern32(a),
            Kernel.matern52(a),
            Kernel.imq(a, random.nextDouble(0.5, 2), random.nextDouble(0.1, 3)),
            Kernel.rationalQuadratic(a, b),
            Kernel.energy(),
            Kernel.riesz(random.nextDouble(0.01, 2)),
            Kernel.polynomial(random.nextInt(1, 6), b))
        .get(random.nextInt(9));
  }

  private static double number(SplittableRandom random) {
    double magnitude = Math.pow(10, random.nextInt(-6, 6));
    return magnitude * (random.nextBoolean() ? random.nextInt(1, 10) : random.nextDouble(0.1, 1));
  }
}
