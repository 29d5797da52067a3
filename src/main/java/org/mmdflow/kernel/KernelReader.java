package org.mmdflow.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;

/** Expressions to kernels. */
final class KernelReader {
  /** What {@code median} stands for at a place of the text. */
  interface Median extends ToDoubleFunction<Location> {}

  static final Median NO_MEDIAN =
      at -> {
        throw at.error("median needs a target,", "give a number here");
      };

  private static final String KERNEL = "kernel";
  private static final List<String> NAMES =
      List.of(
          "gaussian",
          "laplace",
          "matern32",
          "matern52",
          "imq",
          "rational-quadratic",
          "energy",
          "riesz",
          "polynomial");

  private KernelReader() {}

  /**
   * A kernel of the names here.
   *
   * @param features for messages alone: see {@link #features}
   */
  static Kernel read(Expression expression, Median median, FeatureReader features) {
    if (!(expression instanceof Expression.Sum sum)) {
      return single(expression, median, features);
    }
    List<Component> components = new ArrayList<>();
    for (Expression.Term term : sum.terms()) {
      components.add(component(term, median, features));
    }
    boolean plain = components.size() == 1 && components.get(0).weight() == 1;
    return plain ? components.get(0).kernel() : new WeightedSum(components);
  }

  private static Component component(Expression.Term term, Median median, FeatureReader features) {
    Kernel kernel = single(term.value(), median, features);
    if (!(term.factor() > 0)) {
      throw term.at()
          .error(
              "the weight of a kernel must be above 0 but is "
                  + Numbers.format(term.factor())
                  + ",",
              "only positive weights keep the sum positive definite");
    }
    try {
      return new Component(term.factor(), kernel);
    } catch (IllegalArgumentException e) {
      throw term.at().error(e.getMessage() + ",", "change the weight");
    }
  }

  private static Kernel single(Expression expression, Median median, FeatureReader features) {
    Expression.Call call = expression.asCall(KERNEL);
    try {
      return build(call, median, features);
    } catch (IllegalArgumentException e) {
      throw call.at().error(e.getMessage() + ",", "change the kernel's parameters");
    }
  }

  private static Kernel build(Expression.Call call, Median median, FeatureReader features) {
    return switch (call.name()) {
      case "gaussian" -> new Gaussian(scale(Arguments.of(call, "h"), "h", median));
      case "laplace" -> new Laplace(scale(Arguments.of(call, "l"), "l", median));
      case "matern32" -> new Matern32(scale(Arguments.of(call, "l"), "l", median));
      case "matern52" -> new Matern52(scale(Arguments.of(call, "l"), "l", median));
      case "imq" -> imq(Arguments.of(call, "l", "c", "beta"), median);
      case "rational-quadratic" -> rationalQuadratic(Arguments.of(call, "l", "alpha"), median);
      case "energy" -> {
        Arguments.none(call);
        yield new Riesz(1);
      }
      case "riesz" -> new Riesz(exponent(Arguments.of(call, "s")));
      case "polynomial" -> polynomial(Arguments.of(call, "degree", "c"));
      default -> throw otherwise(call, features);
    };
  }

  private static UserError otherwise(Expression.Call call, FeatureReader features) {
    if (features.names().contains(call.name())) {
      return call.at().error(call.name() + " stands in no sum,", "give it alone, without a weight");
    }
    List<String> all = new ArrayList<>(NAMES);
    all.addAll(features.names());
    return call.unknown(KERNEL, all);
  }

  /** The features that an expression calls as a whole, data unread; empty where it does not. */
  static Optional<Supplier<Features>> features(Expression expression, FeatureReader reader) {
    boolean named =
        expression instanceof Expression.Call
            || (expression instanceof Expression.Word word && !word.quoted());
    if (!named || !reader.names().contains(expression.asCall(KERNEL).name())) {
      return Optional.empty();
    }
    return Optional.of(reader.read(expression.asCall(KERNEL)));
  }

  private static Kernel imq(Arguments arguments, Median median) {
    return new InverseMultiquadric(
        scale(arguments, "l", median), arguments.positive("c", 1), arguments.positive("beta", 0.5));
  }

  private static Kernel rationalQuadratic(Arguments arguments, Median median) {
    return new RationalQuadratic(scale(arguments, "l", median), arguments.positive("alpha"));
  }

  private static Kernel polynomial(Arguments arguments) {
    return new PolynomialKernel(
        (int) arguments.integer("degree", 1, PolynomialKernel.LARGEST_DEGREE),
        arguments.ranged("c", 0, Check.LARGEST));
  }

  private static double exponent(Arguments riesz) {
    double s = riesz.positive("s");
    if (!(s < 2)) {
      throw riesz.mustBe("s", "below 2");
    }
    return s;
  }

  /** A number, {@code median}, or a multiple of it such as {@code 0.5*median}. */
  private static double scale(Arguments arguments, String key, Median median) {
    Expression value = arguments.expression(key);
    if (isMedian(value)) {
      return median.applyAsDouble(value.at());
    }
    if (value instanceof Expression.Sum sum
        && sum.terms().size() == 1
        && isMedian(sum.terms().get(0).value())) {
      double factor = sum.terms().get(0).factor();
      if (!(factor > 0)) {
        throw arguments.mustBe(key, "above 0");
      }
      return factor * median.applyAsDouble(value.at());
    }
    if (value instanceof Expression.Numeral) {
      return arguments.positive(key);
    }
    throw arguments.mustBe(key, "a number or median");
  }

  private static boolean isMedian(Expression value) {
    return value instanceof Expression.Word word && !word.quoted() && word.text().equals("median");
  }
}
