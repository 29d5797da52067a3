package org.mmdflow.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mmdflow.expression.Numbers;

/**
 * A sum of kernels with positive weights: such sums keep positive definiteness, negative weights
 * may lose it.
 *
 * @param components the terms, one or more, in the order given
 */
public record WeightedSum(List<Component> components) implements Kernel {
  /** Copies the list. */
  public WeightedSum {
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException("a sum of kernels needs at least one");
    }
    if (components.size() == 1 && components.get(0).weight() == 1) {
      throw new IllegalArgumentException("a sum of one kernel of weight 1 is that kernel");
    }
    for (Component part : components) {
      if (part.kernel() instanceof FeatureKernel) {
        throw new IllegalArgumentException("features stand in no sum: " + part.kernel());
      }
    }
  }

  /** The sum of weights[i] kernels[i]; sums among the kernels are expanded. */
  static Kernel of(double[] weights, Kernel... kernels) {
    if (weights.length != kernels.length) {
      throw new IllegalArgumentException(
          "numbers of weights and kernels differ: " + weights.length + " != " + kernels.length);
    }
    List<Component> flat = new ArrayList<>();
    for (int i = 0; i < kernels.length; i++) {
      for (Component part : kernels[i].components()) {
        flat.add(new Component(weights[i] * part.weight(), part.kernel()));
      }
    }
    boolean single = flat.size() == 1 && flat.get(0).weight() == 1;
    return single ? flat.get(0).kernel() : new WeightedSum(flat);
  }

  /** The sum of the constants: each Hessian is largest, and negative definite, at r = 0. */
  @Override
  public OptionalDouble lipschitz() {
    return total(Kernel::lipschitz);
  }

  /**
   * The squares of the constants add up, with the weights: the function of Assumption D is linear
   * in the kernel, and that of each term is largest as r -&gt; 0.
   */
  @Override
  public OptionalDouble assumptionD(int d) {
    OptionalDouble squares =
        total(
            kernel -> {
              OptionalDouble each = kernel.assumptionD(d);
              return each.isPresent()
                  ? OptionalDouble.of(each.getAsDouble() * each.getAsDouble())
                  : each;
            });
    return squares.isPresent() ? OptionalDouble.of(Math.sqrt(squares.getAsDouble())) : squares;
  }

  private OptionalDouble total(Function<Kernel, OptionalDouble> constant) {
    double total = 0;
    for (Component component : components) {
      OptionalDouble each = constant.apply(component.kernel());
      if (each.isEmpty()) {
        return each;
      }
      total += component.weight() * each.getAsDouble();
    }
    return OptionalDouble.of(total);
  }

  /** Singular if any term is. */
  @Override
  public Smoothness smoothness() {
    return components.stream().anyMatch(part -> part.kernel().smoothness() == Smoothness.SINGULAR)
        ? Smoothness.SINGULAR
        : Smoothness.SMOOTH;
  }

  @Override
  public double diagonal(double[] points, int at, int d) {
    return components.stream()
        .mapToDouble(part -> part.weight() * part.kernel().diagonal(points, at, d))
        .sum();
  }

  @Override
  public boolean isConditionallyPositiveDefinite() {
    return components.stream().anyMatch(part -> part.kernel().isConditionallyPositiveDefinite());
  }

  @Override
  public String toString() {
    return components.stream()
        .map(
            part ->
                part.weight() == 1
                    ? part.kernel().toString()
                    : Numbers.format(part.weight()) + "*" + part.kernel())
        .collect(Collectors.joining(" + "));
  }
}
