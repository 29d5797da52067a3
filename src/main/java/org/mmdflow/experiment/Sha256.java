package org.mmdflow.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what runs read and write. Stateless. */
final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(String text) {
    MessageDigest digest = digest();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** The bits of {@code values}, little-endian. */
  static void update(MessageDigest digest, double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (!buffer.hasRemaining()) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      buffer.putDouble(value);
    }
    digest.update(buffer.flip());
  }

  /** The first {@code length} bytes of a file, or all if it is shorter. */
  static String of(Path file, long length) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      long left = length;
      int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
      while (left > 0 && read > 0) {
        digest.update(buffer, 0, read);
        left -= read;
        read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
      }
    }
    return hex(digest);
  }
}
