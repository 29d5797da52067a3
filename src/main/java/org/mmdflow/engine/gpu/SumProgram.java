package org.mmdflow.engine.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/**
 * What a program of kernel sums is specialised to, and the numbers it is given.
 *
 * @param components in the kernel's order
 * @param d of the space
 */
public record SumProgram(
    List<ProfileConstants> components, int d, Precision precision, Summation summation) {
  /** What {@code kernel} asks for. */
  public static SumProgram of(Kernel kernel, int d, Precision precision, Summation summation) {
    return new SumProgram(
        kernel.components().stream().map(ProfileConstants::of).toList(), d, precision, summation);
  }

  /** Likewise, by exact sums. */
  public static SumProgram of(Kernel kernel, int d, Precision precision) {
    return of(kernel, d, precision, Summation.exact());
  }

  /** Whether its sums are exact. */
  public boolean isExact() {
    return summation.equals(Summation.exact());
  }

  /** Whether a component depends on distances. */
  public boolean isRadial() {
    return !components.stream().allMatch(ProfileConstants::isPolynomial);
  }

  /** Whether a component depends on inner products. */
  public boolean isInner() {
    return components.stream().anyMatch(ProfileConstants::isPolynomial);
  }

  /** Whether there is one component, which is smooth at 0. */
  public boolean isSmoothProfile() {
    return components.size() == 1 && components.get(0).isSmooth();
  }

  /** The name of the only component's profile; empty where there are several. */
  public Optional<String> profile() {
    return components.size() == 1 ? Optional.of(components.get(0).profile()) : Optional.empty();
  }

  /** By component, as the kernels read them; the factors of a single one are left to the end. */
  double[] numbers() {
    return components.stream()
        .map(c -> components.size() == 1 ? c.withoutFactors() : c)
        .flatMapToDouble(c -> Arrays.stream(c.numbers(precision)))
        .toArray();
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
