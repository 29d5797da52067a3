package org.mmdflow.cli;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;

/**
 * How long a command may take, counted from the start of its process: {@code 90s}, {@code 10m},
 * {@code 2h}, {@code 1h30m}.
 *
 * @param text as the user wrote it
 * @param seconds above 0
 */
record TimeLimit(String text, long seconds) {
  private static final Pattern GRAMMAR =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

  static TimeLimit parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    long seconds =
        matcher.matches() ? 3600 * part(matcher, 1) + 60 * part(matcher, 2) + part(matcher, 3) : 0;
    if (seconds == 0) {
      throw new UserError(
          Location.quote(text)
              + " is not a time above 0, in --max-time; write for example 90s, 10m, 2h or 1h30m");
    }
    return new TimeLimit(text, seconds);
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  long millisLeft() {
    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
    return Math.max(0, began + 1000 * seconds - System.currentTimeMillis());
  }

  @Override
  public String toString() {
    return text;
  }
}
