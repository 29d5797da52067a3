package org.mmdflow.engine.cpu;

import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;

/** A fresh virtual machine for {@link NativeLibraryTest}: libraries load once in each. */
final class NativeLibraryRun {
  private NativeLibraryRun() {}

  /**
   * Probes the engine and prints every reason, or opens it and prints its device. With a file it
   * first tries that file as the library.
   */
  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      System.setProperty(NativeLibrary.OVERRIDE, arguments[0]);
      Optional<String> failure = NativeLibrary.load();
      System.out.println("first: " + failure.orElse("loaded"));
      System.clearProperty(NativeLibrary.OVERRIDE);
    }
    Engines.probeAll().get("cpu").reasons().forEach(reason -> System.out.println("no: " + reason));
    try (Engine engine = Engines.best()) {
      System.out.println("ran: " + engine.device().engine());
      System.out.println("why: " + engine.device().why());
    }
    try (Engine engine = Engines.open("cpu", EngineOptions.DEFAULT)) {
      System.out.println("cpu: " + engine.device().name());
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
