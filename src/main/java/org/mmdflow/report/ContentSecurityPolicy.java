package org.mmdflow.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The policy that holds a page to itself: it may load nothing, run only the one script and apply
 * only the one style sheet whose hashes it names, and show pictures that it made.
 */
final class ContentSecurityPolicy {
  private ContentSecurityPolicy() {}

  /** The policy for a page with exactly this inline script and style, to the byte. */
  static String of(String script, String style) {
    return "default-src 'none'; script-src "
        + (hash(script) + "; style-src " + hash(style))
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
