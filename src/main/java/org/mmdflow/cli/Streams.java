package org.mmdflow.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output and standard error of a command, in UTF-8. Remembers whether the answer could be
 * written, which Java's print streams forget.
 */
final class Streams {
  private final Watched answer;
  private final PrintWriter out;
  private final PrintWriter err;
  private final PrintStream rawErr;

  Streams(OutputStream out, OutputStream err) {
    answer = new Watched(out);
    this.out = new PrintWriter(answer, true, StandardCharsets.UTF_8);
    this.rawErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(rawErr, true, StandardCharsets.UTF_8);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** Standard error for a library that wants a stream. */
  PrintStream rawErr() {
    return rawErr;
  }

  /**
   * Flushes, and turns success into failure where the answer was lost. A reader that went away, as
   * {@code head} does, is no failure and not worth a word.
   */
  int finish(int code) {
    out.flush();
    err.flush();
    Optional<String> lost = answer.failure.filter(why -> !isGone(why));
    if (lost.isEmpty() || code != 0) {
      return code;
    }
    err.println(
        "mmdflow: the answer could not be written ("
            + lost.get()
            + "), standard output; make room there or send it elsewhere");
    return Failures.FAILED;
  }

  private static boolean isGone(String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    return lower.contains("broken pipe") || lower.contains("pipe is being closed");
  }

  /** Keeps the first failure. */
  private static final class Watched extends FilterOutputStream {
    private Optional<String> failure = Optional.empty();

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        if (failure.isEmpty()) {
          failure = Optional.of(String.valueOf(e.getMessage()));
        }
        throw e;
      }
    }
  }
}
