package org.mmdflow.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a kernel file with all that it includes: devices see one string. Headers guard
 * themselves against coming twice.
 */
final class KernelSources {
  private static final String ROOT = "/org/mmdflow/kernels/";
  private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"([^\"]+)\"\\R?");

  private KernelSources() {}

  /** {@code file} relative to the folder of the kernels, as {@code opencl/sums.cl}. */
  static String of(String file) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    Matcher include = INCLUDE.matcher(read(file));
    StringBuilder text = new StringBuilder();
    while (include.find()) {
      String inner = of(normalized(folder + include.group(1)));
      include.appendReplacement(text, Matcher.quoteReplacement(inner));
    }
    return include.appendTail(text).toString();
  }

  /** Without the folders that {@code ..} takes back. */
  private static String normalized(String path) {
    String shorter = path.replaceAll("[^/]+/\\.\\./", "");
    return shorter.equals(path) ? path : normalized(shorter);
  }

  private static String read(String file) {
    try (InputStream in = KernelSources.class.getResourceAsStream(ROOT + file)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks the kernel file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
