package org.mmdflow.experiment;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.mmdflow.io.UnionParser;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Weights;

/**
 * Distributions and weights as they were read, so that many runs in one process read a file once
 * and share one copy. What nobody uses is let go where memory is short, and read again when asked
 * for. One thread.
 */
final class DataCache {
  private final Map<String, SoftReference<Object>> read = new HashMap<>();

  /** The distribution or union that {@code text} describes, file names relative to {@code base}. */
  Distribution law(String text, Path base) {
    return get(Distribution.class, text, base, () -> UnionParser.parse(text, base));
  }

  /** The weights of {@code n} points in the file {@code text}, relative to {@code base}. */
  Weights weights(String text, Path base, int n) {
    return get(Weights.class, text, base, () -> WeightsFiles.read(text, base, n), n);
  }

  private <T> T get(Class<T> kind, String text, Path base, Supplier<T> reading, int... size) {
    String key = kind.getName() + java.util.Arrays.toString(size) + base.toAbsolutePath() + text;
    SoftReference<Object> known = read.get(key);
    Object value = known == null ? null : known.get();
    if (value != null) {
      return kind.cast(value);
    }
    T fresh = reading.get();
    read.put(key, new SoftReference<>(fresh));
    return fresh;
  }
}
