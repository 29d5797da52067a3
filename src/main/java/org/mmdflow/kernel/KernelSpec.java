package org.mmdflow.kernel;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;

/**
 * A kernel as the user asked for it: lengths may be {@code median}, or a multiple such as {@code
 * 0.5*median}, to be filled in from the target, and the data of features are not read yet.
 * Immutable; equal specs have equal text.
 */
public final class KernelSpec {
  private final Expression expression;
  private final boolean needsMedian;
  private final FeatureReader reader;
  private final Optional<Supplier<Features>> features;

  private KernelSpec(
      Expression expression, FeatureReader reader, Optional<Supplier<Features>> features) {
    this.expression = expression;
    this.reader = reader;
    this.features = features;
    boolean[] asked = {false};
    if (features.isEmpty()) {
      KernelReader.read(
          expression,
          at -> {
            asked[0] = true;
            return 1.0;
          },
          reader);
    }
    needsMedian = asked[0];
  }

  /**
   * Reads and checks a kernel.
   *
   * @throws UserError pointing at the character
   */
  public static KernelSpec parse(String text) {
    return of(Expression.parse(text));
  }

  /**
   * Likewise, with features by name.
   *
   * @param reader knows them
   */
  public static KernelSpec parse(String text, FeatureReader reader) {
    return of(Expression.parse(text), reader);
  }

  /** Likewise from a parsed expression. */
  public static KernelSpec of(Expression expression) {
    return of(expression, FeatureReader.NONE);
  }

  private static KernelSpec of(Expression expression, FeatureReader reader) {
    return new KernelSpec(expression, reader, KernelReader.features(expression, reader));
  }

  /** A kernel with nothing left open. */
  public static KernelSpec of(Kernel kernel) {
    if (kernel instanceof FeatureKernel known) {
      String text = kernel.toString();
      return new KernelSpec(
          new Expression.Word(text, true, new Location(text, 0)),
          FeatureReader.NONE,
          Optional.of(known::features));
    }
    return parse(kernel.toString());
  }

  /** Whether it is a kernel of features, which few engines sum. */
  public boolean isOfFeatures() {
    return features.isPresent();
  }

  /** Whether some length is the median distance of the target. */
  public boolean needsMedian() {
    return needsMedian;
  }

  /**
   * The kernel. Reads the data of features.
   *
   * @param median the median distance; asked once, and only if {@link #needsMedian()}
   * @throws UserError if the median is 0 or not finite, or data cannot be read
   */
  public Kernel resolve(DoubleSupplier median) {
    if (features.isPresent()) {
      return new FeatureKernel(features.get().get());
    }
    double value = needsMedian ? median.getAsDouble() : 1;
    return KernelReader.read(expression, at -> usable(value, at), reader);
  }

  private static double usable(double median, Location at) {
    if (median > 0 && median < Double.POSITIVE_INFINITY) {
      return median;
    }
    throw at.error(
        "the median distance of the target is "
            + Numbers.format(median)
            + " and gives no bandwidth,",
        "give a number here");
  }

  /** The expression, {@code median} included; the kernel's own form where nothing is open. */
  @Override
  public String toString() {
    boolean open = needsMedian || features.isPresent();
    return open ? expression.toString() : resolve(() -> 1).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KernelSpec that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
