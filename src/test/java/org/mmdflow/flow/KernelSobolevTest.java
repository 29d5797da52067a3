package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.MixedDerivatives;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;

/** The Sobolev system against dense formulas. */
class KernelSobolevTest {
  private record Problem(Kernel kernel, Points x, Points y, Weights a, double ridge) {
    static Problem of(String kernel, int n, int d, double ridge) {
      return new Problem(
          Kernel.parse(kernel),
          RandomClouds.gaussian(1, n, d),
          RandomClouds.gaussian(2, n + 2, d, 0.7, 1.2),
          RandomClouds.weights(3, n),
          ridge);
    }

    Points gradient() {
      return new NaiveMmd(kernel, y).gradient(x, x, a);
    }

    double mmd2() {
      return 2 * new NaiveMmd(kernel, y).halfV(x, a);
    }

    KernelSobolev sobolev() {
      return new KernelSobolev(kernel, x.n(), x.d(), ridge);
    }

    double[] preconditioned() {
      double[] g = gradient().data().clone();
      sobolev().apply(x.data(), a.toArray(), g);
      return g;
    }
  }

  /**
   * Brute force without the push-through identity: f_lambda = (f - Phi v) / lambda, v = (G + lambda
   * I)^-1 Phi' f, differentiated at the particles.
   */
  @ParameterizedTest
  @CsvSource({
    "gaussian(h=1),3,1,0.1",
    "gaussian(h=1),4,2,0.01",
    "gaussian(h=1.5),5,3,1",
    "matern32(l=1),4,2,0.1",
    "matern52(l=1),5,3,0.2",
    "'imq(l=1, c=1, beta=0.5)',3,3,0.05",
    "'polynomial(degree=2, c=1)',4,2,0.3",
    "0.5*gaussian(h=1) + 0.5*gaussian(h=4),5,2,0.1"
  })
  void isTheWoodburyFormula(String kernel, int n, int d, double ridge) {
    Problem p = Problem.of(kernel, n, d, ridge);
    DMatrixRMaj h = mixed(p);
    double[] gradient = p.gradient().data();
    double[] roots = new double[gradient.length];
    double[] w = new double[gradient.length];
    DMatrixRMaj g = new DMatrixRMaj(h.numRows, h.numCols);
    for (int c = 0; c < roots.length; c++) {
      roots[c] = Math.sqrt(p.a.get(c / d));
      w[c] = roots[c] * gradient[c];
    }
    for (int r = 0; r < roots.length; r++) {
      for (int c = 0; c < roots.length; c++) {
        g.set(r, c, roots[r] * h.get(r, c) * roots[c] + (r == c ? ridge : 0));
      }
    }
    double[] v = solved(g, w);
    double[] weighted = v.clone();
    for (int c = 0; c < roots.length; c++) {
      weighted[c] *= roots[c];
    }
    double[] taken = product(h, weighted);

    double[] actual = p.preconditioned();
    for (int c = 0; c < actual.length; c++) {
      assertThat(actual[c]).isCloseTo((gradient[c] - taken[c]) / ridge, within(1e-9));
    }
    double square = (p.mmd2() - dot(w, v)) / ridge;
    assertThat(
            p.sobolev().squaredDistance(p.x.data(), p.a.toArray(), p.gradient().data(), p.mmd2()))
        .isCloseTo(square, within(1e-10 * square));
  }

  private static DMatrixRMaj mixed(Problem p) {
    int d = p.x.d();
    DMatrixRMaj h = new DMatrixRMaj(p.x.n() * d, p.x.n() * d);
    MixedDerivatives derivatives = new MixedDerivatives(p.kernel);
    double[] block = new double[d * d];
    for (int i = 0; i < p.x.n(); i++) {
      for (int j = 0; j < p.x.n(); j++) {
        derivatives.block(p.x.data(), i * d, p.x.data(), j * d, d, block);
        CommonOps_DDRM.insert(new DMatrixRMaj(d, d, true, block), h, i * d, j * d);
      }
    }
    return h;
  }

  private static double[] solved(DMatrixRMaj a, double[] b) {
    DMatrixRMaj x = new DMatrixRMaj(b.length, 1);
    assertThat(CommonOps_DDRM.solve(a, new DMatrixRMaj(b.length, 1, true, b), x)).isTrue();
    return x.data;
  }

