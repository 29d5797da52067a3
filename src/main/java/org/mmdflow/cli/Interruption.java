package org.mmdflow.cli;

import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * The wish to end a command early, by a signal or by the clock. May be asked from any thread; until
 * it is closed, one signal is a wish and only the third one force.
 */
final class Interruption implements AutoCloseable {
  private final Console console;
  private final String whatHappens;
  private final Timer clock = new Timer("mmdflow-clock", true);
  private volatile boolean wished;
  private boolean tooLate;
  private Runnable stop = () -> {};

  private Interruption(Console console, String whatHappens) {
    this.console = console;
    this.whatHappens = whatHappens;
  }

  /**
   * Begins to listen.
   *
   * @param whatHappens what the command does when it is to end, for the user
   */
  static Interruption listen(Console console, String whatHappens, Optional<TimeLimit> limit) {
    Interruption interruption = new Interruption(console, whatHappens);
    Signals.attend(interruption::signalled);
    limit.ifPresent(interruption::schedule);
    return interruption;
  }

  private void schedule(TimeLimit limit) {
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            wish("the time limit of " + limit + " is reached");
          }
        },
        limit.millisLeft());
  }

  private void signalled(int number) {
    if (number == 1) {
      wish("interrupted");
    } else {
      console.note("still at it; once more stops at once");
    }
  }

  private synchronized void wish(String why) {
    if (tooLate) {
      console.note(why + ": too late, the result is being written");
    } else if (!wished) {
      wished = true;
      console.note(why + ": " + whatHappens);
      stop.run();
    }
  }

  /** What to do on a wish; done at once if it is there already. */
  synchronized void onWish(Runnable action) {
    stop = action;
    if (wished) {
      action.run();
    }
  }

  boolean isWished() {
    return wished;
  }

  /** Ends the command here if that is wished. */
  void check(String whatIsLost) {
    if (wished) {
      throw new Failures.Interrupted("interrupted, " + whatIsLost + "; run it again");
    }
  }

  /** Likewise for the last time: whoever wishes it later is told that the command is ending. */
  synchronized void checkLast(String whatIsLost) {
    check(whatIsLost);
    tooLate = true;
  }

  @Override
  public void close() {
    clock.cancel();
    Signals.release();
  }
}
