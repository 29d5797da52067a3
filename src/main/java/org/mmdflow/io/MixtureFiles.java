package org.mmdflow.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.GaussianComponent;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * Mixtures of isotropic Gaussians from .csv files. The header names the columns {@code weight},
 * {@code mean_1} to {@code mean_d} and {@code sd}, in any order; each row is a component. Weights
 * are not negative, their sum is 1 within {@link Weights#SUM_TOLERANCE}; sd is not negative.
 * Stateless, any thread.
 *
 * <pre>
 * weight,mean_1,mean_2,sd
 * 0.25,0,0,1
 * 0.75,5,5,0.5
 * </pre>
 */
public final class MixtureFiles {
  private MixtureFiles() {}

  /**
   * Reads the components.
   *
   * @param base the folder of a relative name
   * @throws UserError if the file is missing or breaks a rule above, with row and column
   */
  public static List<GaussianComponent> read(String name, Path base) {
    DataFile file = DataFile.parse(name, base);
    if (file.format() != FileFormat.CSV) {
      throw new UserError(
          "a mixture is read from .csv only, "
              + file.written()
              + "; write columns weight, mean_1, ..., sd");
    }
    CsvTable table = CsvTableReader.read(file);
    int weight = column(table, "weight", file);
    int sd = column(table, "sd", file);
    int d = table.points().d() - 2;
    if (d < 1) {
      column(table, "mean_1", file);
    }
    int[] means = new int[d];
    for (int j = 0; j < d; j++) {
      means[j] = column(table, "mean_" + (j + 1), file);
    }
    return components(table.points(), file.written(), weight, means, sd);
  }

  private static List<GaussianComponent> components(
      Points rows, String where, int weight, int[] means, int sd) {
    List<GaussianComponent> components = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < rows.n(); i++) {
      notNegative("weight", rows.get(i, weight), where, i);
      notNegative("sd", rows.get(i, sd), where, i);
      List<Double> mean = new ArrayList<>();
      for (int column : means) {
        mean.add(rows.get(i, column));
      }
      sum += rows.get(i, weight);
      components.add(new GaussianComponent(rows.get(i, weight), mean, rows.get(i, sd)));
    }
    if (!(Math.abs(sum - 1) <= Weights.SUM_TOLERANCE)) {
      throw new UserError(
          "weights sum to " + sum + ", " + where + "; divide them by it so that they sum to 1");
    }
    return components;
  }

  private static void notNegative(String name, double value, String where, int component) {
    if (value < 0) {
      throw new UserError(
          name
              + " of component "
              + (component + 1)
              + " is negative: "
              + value
              + ", "
              + where
              + "; it must be at least 0");
    }
  }

  private static int column(CsvTable table, String name, DataFile file) {
    int index = table.names().indexOf(name);
    if (index < 0 || table.names().lastIndexOf(name) != index) {
      throw new UserError(
          "a mixture needs exactly one column '"
              + name
              + "', "
              + file.written()
              + "; its columns are weight, mean_1 to mean_d, sd");
    }
    return index;
  }
}
