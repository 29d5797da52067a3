package org.mmdflow.kernel;

import java.util.List;
import java.util.function.Supplier;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

/** Features by name in kernel expressions: what stands above this package knows some. */
public interface FeatureReader {
  /** Knows none. */
  FeatureReader NONE =
      new FeatureReader() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public Supplier<Features> read(Expression.Call call) {
          throw new IllegalArgumentException("there are no features by name");
        }
      };

  /** The names, such as {@code sub-networks}. */
  List<String> names();

  /**
   * Checks the values of a call of one of the names. Data are read only when the result is asked,
   * and then each time.
   *
   * @throws UserError pointing at the character; from the result, if the data cannot be read
   */
  Supplier<Features> read(Expression.Call call);
}
