package org.mmdflow.engine.cuda;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmdflow.engine.gpu.Buffer;

/**
 * What a kernel takes, as its image says: the driver reads as many bytes as that, whatever it is
 * given.
 *
 * @param types of PTX, in order
 */
record Parameters(String kernel, List<String> types) {
  /** Those of an entry of an image. */
  static Parameters of(String kernel, String image) {
    Matcher header =
        Pattern.compile("\\.entry " + Pattern.quote(kernel) + "\\(([^)]*)\\)")
            .matcher(Images.text(image));
    if (!header.find()) {
      throw new IllegalStateException("the image " + image + " has no kernel " + kernel);
    }
    List<String> types =
        Stream.of(header.group(1).split(","))
            .map(parameter -> parameter.strip().split("\\s+")[1])
            .toList();
    return new Parameters(kernel, types);
  }

  /** Passes where {@code arguments} are as many, and of the sizes and kinds. */
  void check(Object[] arguments) {
    if (arguments.length != types.size()) {
      throw new IllegalStateException(
          kernel + " takes " + types.size() + " arguments and was given " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!type(arguments[i]).equals(types.get(i))) {
        throw new IllegalStateException(
            kernel
                + " takes "
                + types.get(i)
                + " as argument "
                + (i + 1)
                + " and was given "
                + type(arguments[i]));
      }
    }
  }

  private static String type(Object argument) {
    if (argument instanceof Integer) {
      return ".u32";
    }
    if (argument instanceof Float) {
      return ".f32";
    }
    if (argument instanceof Double) {
      return ".f64";
    }
    if (argument instanceof Long || argument instanceof Buffer) {
      return ".u64";
    }
    throw new IllegalArgumentException("a kernel takes no " + argument.getClass());
  }
}
