package org.mmdflow.io;

import java.util.Locale;
import java.util.Optional;

/** The formats of points files, told apart by the ending of the name, in any case. */
enum FileFormat {
  NPY(".npy"),
  NPZ(".npz"),
  CSV(".csv");

  private final String ending;

  FileFormat(String ending) {
    this.ending = ending;
  }

  String ending() {
    return ending;
  }

  static Optional<FileFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (lower.endsWith(format.ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
