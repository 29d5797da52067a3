package org.mmdflow.experiment.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.mmdflow.io.JsonTree;

/**
 * The curves of the paper's figures, which come with the program: Figure 1 of Arbel et al. 2019 and
 * the Gaussian toy of its submission. Any thread.
 */
public final class PublishedCurves {
  private static final String RESOURCE = "/org/mmdflow/data/published_curves.json";

  private PublishedCurves() {}

  private static final class Holder {
    static final Map<String, Object> ALL = read();
  }

  /**
   * A curve by its name in the file, such as {@code student_teacher/test_by_epoch/mmd}.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static PublishedCurve named(String name) {
    if (Holder.ALL.get(name) instanceof Map<?, ?> curve) {
      return new PublishedCurve(numbers(curve, "x"), numbers(curve, "y"));
    }
    throw new IllegalArgumentException("no published curve is named " + name);
  }

  private static double[] numbers(Map<?, ?> curve, String axis) {
    if (curve.get(axis) instanceof List<?> list) {
      return list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }
    throw new IllegalStateException("a published curve has no " + axis);
  }

  private static Map<String, Object> read() {
    try (InputStream in = PublishedCurves.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program's archive lacks " + RESOURCE);
      }
      return JsonTree.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
