package org.mmdflow.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Weights;

/**
 * Reads a distribution, a points file, or a weighted union of them: {@code 0.5*a.npy +
 * 0.3*b.csv:x,y + 0.2*ring(n=500, centre=[0, 0], radius=1, sd=0)}. Stateless, any thread.
 *
 * <p>Each term has a coefficient above 0 and their sum is 1 within {@link Weights#SUM_TOLERANCE}. A
 * term without one has the coefficient 1, as in a sum of kernels, so that {@code a.npy + b.npy} is
 * refused: it might mean equal shares of the files or of their points. A name that has a plus sign,
 * or begins as a coefficient does, stands in quotes within a union; a whole text that names a file
 * which is there is that file.
 */
public final class UnionParser {
  private static final String EXAMPLE = "write for example 0.5*a.npy + 0.5*b.npy";

  /** What can be neither, such as the first half of a file's name. */
  private static final Pattern BARE = Pattern.compile("[^./\\\\()\"]*");

  private UnionParser() {}

  /**
   * Whether {@code text} is meant as a union: a term has a coefficient, or there are several and
   * each looks like a file or a distribution, and no file has the whole text as its name.
   *
   * @param base the folder of relative file names
   */
  public static boolean isUnion(String text, Path base) {
    UnionTerms terms = UnionTerms.of(text);
    boolean coefficients = terms.list().stream().anyMatch(t -> t.coefficient().isPresent());
    boolean several =
        terms.list().size() > 1
            && terms.list().stream()
                .allMatch(term -> DistributionParser.hasForm(terms.written(term)));
    return (coefficients || several) && !isFileThere(text.strip(), base);
  }

  private static boolean isFileThere(String name, Path base) {
    if (!DistributionParser.hasForm(name) || name.startsWith("\"")) {
      return false;
    }
    try {
      return Files.exists(DataFile.parse(name, base).path());
    } catch (UserError e) {
      return false; // not the name of a file at all
    }
  }

  /**
   * Reads {@code text}. The result's {@code toString()} is the expression again, files as the user
   * wrote them; a union of one is what it is of.
   *
   * @param base the folder of relative file names
   * @throws UserError if it is none of the three, pointing at the character, or if a file cannot be
   *     read
   */
  public static Distribution parse(String text, Path base) {
    if (!isUnion(text, base)) {
      return DistributionParser.parse(text, base);
    }
    UnionTerms terms = UnionTerms.of(text);
    double[] coefficients = coefficients(terms);
    List<Distribution> parts = new ArrayList<>();
    for (UnionTerms.Term term : terms.list()) {
      parts.add(DistributionParser.parse(text, term.from(), term.to(), base));
      checkDimension(terms, term, parts);
    }
    checkSum(terms, coefficients);
    try {
      return parts.size() == 1 ? parts.get(0) : Distributions.union(coefficients, parts);
    } catch (IllegalArgumentException e) {
      throw new Location(text, 0).error(e.getMessage() + ",", "take fewer points or terms");
    }
  }

  /** Before any file is read. */
  private static double[] coefficients(UnionTerms terms) {
    double[] coefficients = new double[terms.list().size()];
    for (int t = 0; t < coefficients.length; t++) {
      UnionTerms.Term term = terms.list().get(t);
      checkForm(terms, term);
      coefficients[t] = term.coefficient().orElse(1);
      if (!(coefficients[t] > 0)) {
        throw new Location(terms.text(), term.at())
            .error(
                "the coefficient of a term must be above 0 but is "
                    + Numbers.format(coefficients[t])
                    + ",",
                EXAMPLE);
      }
    }
    return coefficients;
  }

  private static void checkForm(UnionTerms terms, UnionTerms.Term term) {
    String written = terms.written(term);
    if (written.isEmpty()) {
      throw new Location(terms.text(), term.from())
          .error("a points file or a distribution is missing,", EXAMPLE);
    }
    if (BARE.matcher(written).matches()) {
      throw new Location(terms.text(), term.from())
          .error(
              "expected a points file or a distribution but found " + Location.quote(written) + ",",
              "a file's name ends in .npy, .npz or .csv, and stands in quotes where it has a plus"
                  + " sign");
    }
  }

  /** After every term is read: one that is never closed has swallowed the others. */
  private static void checkSum(UnionTerms terms, double... coefficients) {
    double sum = Arrays.stream(coefficients).sum();
    if (!(Math.abs(sum - 1) <= Weights.SUM_TOLERANCE)) {
      boolean all = terms.list().stream().allMatch(term -> term.coefficient().isPresent());
      throw new Location(terms.text(), terms.list().get(0).at())
          .error(
              "the coefficients sum to " + Numbers.format(sum) + ", not to 1,",
              all ? "divide each by the sum" : "a term without one counts as 1: " + EXAMPLE);
    }
  }

  private static void checkDimension(
      UnionTerms terms, UnionTerms.Term term, List<Distribution> parts) {
    Distribution first = parts.get(0);
    Distribution last = parts.get(parts.size() - 1);
    if (last.d() != first.d()) {
      throw new Location(terms.text(), term.from())
          .error(
              "the terms differ in dimension: "
                  + Location.quote(terms.written(terms.list().get(0)))
                  + " has "
                  + first.d()
                  + ", "
                  + Location.quote(terms.written(term))
                  + " has "
                  + last.d()
                  + ",",
              "give points of one dimension, or pick columns as in points.csv:x,y");
    }
  }
}