  private static double[] product(DMatrixRMaj a, double[] b) {
    DMatrixRMaj x = new DMatrixRMaj(b.length, 1);
    CommonOps_DDRM.mult(a, new DMatrixRMaj(b.length, 1, true, b), x);
    return x.data;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** For uniform weights the system of the literature, v = (H + lambda N I)^-1 r, minus sign. */
  @Test
  void uniformWeightsGiveThePublishedSystem() {
    Points x = RandomClouds.gaussian(1, 5, 2);
    Points y = RandomClouds.gaussian(2, 6, 2, 1, 1);
    Problem p = new Problem(Kernel.gaussian(1), x, y, Weights.uniform(5), 0.1);
    double[] r = p.gradient().data();
    DMatrixRMaj system = mixed(p);
    for (int c = 0; c < 10; c++) {
      system.add(c, c, 0.1 * 5);
    }
    double[] v = solved(system, r);
    double[] expected = product(mixed(p), v);
    for (int c = 0; c < 10; c++) {
      expected[c] = (r[c] - expected[c]) / 0.1;
    }
    assertThat(p.preconditioned()).containsExactly(expected, within(1e-10));
    double square = (p.mmd2() - dot(r, v)) / 0.1;
    assertThat(p.sobolev().squaredDistance(x.data(), p.a.toArray(), p.gradient().data(), p.mmd2()))
        .isCloseTo(square, within(1e-12));
  }

  /** dF/dt = -(MMD^2 - lambda S^2), by a small step along -grad g. */
  @ParameterizedTest
  @CsvSource({"gaussian(h=1),5,1,0.1", "gaussian(h=1),5,3,0.01", "matern52(l=1),4,2,0.5"})
  void theMmdFallsAtTheSaidRate(String kernel, int n, int d, double ridge) {
    Problem p = Problem.of(kernel, n, d, ridge);
    double s2 =
        p.sobolev().squaredDistance(p.x.data(), p.a.toArray(), p.gradient().data(), p.mmd2());
    double rate = p.mmd2() - ridge * s2;
    assertThat(rate).isPositive();
    double dt = 1e-5;
    double measured = (moved(p, -dt) - moved(p, dt)) / (2 * dt);
    assertThat(measured).isCloseTo(rate, within(1e-6 * rate));
  }

  private static double moved(Problem p, double dt) {
    Points x = p.x.copy();
    double[] g = p.preconditioned();
    for (int c = 0; c < g.length; c++) {
      x.data()[c] -= dt * g[c];
    }
    return new NaiveMmd(p.kernel, p.y).halfV(x, p.a);
  }

  /** MMD^4 <= S^2 (E |grad f|^2 + lambda MMD^2), and S grows as lambda falls. */
  @Test
  void theRegularisedLojasiewiczInequality() {
    double before = 0;
    for (double ridge : new double[] {100, 1, 0.1, 0.01, 1e-4}) {
      Problem p = Problem.of("gaussian(h=1)", 12, 2, ridge);
      double s2 =
          p.sobolev().squaredDistance(p.x.data(), p.a.toArray(), p.gradient().data(), p.mmd2());
      double energy = NaiveMmd.meanSquare(p.gradient(), p.a) + ridge * p.mmd2();
      assertThat(p.mmd2() * p.mmd2()).isLessThanOrEqualTo(s2 * energy);
      assertThat(s2).isGreaterThan(before);
      before = s2;
    }
  }

  @Test
  void aLargeRidgeGivesThePlainGradient() {
    Problem p = Problem.of("gaussian(h=1)", 6, 2, 1e9);
    double[] g = p.preconditioned();
    double[] plain = p.gradient().data();
    for (int c = 0; c < g.length; c++) {
      assertThat(1e9 * g[c]).isCloseTo(plain[c], within(1e-9));
    }
  }

  /** A particle without mass follows the field of the others, as one of vanishing mass does. */
  @Test
  void aParticleOfMassZero() {
    Points x = RandomClouds.gaussian(1, 4, 2);
    Points y = RandomClouds.gaussian(2, 5, 2);
    Kernel k = Kernel.gaussian(1);
    double tiny = 1e-13;
    double[] none = massOfTheLast(k, x, y, 0);
    double[] nearly = massOfTheLast(k, x, y, tiny);
    assertThat(none).containsExactly(nearly, within(1e-6));
    assertThat(Math.hypot(none[6], none[7])).isGreaterThan(0.01);
  }

  private static double[] massOfTheLast(Kernel k, Points x, Points y, double mass) {
    double[] a = {0.2, 0.3, 0.5 - mass, mass};
    return new Problem(k, x, y, Weights.of(a), 0.1).preconditioned();
  }

  /** Coincident particles make G singular; the ridge carries the system. */
  @Test
  void coincidentParticlesMoveTogether() {
    Points x = Points.of(3, 1, new double[] {0.5, 0.5, -1});
    Problem p = new Problem(Kernel.gaussian(1), x, Points.zeros(1, 1), Weights.uniform(3), 1e-6);
    double[] g = p.preconditioned();
    assertThat(g[0]).isCloseTo(g[1], within(1e-8)).isNotZero();
  }

  /** Past the size where the library's factorisation goes by blocks. */
  @Test
  void aLargeSystemIsSolved() {
    Problem p = Problem.of("gaussian(h=0.5)", 520, 2, 0.05);
    double[] gradient = p.gradient().data();
    double[] g = gradient.clone();
    p.sobolev().apply(p.x.data(), p.a.toArray(), g);
    MixedDerivatives derivatives = new MixedDerivatives(p.kernel);
    double[] block = new double[4];
    for (int i = 0; i < 520; i += 97) {
      double[] left = {p.ridge * g[2 * i], p.ridge * g[2 * i + 1]};
      for (int j = 0; j < 520; j++) {
        derivatives.block(p.x.data(), 2 * i, p.x.data(), 2 * j, 2, block);
        left[0] += p.a.get(j) * (block[0] * g[2 * j] + block[1] * g[2 * j + 1]);
        left[1] += p.a.get(j) * (block[2] * g[2 * j] + block[3] * g[2 * j + 1]);
      }
      assertThat(left[0]).isCloseTo(gradient[2 * i], within(1e-12));
      assertThat(left[1]).isCloseTo(gradient[2 * i + 1], within(1e-12));
    }
  }

  @Test
  void refusals() {
    Kernel k = Kernel.gaussian(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSobolev(k, 2049, 2, 1))
        .withMessage(
            "the Sobolev system of 2049 particles in 2 dimensions has 4098 unknowns, which is"
                + " 0.134 GB of memory and more than 4096");
    assertThat(KernelSobolev.unable(k, 2048, 2)).isEmpty();
    assertThat(KernelSobolev.unable(k, Long.MAX_VALUE, 3)).isPresent();
    assertThat(KernelSobolev.unable(Kernel.laplace(1), 2, 2))
        .contains("the kernel laplace(l=1) has no mixed second derivative where points meet");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSobolev(k, 2, 2, 0))
        .withMessage("a ridge must be above 0 and finite but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new KernelSobolev(k, 2, 2, 1).apply(new double[4], new double[2], new double[3]))
        .withMessage(
            "the system is of 2 x 2 particles, not of 4 coordinates, 2 weights and 3 derivatives");
    Points same = Points.zeros(3, 1);
    Problem tiny =
        new Problem(k, same, Points.of(1, 1, new double[] {1}), Weights.uniform(3), 1e-300);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(tiny::preconditioned)
        .withMessageEndingWith("with the ridge 1e-300; take a larger ridge");
    double[] lost = {Double.NaN, 1};
    new KernelSobolev(k, 2, 1, 1).apply(new double[2], new double[] {0.5, 0.5}, lost);
    assertThat(lost).containsOnly(Double.NaN);
  }

  @Test
  void theDefaultRidgeGoesWithTheBandwidth() {
    assertThat(KernelSobolev.defaultRidge(Kernel.gaussian(2)).orElseThrow())
        .isCloseTo(0.1 / 4, within(1e-16));
    assertThat(KernelSobolev.defaultRidge(Kernel.polynomial(2, 1))).isEmpty();
    assertThat(new Scheme.Sobolev(java.util.OptionalDouble.of(3)).ridge(Kernel.gaussian(2)))
        .isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Scheme.Sobolev(java.util.OptionalDouble.empty()).ridge(Kernel.polynomial(2, 1)))
        .withMessageContaining("has no Lipschitz constant, so there is no default ridge");
  }
}
