package org.mmdflow.engine.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;

/**
 * What a program of kernel sums is specialised to, and the numbers it is given.
 *
 * @param components in the kernel's order
 * @param d of the space
 */
record SumProgram(List<ProfileConstants> components, int d, Precision precision) {
  static final String FILE = "opencl/sums.cl";

  static SumProgram of(Kernel kernel, int d, Precision precision) {
    return new SumProgram(
        kernel.components().stream().map(ProfileConstants::of).toList(), d, precision);
  }

  /** The compiler's options. */
  String options(Traits traits) {
    boolean inner = components.stream().anyMatch(ProfileConstants::isPolynomial);
    boolean radial = !components.stream().allMatch(ProfileConstants::isPolynomial);
    String profile =
        components.size() == 1 ? " -DMMDFLOW_PROFILE=PROFILE_" + components.get(0).profile() : "";
    return String.format(
        Locale.ROOT,
        "%s -DMMDFLOW_LANES=%d -DMMDFLOW_ROWS=%d -DMMDFLOW_ITEMS=%d -DMMDFLOW_SHARED=%d"
            + " -DMMDFLOW_DIMENSION=%d -DMMDFLOW_RADIAL=%d -DMMDFLOW_INNER=%d%s",
        common(precision, traits),
        traits.lanes(precision),
        traits.rows(d),
        traits.items(d),
        traits.processor() ? 0 : 1,
        Traits.narrow(d) ? d : 0,
        radial ? 1 : 0,
        inner ? 1 : 0,
        profile);
  }

  /** What all programs are told. */
  static String common(Precision precision, Traits traits) {
    return String.format(
        Locale.ROOT,
        "-DMMDFLOW_DOUBLE=%d -DMMDFLOW_SUM_DOUBLE=%d%s",
        precision == Precision.DOUBLE ? 1 : 0,
        traits.sumDouble() ? 1 : 0,
        traits.sumDouble() ? "" : " -cl-single-precision-constant");
  }

  /** By component, as the kernels read them. */
  double[] numbers() {
    return components.stream().flatMapToDouble(c -> Arrays.stream(c.numbers(precision))).toArray();
  }

  /** What value sums are to be multiplied by; several components do it themselves. */
  double valueFactor() {
    return components.size() == 1 ? components.get(0).valueFactor() : 1;
  }

  /** What gradient sums are to be multiplied by. */
  double slopeFactor() {
    return components.size() == 1 ? components.get(0).slopeFactor() : 1;
  }
}
