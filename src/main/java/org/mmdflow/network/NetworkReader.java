package org.mmdflow.network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.DistributionParser;
import org.mmdflow.kernel.FeatureReader;
import org.mmdflow.kernel.Features;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * Networks by name in kernel expressions: {@code sub-networks(data=FILE, width=3,
 * activation=quadexp)}, with {@code outputs=P} where there are several, and {@code
 * two-layer(data=FILE, activation=tanh)}. The data are a points file or a distribution.
 *
 * @param base the folder of relative file names
 * @param seed of data that are drawn, with {@link Purpose#DATA}
 */
public record NetworkReader(Path base, long seed) implements FeatureReader {
  private static final int MOST = 1 << 20;
  private static final String DATA = "data";
  private static final String ACTIVATION = "activation";

  @Override
  public List<String> names() {
    return List.of(SubNetwork.NAME, TwoLayer.NAME);
  }

  @Override
  public Supplier<Features> read(Expression.Call call) {
    return call.name().equals(TwoLayer.NAME) ? twoLayer(call) : subNetwork(call);
  }

  private Supplier<Features> twoLayer(Expression.Call call) {
    Arguments a = Arguments.of(call, DATA, ACTIVATION);
    Expression data = a.expression(DATA);
    Activation activation = activation(a);
    return () -> {
      Distribution law = law(data);
      return new TwoLayer(draw(law, data), activation, law.toString());
    };
  }

  private Supplier<Features> subNetwork(Expression.Call call) {
    Arguments a = Arguments.of(call, DATA, "width", ACTIVATION, "outputs");
    Expression data = a.expression(DATA);
    int width = (int) a.integer("width", 1, MOST);
    Activation activation = activation(a);
    int outputs = (int) a.integer("outputs", 1, MOST, 1);
    return () -> {
      Distribution law = law(data);
      Points points = draw(law, data);
      double numbers = Math.max((double) width * (law.d() + outputs), (double) law.n() * outputs);
      if (numbers > Integer.MAX_VALUE - 8) {
        throw call.at().error("such networks are larger than an array,", "make them smaller");
      }
      return new SubNetwork(points, width, activation, outputs, law.toString());
    };
  }

  private static Activation activation(Arguments a) {
    String word = a.text(ACTIVATION);
    return Arrays.stream(Activation.values())
        .filter(each -> each.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                a.at(ACTIVATION)
                    .error(
                        "unknown activation " + Location.quote(word),
                        Suggestions.mend(
                            word,
                            "activations",
                            Arrays.stream(Activation.values()).map(Enum::toString).toList())));
  }

  private Distribution law(Expression data) {
    return DistributionParser.parse(data.toString(), base);
  }

  /** The points, held as they are, by coordinate and by row. */
  private Points draw(Distribution law, Expression data) {
    long heap = Runtime.getRuntime().maxMemory();
    if (3.0 * Double.BYTES * law.n() * law.d() > 0.5 * heap) {
      throw new UserError(
          law.n()
              + " data points in "
              + law.d()
              + " dimensions do not fit the Java heap of "
              + heap
              + " bytes, in "
              + Location.quote(data.toString())
              + "; take fewer, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g");
    }
    return law.sample(seed, Purpose.DATA);
  }
}
