package org.mmdflow.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM of this process. Whoever has something to save says so by {@link #attend}; as
 * long as nobody does, a signal ends the process at once.
 *
 * <p>A shutdown hook would not do: during a shutdown the virtual machine takes no further signal,
 * so that a second Ctrl-C could not cut short what the first one waits for. The class that takes
 * signals lives in module jdk.unsupported; it is reached by name because javac warns of it in a way
 * that nothing silences.
 */
final class Signals {
  private static Optional<IntConsumer> attendant = Optional.empty();
  private static int count;

  private Signals() {}

  /** From now on signals come here; does nothing where the virtual machine does not allow it. */
  static void install() {
    for (String name : List.of("INT", "TERM")) {
      try {
        install(name);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // Java's own way stands: it ends the process, and a run goes on from its last checkpoint.
        return;
      }
    }
  }

  private static void install(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, values) ->
                switch (method.getName()) {
                  case "equals" -> self == values[0];
                  case "hashCode" -> System.identityHashCode(self);
                  case "toString" -> "mmdflow";
                  default -> {
                    arrived();
                    yield null;
                  }
                });
    try {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    }
  }

  /** Hears of each signal, with its number from 1; on another thread. */
  static synchronized void attend(IntConsumer who) {
    attendant = Optional.of(who);
  }

  /** The next signal ends the process. */
  static synchronized void release() {
    attendant = Optional.empty();
  }

  private static void arrived() {
    Optional<IntConsumer> who;
    int number;
    synchronized (Signals.class) {
      number = ++count;
      who = attendant;
    }
    if (number >= 3 || who.isEmpty()) {
      Runtime.getRuntime().halt(Failures.INTERRUPTED);
    }
    who.orElseThrow().accept(number);
  }
}
