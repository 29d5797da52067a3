package org.mmdflow.io;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.mmdflow.expression.Arguments;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Law;
import org.mmdflow.measure.Points;

/**
 * Reads a distribution, or the name of a points file, which is a fixed distribution. Stateless, any
 * thread.
 *
 * <table>
 *   <caption>Expressions</caption>
 *   <tr><td>{@code gaussian(n=N, mean=[..], sd=S)}</td><td>sd a number or a list</td></tr>
 *   <tr><td>{@code uniform(n=N, low=[..], high=[..])}</td><td>a box</td></tr>
 *   <tr><td>{@code ring(n=N, centre=[x, y], radius=R, sd=S)}</td><td>a blurred circle</td></tr>
 *   <tr><td>{@code sphere(n=N, d=D)}</td><td>the unit sphere of R^D</td></tr>
 *   <tr><td>{@code mixture(n=N, file=F)}</td><td>of Gaussians, see {@link MixtureFiles}</td></tr>
 *   <tr><td>{@code points([[..], [..]])}</td><td>given points</td></tr>
 *   <tr><td>{@code grid-of-image(FILE, n=N)}</td><td>dark pixels, see {@link Images}</td></tr>
 *   <tr><td>{@code us-postal-codes(n=N)}</td><td>data at hand, see {@link PostalCodes}</td></tr>
 * </table>
 *
 * <p>The result's {@code toString()} is the expression again, files as the user wrote them.
 */
public final class DistributionParser {
  private static final List<String> NAMES =
      List.of(
          "gaussian",
          "uniform",
          "ring",
          "sphere",
          "mixture",
          "points",
          "grid-of-image",
          PostalCodes.NAME);

  /** A name and a bracket, closed at the end. */
  private static final Pattern CALL =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]*\\s*\\(.*\\)", Pattern.DOTALL);

  private DistributionParser() {}

  /**
   * Reads {@code text}.
   *
   * @param base the folder of relative file names
   * @throws UserError if it is neither, pointing at the character, or if a file cannot be read
   */
  public static Distribution parse(String text, Path base) {
    return parse(text, 0, text.length(), base);
  }

  /**
   * Reads the part of {@code text} from {@code from} to before {@code to}; errors point into the
   * whole, those of a file too where it is one of several things there.
   */
  static Distribution parse(String text, int from, int to, Path base) {
    if (isFile(text.substring(from, to).strip())) {
      return file(text, from, to, base);
    }
    Expression expression = Expression.parse(text, from, to);
    if (expression instanceof Expression.Word word && word.text().matches(".*[./\\\\].*")) {
      // Meant as a file: the endings are the help that is wanted.
      return file(text, from, to, base);
    }
    Expression.Call call = expression.asCall("distribution");
    return switch (call.name()) {
      case "gaussian" -> gaussian(call);
      case "uniform" -> uniform(call);
      case "ring" -> ring(call);
      case "sphere" -> sphere(call);
      case "mixture" -> mixture(call, base);
      case "points" -> points(call);
      case "grid-of-image" -> image(call, base);
      case PostalCodes.NAME -> postalCodes(call);
      default -> throw call.unknown("distribution", NAMES);
    };
  }

  /** By a quote or the ending; {@code data (1).csv} is a file, {@code ring(n=1, a=b.csv} is not. */
  private static boolean isFile(String text) {
    if (text.startsWith("\"")) {
      return true;
    }
    boolean hasEnding = FileFormat.of(text).isPresent() || DataFile.colon(text) >= 0;
    boolean isCall =
        CALL.matcher(text).matches() || NAMES.stream().anyMatch(n -> text.startsWith(n + "("));
    return hasEnding && !isCall;
  }

  /** Whether {@code text} has the form of a file's name or of a call, without a look at either. */
  static boolean hasForm(String text) {
    return isFile(text) || CALL.matcher(text).matches();
  }

  private static String unquoted(String text, int from, int to) {
    String name = text.substring(from, to).strip();
    if (!name.startsWith("\"")) {
      return name;
    }
    Expression expression = Expression.parse(text, from, to);
    if (expression instanceof Expression.Word word) {
      return word.text();
    }
    throw expression.at().error("expected a file name", "quote the name only");
  }

  private static Distribution file(String text, int from, int to, Path base) {
    String location = unquoted(text, from, to);
    try {
      return Distributions.points(PointsFiles.read(location, base), quote(location));
    } catch (UserError e) {
      throw to - from < text.length() ? new Location(text, from).locate(e) : e;
    }
  }

  private static Distribution gaussian(Expression.Call call) {
    Arguments a = Arguments.of(call, "n", "mean", "sd");
    double[] mean = a.vector("mean");
    double[] sd =
        a.expression("sd") instanceof Expression.Numeral
            ? new double[] {a.number("sd")}
            : a.vector("sd", mean.length);
    return of(call, a, () -> Distributions.gaussian(mean, sd));
  }

  private static Distribution uniform(Expression.Call call) {
    Arguments a = Arguments.of(call, "n", "low", "high");
    double[] low = a.vector("low");
    double[] high = a.vector("high", low.length);
    return of(call, a, () -> Distributions.uniform(low, high));
  }

  private static Distribution ring(Expression.Call call) {
    Arguments a = Arguments.of(call, "n", "centre", "radius", "sd");
    double[] centre = a.vector("centre", 2);
    double radius = a.positive("radius");
    double sd = a.ranged("sd", 0, Double.MAX_VALUE);
    return of(call, a, () -> Distributions.ring(centre, radius, sd));
  }

  private static Distribution sphere(Expression.Call call) {
    Arguments a = Arguments.of(call, "n", "d");
    int d = (int) a.integer("d", 1, Integer.MAX_VALUE - 8L);
    return of(call, a, () -> Distributions.sphere(d));
  }

  private static Distribution mixture(Expression.Call call, Path base) {
    Arguments a = Arguments.of(call, "n", "file");
    String file = a.text("file");
    return of(
        call, a, () -> Distributions.mixture(MixtureFiles.read(file, base), "file=" + quote(file)));
  }

  private static Distribution image(Expression.Call call, Path base) {
    Arguments a = Arguments.of(call, "file", "n");
    String file = a.text("file");
    return of(
        call, a, () -> Images.read(DataFile.resolve(file, base), Shown.file(file), quote(file)));
  }

  private static Distribution postalCodes(Expression.Call call) {
    Arguments arguments = Arguments.of(call, "n");
    return PostalCodes.sample((int) arguments.integer("n", 1, PostalCodes.count()));
  }

  private static Distribution points(Expression.Call call) {
    double[][] rows = Arguments.of(call, "points").matrix("points");
    return Distributions.points(Points.ofRows(rows));
  }

  /** n points of a law; what the law refuses is refused at the call. */
  private static Distribution of(Expression.Call call, Arguments arguments, Supplier<Law> law) {
    int n = (int) arguments.integer("n", 1, Integer.MAX_VALUE - 8L);
    try {
      return law.get().of(n);
    } catch (IllegalArgumentException e) {
      throw call.at().error(e.getMessage() + ",", "change the numbers");
    }
  }

  private static String quote(String text) {
    return new Expression.Word(text, true, new Location(text, 0)).toString();
  }
}
